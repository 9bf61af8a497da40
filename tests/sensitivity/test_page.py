"""The page opens with the answer, fits 80 columns and says what so few draws cannot tell; it promises nothing."""

import io
import re
from dataclasses import replace

import pytest
from made_up_matter import mattering_runs
from rich.console import Console

from simmodel.appraisal.money.information import Worth
from simmodel.sensitivity.found import found_in
from simmodel.sensitivity.page import print_sensitivity
from simmodel.sensitivity.pilot import Pilot
from simmodel.sensitivity.question import Question
from simmodel.sensitivity.result import Sensitivity
from simmodel.sensitivity.shares import Share
from simmodel.sensitivity.told import sentences


@pytest.fixture(scope="module")
def found() -> Sensitivity:
    return found_in(mattering_runs(), Question("pull_in"))


def printed(found: Sensitivity) -> str:
    page = io.StringIO()
    print_sensitivity(Console(file=page, width=80, highlight=False), found)
    return page.getvalue()


def test_the_first_sentence_says_what_rests_on_assumptions_and_what_matters_most(found: Sensitivity) -> None:
    told = replace(found, rests_on=Share(0.96, 0.05))
    first = sentences(told)[0]
    assert first.startswith("Of what evidence leaves open in the net present value of pull_in, 96% (error 5) rests on")
    assert f"(grades D and M: {found.assumed} of the {len(found.numbers)} that vary)" in first
    assert "what matters most is “crises of a person at the reference load” (crisis.weekly_rate), " in first
    assert "(needs.drift)" in first


def test_every_line_fits_80_columns_and_names_are_whole(found: Sensitivity) -> None:
    page = printed(found)
    assert max(map(len, page.splitlines())) <= 80
    assert "…" not in page
    assert "Tornado" in page
    assert "Worth knowing" in page


def test_what_the_tornado_lacks_is_said_below_it(found: Sensitivity) -> None:
    assert "In the tornado" not in printed(found)
    assert "In the tornado the price of it is left out." in printed(
        replace(found, left_out="the price of it is left out")
    )


def test_nothing_is_promised(found: Sensitivity) -> None:
    assert not re.search(r"\bwill\b", printed(found) + " ".join(sentences(replace(found, drivers=()))))


def test_what_to_collect_first_is_named_with_its_row_of_the_ledger(found: Sensitivity) -> None:
    last = sentences(found)[-1]
    assert last.startswith(
        "What data to collect first, to narrow the range: “crises of a person at the reference load”"
    )
    assert "ledger CRI001, grade D" in last


def test_what_is_measured_already_is_not_what_to_collect_first(found: Sensitivity) -> None:
    measured = next(each for each in found.numbers if each.name == "custody.sigma")
    told = sentences(replace(found, drivers=(replace(found.drivers[0], numbers=(measured,)),)))
    assert "(custody.sigma)" in told[0]
    assert "collect first" not in told[-1]


def test_beyond_the_first_only_what_is_clearly_seen_is_to_be_collected(found: Sensitivity) -> None:
    first, second = (replace(driver, total=Share(0.2, 0.05)) for driver in found.drivers[:2])
    name = first.numbers[0]
    other = replace(second, numbers=(replace(name, name="other.number"),))

    def last(error: float) -> str:
        return sentences(replace(found, drivers=(first, replace(other, total=Share(0.11, error)))))[-1]

    assert "(other.number, " in last(error=0.05)
    assert "(other.number, " not in last(error=0.06)
    assert f"({name.name}, " in last(error=0.06)


def test_the_worth_of_a_pilot_is_told_where_it_could_change_the_choice(found: Sensitivity) -> None:
    clear = replace(found, pilot=Pilot(60.0, 8, Worth(20_000.0, 3_000.0)))
    unclear = replace(found, pilot=Pilot(60.0, 8, Worth(2_000.0, 3_000.0)))
    told = "A pilot of 60 people with the programme and as many without, by lot, followed for eight years"
    assert any(told in each and "is worth $20,000 (error $3,000)" in each for each in sentences(clear))
    assert any(told in each and "not clearly worth anything" in each for each in sentences(unclear))
    assert not any("pilot" in each.lower() for each in sentences(replace(clear, everything=0.0)))


def test_what_is_not_known_and_what_varies_anyway_are_two_numbers(found: Sensitivity) -> None:
    told = " ".join(sentences(replace(found, everything=20_000.0, with_luck=90_000.0)))
    assert "We do not know the numbers: to know all of them before choosing is worth $20,000" in told
    assert "One site varies anyway: if its luck were known too it would seem $90,000" in told


def test_where_nothing_could_change_the_choice_that_is_said_and_no_dollars_are_shown(found: Sensitivity) -> None:
    never = replace(found, everything=0.0, pays=0.0)
    page = " ".join(printed(never).split())
    assert "It pays in 0% of draws (luck taken out), and the same scenario is worth most of all in all 80 draws" in page
    assert "which still allows a chance of up to 4% against it: for that choice these draws show nothing that" in page
    assert "Worth knowing" not in page


def test_where_nothing_stands_out_the_page_says_how_many_draws_it_takes(found: Sensitivity) -> None:
    nothing = replace(found, drivers=(), explained=0.0)
    told = " ".join(sentences(nothing))
    assert "no number stands out clearly from luck and from the others" in told
    assert re.search(
        r"A number shows in 80 draws where it makes up \d+% or more; for \d+% it takes about \d+ draws", told
    )
    assert "collect first" not in told


def test_where_luck_is_all_that_is_the_answer(found: Sensitivity) -> None:
    told = sentences(replace(found, evidence=0.0, drivers=()))
    assert told[0].startswith(
        "Luck explains all that was seen in the net present value of pull_in over 160 paired runs"
    )


def test_what_rests_on_the_assumed_link_says_so(found: Sensitivity) -> None:
    told = sentences(replace(found, question=Question("pull_in", "child_reports"), everything=None))
    assert "(it rests on an assumed link)" in told[0]
