"""Questions over draws: options reach the runs, which are kept, and what can be mended is one message."""

from pathlib import Path

import pytest
from asked_over_draws import Played, in_place_of_playing, type_in

COMMANDS = ("sensitivity", "discover")


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    return in_place_of_playing(monkeypatch)


@pytest.mark.parametrize("command", COMMANDS)
def test_options_reach_the_runs_and_where_they_are_kept(command: str, played: Played, tmp_path: Path) -> None:
    result = type_in(
        command, "--runs", "120", "--draws", "40", "--seed", "7", "--workers", "1", "--store", f"{tmp_path}"
    )
    assert result.exit_code == 0, result.stderr
    assert played.asked == [(120, 7, 1, 40)]
    assert played.kept_in == [tmp_path]


@pytest.mark.parametrize("command", COMMANDS)
def test_200_runs_are_played_unless_told(command: str, played: Played) -> None:
    type_in(command, "--store", "none")
    assert [asked[0] for asked in played.asked] == [200]
    assert played.kept_in == [None]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--runs", "20"), "--runs is 20; allowed: 40 draws or more, of two runs or more each"),
        (("--draws", "0"), "--runs is 200 and --draws 0; allowed: 40 draws or more"),
        (("--scenario", "pul_in"), "did you mean 'pull_in'?"),
        (("--scenario", "current"), "--scenario is current, the base case"),
        (("--outcome", "crisis"), "did you mean 'crises'?"),
        (("--runs", "none"), "type --runs 200"),
        (("--cluster", "nowhere"), "--cluster nowhere given; allowed: local, or the address of a Dask scheduler"),
    ],
)
def test_what_can_be_mended_ends_in_one_message(
    command: str, played: Played, words: tuple[str, ...], said: str
) -> None:
    result = type_in(command, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert (result.stdout, played.asked) == ("", [])
    assert "Traceback" not in result.stderr
