"""How a fit was done: enough to repeat it, and how the pilot measured."""

from dataclasses import replace

from made_up_fits import a_fit

from simmodel import __version__
from simmodel.calibration.report.how import how_it_was_done, whose_data
from simmodel.calibration.screen import Screened

FIT, COMMAND = a_fit(), "simmodel calibrate somewhere --seed 7"


def test_ten_lines_tell_runs_time_versions_hashes_and_the_command() -> None:
    told = list(how_it_was_done(FIT, COMMAND))
    words = " ".join(told)
    assert len(told) <= 10
    assert "300 runs of the whole model" in words
    assert "60 at draws of the posterior" in words
    assert "360 runs of the whole model were played in 90 s (98% of all); fit and checks took 2 s" in words
    assert f"simmodel {__version__}; emcee " in words
    assert all(str(value) in words for value in FIT.hangs_on.values())
    assert told[-1].endswith(COMMAND)


def test_it_says_whether_the_study_or_a_screen_chose_the_numbers() -> None:
    assert "the study names them" in next(iter(how_it_was_done(FIT, COMMAND)))
    screen = (Screened("trust.gain", 3, 0.2),)
    assert "a screen of runs" in next(iter(how_it_was_done(replace(FIT, screen=screen), COMMAND)))


def test_it_says_whom_the_pilot_followed_who_was_lost_and_what_came_from_records() -> None:
    words = " ".join(whose_data(FIT))
    assert "people whom workers took on, at most 45 in each arm" in words
    assert "12% of people are lost to follow-up a year, but for what was looked up in records: any_custody" in words
    assert "discrepancy" not in words


def test_a_declared_discrepancy_is_told() -> None:
    plan = FIT.plan.model_copy(update={"discrepancy": {"housed": 0.03}})
    study = FIT.study.model_copy(update={"calibration": plan})
    assert list(whose_data(replace(FIT, study=study)))[-1].endswith("(one standard deviation): housed: 0.03.")
