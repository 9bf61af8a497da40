"""Switching a mechanism off removes its trace: its own numbers, its levers and what it counts move nothing any more."""

from collections.abc import Iterable
from functools import cache

import numpy as np
import pytest
from towns import LINKS, differing, some_solution, town, towns

from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import Played, play, play_all
from simmodel.parameters import catalogue
from simmodel.scenario import Assumption, Study
from simmodel.vocabulary import MECHANISMS

LEVERS = """\
reach_out = true
joint_work = { operational = 20, strategic = 10, hot_desks = 4 }
levels_engaged = ["practitioners", "team_leaders", "managers", "executives"]
learning_regime = 1.0
plain_words = true
reflection_every_weeks = 4
information_at = { family_and_safety = "full", mental_health = "consent" }
"""
STRAIN = (0.0, 0.3, 0.3, 0.3, 0.3, 0.3, 0.2, 0.3)
SOLUTION = some_solution(
    strain=STRAIN,
    calm=0.9,
    weeks=3.0,
    dropped=0.12,
    confidence=0.48,
    child_exposure=0.55,
    child_risk=1.1,
    child_return=0.9,
)
SEED = 4
OWN = {
    "eligibility": "referral.threshold referral.ceiling referral.strain referral.second_provider learning.threshold "
    "regime.ceiling regime.threshold",
    "waiting": "services.said_weeks services.drop_out services.drop_out_trust",
    "referral_loss": "referral.attendance referral.attendance_trust referral.attendance_agency "
    "referral.attendance_told referral.attendance_wait referral.attendance_link",
    "retelling": "",
    "mismatch": "quality.mismatch",
    "complementarity": "quality.kappa",
    "dilution": "quality.omega",
    "trust": "seeking.trust referral.attendance_trust services.drop_out_trust quality.presence_trust "
    "information.consent_trust trust.default_sway trust.default_pace",
    "agency": "needs.agency_relief seeking.agency referral.attendance_agency quality.presence_agency work.agency",
    "bond_continuity": "workforce.leaving workforce.leaving_stress workforce.vacancy workforce.vacancy_spread "
    "workforce.notice workforce.notice_leaving workforce.usual_stress trust.carry_over",
    "disclosure": "disclosure.reflection",
    "brokerage": "brokerage.purchase_mean brokerage.purchase_sigma brokerage.purchase_from brokerage.approval_from "
    "brokerage.approval_weeks brokerage.approval_levels brokerage.approval_by brokerage.purchase_effect",
    "pull_in": "coaching.specialist_from willingness.rate willingness.safety willingness.authorising "
    "willingness.strain services.visit",
    "strain": "strain.from_queue strain.long_wait strain.from_crises strain.pace referral.strain willingness.strain "
    "partnership.strain",
    "consent": "information.consent information.consent_trust information.found_out information.known_story "
    "trust.loss_shared",
    "displacement": "",
    "child_development": "children.per_exposure children.carer_inside children.per_five_years children.again_weeks",
    "admin_burden": "regime.hours regime.admin",
    "creaming": "regime.ceiling regime.threshold",
    "partnership_safety": "partnership.meetings partnership.half_hours partnership.reflection partnership.competition "
    "partnership.plain_words partnership.strain partnership.pace partnership.least_weeks willingness.safety",
    "roles": "willingness.authorising brokerage.approval_levels workforce.influence learning.rate learning.half_cases "
    "learning.half_hours learning.fades learning.threshold learning.transit learning.refer_on learning.story",
    "learning": "learning.rate learning.half_cases learning.half_hours learning.fades learning.threshold "
    "learning.transit learning.refer_on learning.story",
    "diffusion": "learning.spread",
}
"""By mechanism, the numbers that act through it alone. Retelling and displacement have none: told again, a story still
acts at its mean, and a visit is still paid for."""
STATES = {
    "partnership_safety": {"safety"},
    "roles": {"authorising"},
    "learning": {"learning"},
}
"""Of a week's count, states that still move while they act on nobody: the page of the model says so."""


@cache
def lived(off: str = "", moved: tuple[str, ...] = (), end: int = 0, levers: str = "") -> dict[str, Played]:
    """Every scenario with a mechanism off, some numbers at the low (0) or high (1) end of their range, more levers."""
    switched = f"[mechanisms]\n{off} = false\n" if off else ""
    study = town(
        (14, 12, 8, 6),
        funding=900_000,
        levers=LEVERS + levers,
        more=LINKS + 'information = "full"\n' + switched,
    )
    return play(believing(study, moved, end), SOLUTION, SEED, 0, compiled_driver())


def believing(study: Study, moved: Iterable[str], end: int) -> Study:
    ends = {
        dotted: (low, high)[end]
        for dotted, (_, _, low, high) in catalogue().items()
        if ".".join(dotted.split(".")[:2]) in moved
    }
    beliefs = tuple(Assumption(number=name, value=value, because="moved") for name, value in ends.items())
    return study.model_copy(update={"assumptions": beliefs})


