"""`simmodel sensitivity`: which assumption matters, as a page or as JSON."""

import json

import pytest
from asked_over_draws import Played, in_place_of_playing, type_in
from promised import keys, promised_of


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    return in_place_of_playing(monkeypatch)


def test_json_is_all_that_stdout_holds_and_has_the_keys_that_the_page_promises(played: Played) -> None:
    result = type_in("sensitivity", "--json")
    found = json.loads(result.stdout)
    assert promised_of("sensitivity") == keys(result.stdout)
    assert found["indices"][0]["names"] == ["crisis.weekly_rate"]
    assert "done" not in result.stdout


def test_without_json_a_page_is_printed_that_fits_80_columns(played: Played) -> None:
    result = type_in("sensitivity", "--outcome", "crises")
    assert result.exit_code == 0, result.stderr
    assert "Of what evidence leaves open in the crises avoided of pull_in" in " ".join(result.stdout.split())
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_pilot_that_is_asked_for_is_the_one_that_is_told(played: Played) -> None:
    found = json.loads(type_in("sensitivity", "--json", "--pilot-people", "500", "--pilot-years", "1").stdout)
    assert (found["pilot"]["people"], found["pilot"]["years"]) == (500, 1)


def test_a_pilot_that_cannot_be_told_is_refused_before_anything_is_played(played: Played) -> None:
    long = type_in("sensitivity", "--pilot-years", "15")
    assert (long.exit_code, played.asked) == (2, [])
    assert "--pilot-years is 15, but the study follows people for" in long.stderr
    none = type_in("sensitivity", "--pilot-people", "0")
    assert (none.exit_code, "type --pilot-people 100" in none.stderr) == (2, True)


@pytest.mark.slow
def test_where_nobody_is_reached_a_pilot_that_was_asked_for_is_said_to_be_missing(
    played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simmodel.sensitivity.found.pilot_of", lambda *asked: None)
    assert "No pilot is told" in type_in("sensitivity", "--pilot-people", "500").stdout
    assert "No pilot is told" not in type_in("sensitivity").stdout
