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