def differences(one: dict[str, Played], other: dict[str, Played], states: Iterable[str] = ()) -> set[str]:
    """The fields of people and of weeks in which two runs differ, the `states` of a week left out."""
    found = set()
    for scenario, played in one.items():
        weeks = set(differing(played.weekly, other[scenario].weekly)) - set(states)
        found |= weeks | set(differing(played.people, other[scenario].people))
    return found


OWNING = [name for name in MECHANISMS if OWN[name] and name != "diffusion"]


@pytest.mark.parametrize("end", [0, 1])
@pytest.mark.parametrize("name", OWNING)
def test_the_numbers_of_a_mechanism_that_is_off_change_nothing_anywhere(name: str, end: int) -> None:
    assert differences(lived(name), lived(name, tuple(OWN[name].split()), end), STATES.get(name, ())) == set()


@pytest.mark.parametrize("name", OWNING)
def test_the_numbers_of_a_mechanism_that_is_on_change_something(name: str) -> None:
    own = tuple(OWN[name].split())
    assert any(differences(lived(), lived("", own, end), STATES.get(name, ())) for end in (0, 1))


@pytest.mark.parametrize("name", [name for name in MECHANISMS if name != "diffusion"])
def test_switching_a_mechanism_off_is_noticed(name: str) -> None:
    assert differences(lived(), lived(name), STATES.get(name, ()))


LEVERS_OF = [
    ("admin_burden", "learning_regime_in = { services_admin = 0, workers_admin = 0 }"),
    ("creaming", "learning_regime_in = { creaming = 0 }"),
    ("consent", 'information = "full"'),
    ("brokerage", 'decides = "community"'),
]


@pytest.mark.parametrize(("name", "lever"), LEVERS_OF)
def test_a_lever_that_acts_through_a_mechanism_does_nothing_while_it_is_off(name: str, lever: str) -> None:
    assert differences(lived(name), lived(name, levers=lever)) == set()
    assert differences(lived(), lived(levers=lever))


COUNTS_OF = {
    "waiting": ("dropped_out",),
    "bond_continuity": ("workers_left", "posts_vacant"),
    "brokerage": ("purchases", "purchase_cents", "approvals"),
    "roles": ("learning",),
}


@pytest.mark.parametrize(("name", "count"), [(name, count) for name, counts in COUNTS_OF.items() for count in counts])
def test_what_a_mechanism_alone_brings_about_is_counted_while_it_is_on_and_never_while_it_is_off(
    name: str, count: str
) -> None:
    assert sum(np.sum(one.weekly[count]) for one in lived().values()) > 0
    assert sum(np.sum(one.weekly[count]) for one in lived(name).values()) == 0


def test_without_consent_no_story_is_passed_on_where_a_site_has_learned_nothing() -> None:
    assert lived()["links"].weekly.shared.sum() > 0
    assert lived("consent")["links"].weekly.shared.sum() == 0
    assert not any(np.any(one.people.found_out) for one in lived("consent").values())


def test_where_coaches_pull_nobody_in_nothing_is_asked_or_served_in_their_name() -> None:
    assert np.any(lived()["pull_in"].people.by_coach)
    assert not np.any(lived("pull_in")["pull_in"].people.by_coach)


def test_without_child_development_no_childs_life_hangs_on_a_coach() -> None:
    fields = ["child_reports", "child_care_weeks", "school", "in_care", "last_report", "reported_now"]
    for scenario in ("more_places", "pull_in"):
        one, base = (lived("child_development")[name].people for name in (scenario, "current"))
        together = (one.gone == 0) & (base.gone == 0) & (one.custody_days == base.custody_days)
        assert differing(one[fields][together], base[fields][together]) == []


def test_where_sites_do_not_learn_from_one_another_the_pace_of_it_changes_nothing() -> None:
    study = towns({"alder": 4, "birch": 1}, funded=2, levers=LEVERS, more="[mechanisms]\ndiffusion = false")
    lives = [
        {(one.site, one.scenario): one.here for one in play_all(of, SOLUTION, SEED, 0, compiled_driver())}
        for of in (study, believing(study, ["learning.spread"], 1))
    ]
    assert lives[0].keys() == lives[1].keys()
    assert all(differing(lives[0][key].people, lives[1][key].people) == [] for key in lives[0])
    assert all(differing(lives[0][key].weekly, lives[1][key].weekly) == [] for key in lives[0])


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in MECHANISMS if name != "diffusion"])
def test_no_number_but_those_listed_acts_through_one_mechanism_alone(name: str) -> None:
    # what another mechanism owns may fall silent in so small a town, by chance
    owned = {number for own in OWN.values() for number in own.split()}
    numbers = {".".join(dotted.split(".")[:2]) for dotted in catalogue()} - owned
    missed = [
        number
        for number in sorted(numbers)
        if not any(
            differences(lived(name), lived.__wrapped__(name, (number,), end), STATES.get(name, ())) for end in (0, 1)
        )
        and any(differences(lived(), lived("", (number,), end), STATES.get(name, ())) for end in (0, 1))
    ]
    assert missed == []
