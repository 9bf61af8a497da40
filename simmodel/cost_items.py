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
    PAYERS,
    PROGRAMME,
)

OTHERS = "hours_for_others"
"""The account of people outside the studied group, who gain the hours of services that they get, at their price."""
EITHER_WAY = "paid_either_way"
"""In place of an account: what is paid whoever uses it is in no account where people of the site use it."""


class CostItem(NamedTuple):
    """One thing that money goes to; `beyond_avoidable`: counted at average cost alone; `set_up`: before it begins;
    `fixed`: paid whoever uses it, so that no budget moves by who does; `for_others`: what others gain, no cost.

    `prices`: the numbers of the model whose product each entry is in proportion to; of what lies beyond avoidable cost,
    the price that it makes up together with the item before it.
    """

    id: str
    label: str
    payer: int
    reactive: bool
    prices: tuple[str, ...] = ()
    beyond_avoidable: bool = False
    set_up: bool = False
    fixed: bool = False
    for_others: bool = False

    @property
    def account(self) -> str:
        """Whose account an appraisal puts it on: its payer's, that of others, or nobody's where it is fixed."""
        if self.for_others:
            return OTHERS
        return EITHER_WAY if self.fixed else PAYERS[self.payer]


COST_ITEMS = (
    CostItem("custody", "Custody, avoidable cost", JUSTICE, True, ("prices.custody_day_avoidable",)),
    CostItem(
        "custody_beyond_avoidable",
        "Custody, the rest of average cost",
        JUSTICE,
        True,
        ("prices.custody_day_average",),
        beyond_avoidable=True,
    ),
    CostItem("supervision", "Parole supervision", JUSTICE, True, ("prices.supervision_day",)),
    CostItem("police", "Police contacts and arrests", JUSTICE, True, ("prices.police",)),
    CostItem("courts", "Courts", JUSTICE, True, ("prices.court",)),
    CostItem("emergency_departments", "Emergency departments", HEALTH, True, ("prices.emergency",)),
    CostItem("ambulances", "Ambulances", HEALTH, True, ("prices.ambulance",)),
    CostItem("admissions", "Mental-health admissions", HEALTH, True, ("prices.admission_day", "prices.admission_days")),
    CostItem(
        "crisis_accommodation",
        "Crisis accommodation",
        HOUSING_AND_HOMELESSNESS,
        True,
        ("prices.crisis_bed_night", "prices.crisis_bed_nights"),
    ),
    CostItem("social_tenancies", "Social tenancies", HOUSING_AND_HOMELESSNESS, False, ("prices.tenancy_week",)),
    CostItem(
        "mental_health_services",
        "Mental health services",
        HEALTH,
        False,
        ("prices.specialist_hour.mental_health",),
        fixed=True,
    ),
    CostItem(
        "alcohol_and_other_drugs_services",
        "Alcohol and other drugs services",
        HEALTH,
        False,
        ("prices.specialist_hour.alcohol_and_other_drugs",),
        fixed=True,
    ),
    CostItem(
        "physical_and_disability_services",
        "Physical health and disability services",
        HEALTH,
        False,
        ("prices.specialist_hour.physical_and_disability",),
        fixed=True,
    ),
    CostItem(
        "work_and_learning_services",
        "Employment services",
        COMMONWEALTH,
        False,
        ("prices.specialist_hour.work_and_learning",),
        fixed=True,
    ),
    CostItem(
        "family_and_safety_services",
        "Family and safety services",
        COMMUNITY,
        False,
        ("prices.specialist_hour.family_and_safety",),
        fixed=True,
    ),
    CostItem(
        "practical_services",
        "Practical help and emergency relief",
        COMMUNITY,
        False,
        ("prices.specialist_hour.practical",),
        fixed=True,
    ),
    CostItem(
        "connection_services",
        "Services for connection",
        COMMUNITY,
        False,
        ("prices.specialist_hour.connection",),
        fixed=True,
    ),
    CostItem(
        "child_reports", "Reports to child protection (assumed link)", CHILD_PROTECTION, True, ("prices.child_report",)
    ),
    CostItem(
        "out_of_home_care",
        "Out-of-home care, avoidable cost (assumed link)",
        CHILD_PROTECTION,
        True,
        ("prices.care_week_avoidable",),
    ),
    CostItem(
        "care_beyond_avoidable",
        "Out-of-home care, the rest of average cost (assumed link)",
        CHILD_PROTECTION,
        True,
        ("prices.care_week_average",),
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
HOURS_FOR_OTHERS = tuple(
    item._replace(id=f"{item.id}_for_others", label=f"{item.label}: hours that others get", for_others=True)
    for item in COST_ITEMS
    if item.fixed
)
"""By service, what the hours are worth that people outside the studied group get; an appraisal alone counts them."""
APPRAISED_ITEMS = (*COST_ITEMS, *HOURS_FOR_OTHERS)
PAYER_OF_ITEM = tuple(item.payer for item in COST_ITEMS)
BEYOND_AVOIDABLE = tuple(int(item.beyond_avoidable) for item in COST_ITEMS)
