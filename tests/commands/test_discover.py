"""`simmodel discover`: when the answer flips, as a page or as JSON."""

import json

import pytest
from asked_over_draws import Played, in_place_of_playing, type_in
from promised import keys, promised_of


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    return in_place_of_playing(monkeypatch, luck=5_000.0)


def test_json_is_all_that_stdout_holds_and_has_the_keys_that_the_page_promises(played: Played) -> None:
    result = type_in("discover", "--json", "--gain", "5000")
    found = json.loads(result.stdout)
    assert promised_of("discover") - {"NAME"} == keys(result.stdout) - {"current", "pull_in"}
    assert found["gain"] == 5000.0
    assert {"crisis.weekly_rate"} <= {limit["name"] for box in found["boxes"] for limit in box["limits"]}
    assert "done" not in result.stdout


def test_without_json_a_page_is_printed_that_fits_80_columns(played: Played) -> None:
    result = type_in("discover", "--outcome", "crises")
    assert result.exit_code == 0, result.stderr
    assert "On the whole pull_in brings more than 0.0: crises avoided" in " ".join(result.stdout.split())
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_a_gain_that_is_no_number_is_refused(played: Played) -> None:
    result = type_in("discover", "--gain", "nan")
    assert (result.exit_code, result.stdout, played.asked) == (2, "", [])
    assert "--gain is nan; allowed: a number" in result.stderr
