"""Whatever stands in a study file, it is read or refused in our own words, soon and within bounds of memory."""

import re
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_study import SMALL
from study_fuzz import as_toml, studies
from towns import some_solution, town

from simmodel.cli import main
from simmodel.commands import study as study_command
from simmodel.engine import start as start_page
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play_all
from simmodel.errors import SimmodelError
from simmodel.kept import keep
from simmodel.places import OneOfSites, Site
from simmodel.scenario import Study, parse_study
from simmodel.study_text import LARGEST_FILE

SECONDS = 6.0
"""Far more than any file takes, on a machine that is busy; what hangs takes minutes."""
MEGABYTES = 50
SHIPPED = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "scenarios").rglob("*.toml"))]
quick = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
long = settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))


def read(text: str) -> Study | None:
    """The study in a text; None where it is refused, in words of ours, each fault one sentence on one line."""
    begun = time.process_time()
    study, said = None, ""
    try:
        study = parse_study(text)
    except SimmodelError as error:
        said = str(error)
    assert not re.search(r"Input should|Field required|Extra inputs|pydantic|Value error|Traceback", said)
    assert time.process_time() - begun < SECONDS
    return study


def any_study(study: dict[str, Any]) -> None:
    found = read(as_toml(study))
    if found is not None:
        assert found == parse_study(as_toml(study))
        assert found.digest()
        assert found.changed() is not None


def any_bytes(folder: Path, content: bytes) -> None:
    """`simmodel check` says in words what it found, and its exit status."""
    path = folder / "study.toml"
    path.write_bytes(content)
    begun, told = time.process_time(), CliRunner().invoke(main, ["check", str(path)])
    assert told.exit_code in (0, 2)
    assert isinstance(told.exception, SystemExit | None)
    assert told.stdout if told.exit_code == 0 else str(path) in told.stderr
    assert time.process_time() - begun < SECONDS


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A study that ships with some of its bytes cut, moved, doubled or overwritten."""
    content = bytearray(draw(st.sampled_from(SHIPPED)))
    for _ in range(draw(st.integers(1, 5))):
        place, length = draw(st.integers(0, len(content))), draw(st.integers(0, 40))
        piece = draw(
            st.one_of(st.binary(max_size=20), st.just(bytes(content[place : place + length])), st.just(b"9" * 30))
        )
        at = draw(st.integers(0, len(content)))
        content[at : at + draw(st.sampled_from([0, 0, length]))] = piece
    return bytes(content)


BYTES = st.one_of(st.binary(max_size=400), spoiled(), spoiled())


@pytest.fixture
def centred(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model is centred already: no reference community lives."""
    monkeypatch.setattr(start_page, "solution_of", lambda study, near=None: some_solution())
    assert study_command.settled_study


@quick
@given(studies())
def test_any_study_at_all_is_read_or_refused_in_our_own_words(study: dict[str, Any]) -> None:
    any_study(study)


