"""What hours that others get or miss do to the answer is said where it turns, and nowhere else."""

from dataclasses import replace

from made_up_findings import made_up_findings

from simmodel.caveats import caveats
from simmodel.documents.findings import Findings, findings_of
from simmodel.money_told import answer, basis_told
from simmodel.others_told import hours_turn


def findings_with(missed: float) -> Findings:
    """Findings in which others miss hours of so many dollars a year under pull_in, and none elsewhere."""
    plain = made_up_findings(saved=250_000.0, spread=0.05, draws=12, runs=24)
    yearly = {name: replace(one, for_others=0.0 * one.for_others) for name, one in plain.runs.yearly.items()}
    yearly["pull_in"].for_others[..., 0] -= missed
    return findings_of(replace(plain.runs, yearly=yearly), plain.command, plain.made)


def test_where_nothing_turns_nothing_is_said() -> None:
    assert hours_turn(findings_with(0.0)) == ""
    assert hours_turn(findings_with(5_000.0)) == ""


def test_where_the_order_turns_it_is_said_what_it_would_be_without_the_hours() -> None:
    findings = findings_with(300_000.0)
    told = hours_turn(findings)
    assert "Without them “Title of pull_in” does otherwise: " in told
    assert "beside “Title of more_places”, $" in told
    assert told.split("“Title of more_places”, ")[1].split(" (")[0].endswith("better")
    assert caveats(findings)[0] == told


def test_the_dollars_of_the_answer_say_how_much_of_it_is_such_hours() -> None:
    told = basis_told(findings_with(300_000.0))
    assert "services' hours that others lose count at cost, in no budget (-$" in told
    assert "services' hours" not in basis_told(findings_with(0.0))
    gained = basis_told(findings_with(-300_000.0))
    assert "services' hours that others gain count at cost, in no budget (+$" in gained
    assert "costs people of NSW" in answer(findings_with(300_000.0))
