"""What money is counted for: each priced event has one item, each item one payer.

An item is reactive where it follows when things go wrong, and planned where it supports or prevents. Custody and
out-of-home care are counted at what is avoided when one person fewer is there, and apart from that what the average
cost holds beyond it (buildings, overheads), which no scenario saves: so one life gives both bases of unit costs.
"""

from __future__ import annotations

from typing import NamedTuple

from simmodel.vocabulary import (
    CHILD_PROTECTION,
    COMMONWEALTH,
    COMMUNITY,
    HEALTH,
    HOUSING_AND_HOMELESSNESS,
    JUSTICE,
    PROGRAMME,
)


class CostItem(NamedTuple):
    """One thing that money goes to; `beyond_avoidable`: counted at average cost alone; `set_up`: before it begins."""

    id: str
    label: str
    payer: int
    reactive: bool
    beyond_avoidable: bool = False
    set_up: bool = False


COST_ITEMS = (
    CostItem("custody", "Custody, avoidable cost", JUSTICE, True),
    CostItem("custody_beyond_avoidable", "Custody, the rest of average cost", JUSTICE, True, beyond_avoidable=True),
    CostItem("supervision", "Parole supervision", JUSTICE, True),
    CostItem("police", "Police contacts and arrests", JUSTICE, True),
    CostItem("courts", "Courts", JUSTICE, True),
    CostItem("emergency_departments", "Emergency departments", HEALTH, True),
    CostItem("ambulances", "Ambulances", HEALTH, True),
    CostItem("admissions", "Mental-health admissions", HEALTH, True),
    CostItem("crisis_accommodation", "Crisis accommodation", HOUSING_AND_HOMELESSNESS, True),
    CostItem("social_tenancies", "Social tenancies", HOUSING_AND_HOMELESSNESS, False),
    CostItem("mental_health_services", "Mental health services", HEALTH, False),
    CostItem("alcohol_and_other_drugs_services", "Alcohol and other drugs services", HEALTH, False),
    CostItem("physical_and_disability_services", "Physical health and disability services", HEALTH, False),
    CostItem("work_and_learning_services", "Employment services", COMMONWEALTH, False),
    CostItem("family_and_safety_services", "Family and safety services", COMMUNITY, False),
    CostItem("practical_services", "Practical help and emergency relief", COMMUNITY, False),
    CostItem("connection_services", "Services for connection", COMMUNITY, False),
    CostItem("child_reports", "Reports to child protection (assumed link)", CHILD_PROTECTION, True),
    CostItem("out_of_home_care", "Out-of-home care, avoidable cost (assumed link)", CHILD_PROTECTION, True),
    CostItem(
        "care_beyond_avoidable",
        "Out-of-home care, the rest of average cost (assumed link)",
        CHILD_PROTECTION,
        True,
        beyond_avoidable=True,
    ),
    CostItem("programme", "The programme", PROGRAMME, False),
    CostItem("programme_set_up", "Setting the programme up", PROGRAMME, False, set_up=True),
)
(
    CUSTODY_AVOIDABLE,
    CUSTODY_BEYOND,
    SUPERVISION,
    POLICE,
    COURTS,
    EMERGENCIES,
    AMBULANCES,
    ADMISSIONS,
    CRISIS_ACCOMMODATION,
    SOCIAL_TENANCIES,
    *_SERVICES,
    CHILD_REPORTS,
    CARE_AVOIDABLE,
    CARE_BEYOND,
    THE_PROGRAMME,
    PROGRAMME_SET_UP,
) = range(len(COST_ITEMS))
SERVICE_ITEMS = (SOCIAL_TENANCIES, *_SERVICES)
"""By domain the item of a week in service (a home is let, not served)."""
PAYER_OF_ITEM = tuple(item.payer for item in COST_ITEMS)
BEYOND_AVOIDABLE = tuple(int(item.beyond_avoidable) for item in COST_ITEMS)
