"""People whose intake is today: whether they come, and what the service then says."""

from kit import WEEK, Attributes, chance_of, lucky, person, unlucky

from simmodel.chance import ATTEND, REFERRED_ON
from simmodel.rules import referral
from simmodel.vocabulary import DOMAINS, MENTAL_HEALTH, REFERRED

EVERY = range(len(DOMAINS))
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)


def referred(domain: int = MENTAL_HEALTH, weeks: int = 3, **fields: object) -> Attributes:
    """Somebody whose intake is today, `weeks` after the referral; light enough in all else to be let in."""
    need = {domain: 0.8} | fields.pop("need", {})
    timing = {"asked": {domain: WEEK - weeks}, "due": {domain: WEEK}}
    return person(pathway={domain: REFERRED}, need=need, **timing, **fields)


def chance_of_coming(where: Attributes, domain: int = MENTAL_HEALTH, **fields: object) -> float:
    def comes(luck: float) -> bool:
        who = lucky(referred(domain, **fields), ATTEND + domain, luck)
        referral.intake(who, where)
        return who.told_again == 1.0

    return chance_of(comes)


def assessed(where: Attributes, domain: int = MENTAL_HEALTH, luck: float = 1e-9, **fields: object) -> Attributes:
    """Somebody who came to the intake; whoever is turned away is not referred on."""
    who = unlucky(lucky(referred(domain, **fields), ATTEND + domain, luck), REFERRED_ON, domain)
    referral.intake(who, where)
    return who


def share_referred_on(where: Attributes, domain: int = MENTAL_HEALTH) -> float:
    def on(luck: float) -> bool:
        who = lucky(referred(domain, need={domain: 0.0}), ATTEND + domain)
        referral.intake(lucky(who, REFERRED_ON, luck, domain), where)
        return who.pathway[domain] == REFERRED

    return chance_of(on)