@quick
@given(content=BYTES)
def test_any_bytes_at_all_end_check_in_one_message(
    content: bytes, centred: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    any_bytes(tmp_path_factory.mktemp("fuzz"), content)


@pytest.mark.slow
@long
@given(studies())
def test_any_of_thousands_of_studies_is_read_or_refused(study: dict[str, Any]) -> None:
    any_study(study)


@pytest.mark.slow
@long
@given(content=BYTES)
def test_any_of_thousands_of_files_ends_check_in_one_message(
    content: bytes, centred: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    any_bytes(tmp_path_factory.mktemp("fuzz"), content)


HEADLESS = SMALL.replace('[site]\nname = "Taree"\n', "")


def filled(head: str, row: Callable[[int], str], end: str = "") -> str:
    """A text a quarter as long as a study file may be, of a row over and over."""
    rows, room, number = [], LARGEST_FILE // 4 - len(head) - len(end), 0
    while room >= len(row(number)):
        rows.append(row(number))
        room, number = room - len(rows[-1]), number + 1
    return head + "".join(rows) + end


LONG = {
    "unknown keys": filled(SMALL + "[time]\n", lambda n: f"h{n}=1\n"),
    "unknown names": filled(SMALL + "[mechanisms]\n", lambda n: f"t{n}=1\n"),
    "unknown numbers": filled(SMALL, lambda n: f"[[assumption]]\nnumber='crisis.w{n}'\nvalue=1\nbecause='b'\n"),
    "empty assumptions": filled(SMALL, lambda n: "[[assumption]]\n"),
    "empty scenarios": filled(SMALL, lambda n: f"[scenarios.s{n}]\n"),
    "scenarios": filled(SMALL, lambda n: f"[scenarios.s{n}]\ntitle='t{n}'\nbuys='nothing'\n"),
    "sites": filled(HEADLESS, lambda n: f"[sites.s{n}]\nname='t{n}'\nluck_number={n + 1}\n"),
    "links to nowhere": filled(
        HEADLESS + "[generated]\nsites=900\nsize=0.01\n[network]\nlinks=[", lambda n: f"['community_{n}x','c'],", "]\n"
    ),
    "levels": filled(SMALL + "levels_engaged=[", lambda n: '"x",', "]\n"),
    "one key of many steps": filled(SMALL, lambda n: "a.") + "a=1\n",
    "one table of many steps": filled(SMALL + "[", lambda n: "a.") + "a]\n",
    "keys of many steps": filled(SMALL, lambda n: f"x{n}." + "a." * 900 + "a=1\n"),
    "quoted steps": filled(SMALL, lambda n: "\"a\" . 'b'. ") + "a=1\n",
    "tables in tables": filled(SMALL, lambda n: f"x{n}=" + "{a=" * 90 + "1" + "}" * 90 + "\n"),
    "one long word": filled(SMALL + "[time]\n", lambda n: "h") + "=1\n",
    "quote marks": filled(SMALL + 'x="""', lambda n: '\\"', '"""\n'),
    "a number of many digits": filled(SMALL + "[time]\nhorizon_years=0x", lambda n: "f"),
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_file_is_refused_soon_and_in_a_message_that_can_be_read(name: str) -> None:
    begun = time.process_time()
    with pytest.raises(SimmodelError) as caught:
        parse_study(LONG[name])
    assert time.process_time() - begun < SECONDS
    assert len(str(caught.value)) < 100_000
    assert str(caught.value).count("\n") <= 202


@pytest.mark.parametrize("name", ["one key of many steps", "keys of many steps", "quoted steps", "one long word"])
def test_a_long_file_is_refused_within_little_memory(name: str) -> None:
    tracemalloc.start()
    try:
        read(LONG[name])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < MEGABYTES * 1e6


def tiny(study: Study) -> Study:
    """The same study over three years, each site with the few people of a small town."""
    small = town((6, 5, 4, 3))
    time = small.time.model_copy(update={"count_releases_weeks": min(study.time.count_releases_weeks, 52)})
    few: Any = small.site
    update: dict[str, Any] = {"time": time.model_copy(update={"warm_up_years": 0}), "generated": None}
    if study.site is not None or study.generated is not None:
        update["site"] = Site(
            **(next(iter(study.places.values())).model_dump() | {"people": few.model_dump()["people"]})
        )
    update["sites"] = {
        name: OneOfSites(**(site.model_dump() | {"people": few.model_dump()["people"]}))
        for name, site in study.sites.items()
    }
    return study.model_copy(update=update)


def test_any_study_that_is_read_also_runs() -> None:
    ran = 0

    @settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(studies(wrong=0), st.integers(0, 2**32))
    def runs(study: dict[str, Any], seed: int) -> None:
        nonlocal ran
        found = read(as_toml(study))
        if found is not None:
            small = tiny(found)
            kept = keep(0, small, play_all(small, some_solution(), seed, 0, compiled_driver()))
            assert {row.scenario for row in kept.rows} == set(small.scenarios)
            ran += 1

    runs()
    assert ran >= 15
