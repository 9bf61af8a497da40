"""The means of the reference community on which factors are centred, and the sums from which they are taken."""

from simmodel.records import real
from simmodel.vocabulary import DOMAINS


class Reference:
    """Means of the reference community under the base case, on which factors are centred."""

    trust: float = real("trust of people in scope")
    agency: float = real("agency of people in scope")
    load: float = real("mean need of people in the community")
    need: list[float] = real("mean need by domain, people in the community", len(DOMAINS))
    match: float = real("match of people in service")
    presence: float = real("presence of people in service")
    complement: float = real("complement of people in service")
    dilution: float = real("dilution of people in service")
    calm: float = real("calm of the service, people in service")
    quality: float = real("product of the five factors, people in service")
    told: float = real("times the story was told in the last year, people whose intake is due")
    weeks: float = real("weeks from referral to intake, people whose intake is due")
    retold: float = real("times the story is told a person-week in scope")
    attended: float = real("share of intakes attended")
    eligible: float = real("share of attended intakes found eligible")
    dropped: float = real("share of people accepted who leave the queue before they are admitted")
    long_waits: float = real("refusals by waits longer than was said, a person-week in scope")
    confidence: float = real("the larger of trust and bond, people in the community")
    strain: list[float] = real("strain by service", len(DOMAINS))
    child_exposure: float = real("what children under five live with, at home with a carer in the community")
    child_risk: float = real("hazard ratio of a report by what children live with, children at home")
    child_return: float = real("hazard ratio of coming home by what is to come home to, children in care")


class Gauge:
    """Sums from which a reference community's means are taken."""

    people: float = real("person-weeks in scope")
    trust: float = real("trust, summed over person-weeks in scope")
    agency: float = real("agency, summed over person-weeks in scope")
    community: float = real("person-weeks in the community")
    load: float = real("mean need, summed over person-weeks in the community")
    need: list[float] = real("need by domain, summed over person-weeks in the community", len(DOMAINS))
    served: float = real("person-weeks in service")
    match: float = real("match, summed over person-weeks in service")
    presence: float = real("presence, summed over person-weeks in service")
    complement: float = real("complement, summed over person-weeks in service")
    dilution: float = real("dilution, summed over person-weeks in service")
    calm: float = real("calm of the service, summed over person-weeks in service")
    quality: float = real("product of the five factors, summed over person-weeks in service")
    intakes: float = real("intakes due")
    told: float = real("times told, summed over intakes due")
    weeks: float = real("weeks since the referral, summed over intakes due")
    retold: float = real("times the story was told, summed over person-weeks in scope")
    seen: float = real("intakes attended")
    eligible: float = real("intakes attended by people found eligible")
    accepted: float = real("people put into a service's queue after an intake")
    dropped: float = real("of them, people who left it")
    long_waits: float = real("refusals by waits longer than was said")
    confidence: float = real("the larger of trust and bond, summed over person-weeks in the community")
    weeks_counted: float = real("weeks")
    strain: list[float] = real("strain by service, summed over weeks", len(DOMAINS))
    young_children: float = real("weeks of children under five at home with a carer in the community")
    child_exposure: float = real("what they live with, summed over those weeks")
    children_at_home: float = real("weeks of children at home, weighed by how an earlier report tells")
    child_risk: float = real("hazard ratio of a report by what they live with, summed over those weeks")
    children_in_care: float = real("weeks of children in out-of-home care")
    child_return: float = real("hazard ratio of coming home, summed over those weeks")
