"""The contrasts that the model must keep on its one set of defaults, as far as its mechanisms reach.

Sources (evidence ledger): REF001, REF010 (cold referral), REF004 (functioning under case management), HOM014-015
(Journey to Social Inclusion, with houses), HOM010-011 (waits). A sixth, link-and-refer (EFF002: 0.92-1.12), needs
link workers, which are not in the model yet.
"""

import re

import numpy as np
import pytest

from simmodel.checks import MISFITS, base_counts, checks_of
from simmodel.engine.batch import advance, compiled_driver
from simmodel.engine.paired import play
from simmodel.engine.start import delivery_of, solution_of, start
from simmodel.scenario import parse_study
from simmodel.site import deliver
from simmodel.vocabulary import HOMELESS, IN_COMMUNITY, STABLE

TAREE = """\
name = "taree"
title = "Taree"
[site]
name = "Taree"
[scenarios.current]
title = "Current"
base_case = true
buys = "nothing"
[scenarios.pull_in]
title = "Coaches"
buys = "coaches"
funding_per_year = 650000
"""
INTENSIVE = TAREE.replace("650000", "3000000\ncaseload = 4\nset_up_weeks = 1\nreach_out = true")
FUNCTIONING = [1, 2, 3, 4, 5, 7]
"""Every need but housing and practical needs, which money buys directly."""


def both_arms(study, run, weeks):
    """People at the given weeks after week 0, in the base case and with coaches; the same people."""
    driver, begin = compiled_driver(), start(study, solution_of(study), 11, run)
    advance(begin.people, begin.sites, begin.warm_up_weeks, driver)
    arms = {}
    for name in study.scenarios:
        people, sites, seen = begin.people.copy(), begin.sites.copy(), []
        deliver(sites[0], delivery_of(study, study.scenarios[name]))
        for first, last in zip((0, *weeks), weeks, strict=False):
            advance(people, sites, last - first, driver)
            seen.append(people.copy())
        arms[name] = seen
    return begin.people, arms["current"], arms["pull_in"]


@pytest.fixture(scope="module")
def base_case_checks():
    study = parse_study(TAREE)
    lives = [play(study, solution_of(study), 3, run, compiled_driver())["current"] for run in range(30)]
    counts = [base_counts(one.people, one.weekly, "new_sentence") for one in lives]
    return {check.what: check for check in checks_of(counts, study)}


@pytest.mark.slow
@pytest.mark.parametrize(
    "what",
    [
        "cold referrals completed",
        "back within 12 months (new_sentence)",
        "back within 24 months (new_sentence)",
        "children reported to child protection again within 12 months",
        "wait on the priority housing list",
        "wait on the general housing list",
        "people in custody, last year against first",
        "people stably housed, last year against first",
        "people homeless, last year against first",
        "people waiting for a service, last year against first",
    ],
)
def test_the_base_case_fits_the_evidence_on(base_case_checks, what):
    assert base_case_checks[what].fits, base_case_checks[what].found


@pytest.mark.slow
def test_cold_referral_completes_close_to_39_per_cent(base_case_checks):
    share = float(base_case_checks["cold referrals completed"].found.rstrip("%"))
    assert 37 <= share <= 41


@pytest.mark.slow
def test_a_year_with_a_coach_improves_functioning_about_as_much_as_case_management_does_in_trials():
    study, with_coach, without = parse_study(TAREE), [], []
    for run in range(30):
        _, (base,), (coached,) = both_arms(study, run, [17 + 52])
        early = (coached.enrolled >= 0) & (coached.enrolled <= 20)
        with_coach.append(coached.need[early][:, FUNCTIONING].mean(axis=1))
        without.append(base.need[early][:, FUNCTIONING].mean(axis=1))
    treated, control = np.concatenate(with_coach), np.concatenate(without)
    assert len(treated) > 400
    standardised = (control.mean() - treated.mean()) / control.std()
    assert 0.07 <= standardised <= 0.28


def housed(extra):
    """Of people homeless when enrolled: shares stably housed 12 and 36 months on, base case and coached."""
    study = parse_study(INTENSIVE + f"extra_lettings_per_year = {extra}\n")
    totals, people_counted = np.zeros(4), 0
    for run in range(15):
        before, base, coached = both_arms(study, run, [3, 55, 159])
        chosen = (coached[0].enrolled >= 0) & (before.tenancy == HOMELESS) & (before.custody == IN_COMMUNITY)
        people_counted += chosen.sum()
        totals += [np.sum(arm[when].tenancy[chosen] == STABLE) for arm in (base, coached) for when in (1, 2)]
    return totals / people_counted


@pytest.mark.slow
def test_houses_and_not_coaching_alone_set_housing_outcomes():
    # Journey to Social Inclusion, houses supplied: 60 v 30% housed at 12 months (HOM015), 85 v 41% at 36 (HOM014)
    base_12, base_36, coached_12, coached_36 = housed(0)
    _, _, with_houses_12, with_houses_36 = housed(60)
    assert 0.20 <= base_12 <= 0.40
    assert 0.30 <= base_36 <= 0.52
    assert 0.70 <= with_houses_36 <= 0.95
    # a misfit that is told with every result, not mended: the model's coaches house people sooner than the trial's did
    (told,) = (row for row in MISFITS if "HOM015" in str(row["the trial"]))
    (printed,) = re.findall(r"(\d+)% in Taree with 60 homes a year", str(told["the model"]))
    assert with_houses_12 > 0.70
    assert with_houses_12 == pytest.approx(int(printed) / 100, abs=0.04)
    assert with_houses_12 - coached_12 > 0.15
    assert coached_12 > base_12
    assert coached_36 - base_36 < with_houses_36 - base_36
