"""The store: what was played is not played again, and what is not whole is never a result."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from made_up_lives import SCENARIOS, made_up_run

from simmodel.kept import OneRun
from simmodel.sampling import Address
from simmodel.store import shelves
from simmodel.store.address import Origin
from simmodel.store.files import ASIDE
from simmodel.store.room import taken
from simmodel.store.shelves import GoneError, Store
from simmodel.store.table import LABELS


def origin(seed: int = 1, study: str = "town") -> Origin:
    return Origin(study, "0a", "1b", SCENARIOS, seed, {"simmodel": "0"})


@dataclass
class Said:
    """What the store said."""

    sentences: list[str] = field(default_factory=list)

    def __call__(self, sentence: str) -> None:
        self.sentences.append(sentence)


def numbers() -> Iterator[float]:
    yield from (float(number) for number in range(10**6))


def a_run(draw: int = 1) -> OneRun:
    count = numbers()
    return made_up_run(lambda: next(count), draw=draw)


def filled(folder: Path, addresses: list[Address], **more: int) -> Store:
    store = Store(folder, **more)
    for draw, run in addresses:
        store.keep(origin(), (draw, run), a_run(draw))
    return store


def held(store: Store, addresses: list[Address]) -> dict[Address, OneRun | None]:
    """Those of these runs that the store has."""
    found = {}
    for address in sorted(store.there(origin(), addresses)):
        with suppress(GoneError):
            found[address] = store.read(origin(), address)
    return found


ALL = [(draw, run) for draw in (1, 2) for run in (0, 1)]


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("town/*.parquet"))


def test_what_is_put_there_is_there_for_the_next_and_nothing_else_is(tmp_path: Path) -> None:
    filled(tmp_path, ALL[:3])
    found = held(Store(tmp_path), ALL)
    assert list(found) == ALL[:3]
    assert [one.draw for one in found.values() if one] == [1, 1, 2]
    assert Store(tmp_path).there(origin(seed=2), ALL) == set()


def test_a_draw_without_a_custody_curve_is_remembered(tmp_path: Path) -> None:
    Store(tmp_path).keep(origin(), (3, 0), None)
    assert held(Store(tmp_path), [(3, 0), (3, 1)]) == {(3, 0): None}


def spoilt(path: Path, how: str) -> None:
    whole = path.read_bytes()
    other = next(each for each in files_in(path.parents[1]) if each != path)
    spoil = {
        "cut short": whole[: len(whole) // 2],
        "empty": b"",
        "one bit": whole[:2000] + bytes([whole[2000] ^ 1]) + whole[2001:],
        "text": b"run,value\n1,2\n",
        "another run": other.read_bytes(),
    }
    if how == "another's table":
        pd.DataFrame({"run": [1], "value": [2.0]}).to_parquet(path)
    else:
        path.write_bytes(spoil[how])


@pytest.mark.parametrize("how", ["cut short", "empty", "one bit", "text", "another run", "another's table"])
def test_a_torn_or_foreign_file_is_set_aside_told_once_and_no_result(tmp_path: Path, how: str) -> None:
    filled(tmp_path, ALL)
    path = files_in(tmp_path)[0]
    spoilt(path, how)
    torn, said = path.read_bytes(), Said()
    found = held(Store(tmp_path, say=said), ALL)
    assert len(found) == 3
    assert [each.read_bytes() for each in (tmp_path / ASIDE).iterdir()] == [torn]
    assert not path.exists()
    assert len([one for one in said.sentences if "A kept run is torn or not what its name says" in one]) == 1


def test_every_bit_of_a_file_is_watched(tmp_path: Path) -> None:
    filled(tmp_path, [(1, 0)])
    (path,) = files_in(tmp_path)
    whole, usual = path.read_bytes(), repr(a_run())
    for place in range(0, len(whole), 61):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << place % 8)]) + whole[place + 1 :])
        found = held(Store(tmp_path), [(1, 0)])
        assert repr(found.get((1, 0), a_run())) == usual


def test_a_file_that_was_written_anew_with_other_rows_is_set_aside_and_with_the_same_it_is_not(tmp_path: Path) -> None:
    filled(tmp_path, ALL[:1])
    path = files_in(tmp_path)[0]
    table = pq.read_table(path)
    place = table.schema.get_field_index("value")
    dearer = table.set_column(place, table.schema.field(place), pc.add(table["value"], 1.0))
    pq.write_table(table, path, compression="none")
    assert held(Store(tmp_path), ALL[:1]) != {}
    for changed in (dearer, table.filter(pc.not_equal(table["kind"], "site_outcome"))):
        pq.write_table(changed, path)
        said = Said()
        assert held(Store(tmp_path, say=said), ALL[:1]) == {}
        assert "its rows are not those that were written" in said.sentences[0]


def test_many_files_at_fault_are_told_in_one_sentence(tmp_path: Path) -> None:
    filled(tmp_path, ALL)
    for path in files_in(tmp_path)[:2]:
        path.write_bytes(b"")
    said = Said()
    held(Store(tmp_path, say=said), ALL)
    assert len([one for one in said.sentences if "like every other that is found so" in one]) == 1
    assert len(list((tmp_path / ASIDE).iterdir())) == 2


def test_one_line_opens_the_store_with_whatever_lies_aside(tmp_path: Path) -> None:
    filled(tmp_path, ALL)
    files_in(tmp_path)[0].write_bytes(b"torn")
    held(Store(tmp_path), ALL)
    table = pd.read_parquet(str(tmp_path), filters=[("kind", "==", "outcome")])
    assert set(table.kind) == {"outcome"}
    assert set(LABELS) < set(table.columns)
    assert len(table.drop_duplicates(list(LABELS))) == 3


def test_runs_are_read_one_at_a_time_and_one_that_is_gone_by_then_is_not_there(tmp_path: Path) -> None:
    filled(tmp_path, ALL)
    store = Store(tmp_path)
    assert store.there(origin(), ALL) == set(ALL)
    for path in files_in(tmp_path):
        path.unlink()
    with pytest.raises(GoneError):
        store.read(origin(), ALL[0])
    assert (store.runs, (tmp_path / ASIDE).exists()) == (3, False)


def test_what_lies_aside_counts_towards_the_limit_and_goes_first(tmp_path: Path) -> None:
    filled(tmp_path, ALL)
    whole = files_in(tmp_path)
    size = whole[0].stat().st_size
    for path in whole[:2]:
        path.write_bytes(path.read_bytes() + b"torn" * size)
    held(Store(tmp_path), ALL)
    mine = tmp_path / ASIDE / "notes"
    mine.write_bytes(b"mine")
    assert taken(tmp_path) > 10 * size
    filled(tmp_path, [(5, 0)], limit=5 * size)
    assert [path.name for path in (tmp_path / ASIDE).iterdir()] == ["notes"]
    assert set(whole[2:]) < set(files_in(tmp_path))
    assert len(files_in(tmp_path)) == 3


def test_where_the_disk_is_full_the_run_goes_on_and_that_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    said = Said()
    store = Store(tmp_path, say=said)
    store.keep(origin(), (1, 0), a_run())
    monkeypatch.setattr(os, "fsync", full)
    store.keep(origin(), (1, 1), a_run())
    monkeypatch.undo()
    store.keep(origin(), (2, 0), a_run())
    assert said.sentences == [
        f"From here on runs are not kept (No space left on device; {tmp_path}); the result is whole all the same."
    ]
    assert [path.name for path in (tmp_path / "town").iterdir()] == [path.name for path in files_in(tmp_path)]
    assert store.runs == len(files_in(tmp_path)) == 1


def test_a_folder_that_may_not_be_looked_into_holds_no_run_and_that_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, ALL)
    usual = os.stat

    def closed(path: object, *args: object, **how: object) -> os.stat_result:
        if str(path).endswith(".parquet"):
            raise PermissionError(13, "Permission denied")
        return usual(path, *args, **how)

    monkeypatch.setattr(os, "stat", closed)
    assert Store(tmp_path).there(origin(), ALL) == set()


def aged(path: Path, hours: int) -> None:
    os.utime(path, (0, path.stat().st_mtime - 3600 * hours))


def test_the_store_stays_within_its_limit_and_loses_the_oldest_unused_first(tmp_path: Path) -> None:
    filled(tmp_path, ALL)
    size = files_in(tmp_path)[0].stat().st_size
    for hours, address in enumerate(ALL):
        aged(tmp_path / "town" / f"{origin().name(address)}.parquet", hours + 1)
    user = Store(tmp_path, limit=int(4.5 * size))
    assert list(held(user, ALL[3:])) == ALL[3:]
    user.keep(origin(), (3, 0), a_run(3))
    assert list(held(Store(tmp_path), [*ALL, (3, 0)])) == [ALL[0], ALL[1], ALL[3], (3, 0)]


def test_the_limit_holds_for_commands_at_work_side_by_side(tmp_path: Path) -> None:
    size = (filled(tmp_path / "one", [(1, 0)]), files_in(tmp_path / "one")[0].stat().st_size)[1]
    first, second = (Store(tmp_path, limit=20 * size) for _ in range(2))
    most = 0
    for draw in range(1, 21):
        first.keep(origin(), (draw, 0), a_run(draw))
        second.keep(origin(seed=2), (draw, 0), a_run(draw))
        most = max(most, len(files_in(tmp_path)))
    assert 18 <= most <= 24


def test_what_was_read_is_used_and_stays_when_another_command_makes_room(tmp_path: Path) -> None:
    filled(tmp_path, ALL)
    size = files_in(tmp_path)[0].stat().st_size
    for hours, address in enumerate(ALL):
        aged(tmp_path / "town" / f"{origin().name(address)}.parquet", 4 - hours)
    held(Store(tmp_path), ALL[:1])
    filled(tmp_path, [(3, 0)], limit=int(4.5 * size))
    assert list(held(Store(tmp_path), [*ALL, (3, 0)])) == [ALL[0], ALL[2], ALL[3], (3, 0)]


def test_a_command_that_fills_the_store_alone_stops_keeping_and_says_so(tmp_path: Path) -> None:
    size = (filled(tmp_path / "one", [(1, 0)]), files_in(tmp_path / "one")[0].stat().st_size)[1]
    said = Said()
    store = Store(tmp_path / "two", limit=int(2.5 * size), say=said)
    for address in ALL:
        store.keep(origin(), address, a_run(address[0]))
    assert len(files_in(tmp_path / "two")) <= 3
    assert len(said.sentences) == 1
    assert "this command's own fill" in said.sentences[0]


def test_what_is_not_a_kept_run_is_never_removed_and_a_dead_part_is(tmp_path: Path) -> None:
    filled(tmp_path, ALL)
    notes = tmp_path / "town" / "notes.parquet"
    notes.write_bytes(b"mine")
    part = tmp_path / "town" / f".{'a' * 64}.parquet.17.part"
    for path in (notes, part):
        path.write_bytes(b"x" * 10_000)
        aged(path, 48)
    filled(tmp_path, [(5, 0)], limit=1)
    assert notes.exists()
    assert not part.exists()


def test_two_stores_on_one_folder_write_the_same_bits(tmp_path: Path) -> None:
    first = filled(tmp_path, ALL)
    before = {path: path.read_bytes() for path in files_in(tmp_path)}
    filled(tmp_path, ALL)
    assert {path: path.read_bytes() for path in files_in(tmp_path)} == before
    assert len(before) == first.runs == len(ALL)


def test_the_usual_limit_holds_many_thousand_runs() -> None:
    assert shelves.DEFAULT_LIMIT > 20_000 * 40_000
