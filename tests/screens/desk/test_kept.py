"""Results are kept up to a number and a size, those used last."""

import threading

import pytest

from simmodel.screens.desk import kept as page
from simmodel.screens.desk.job import Hands, Job
from simmodel.screens.desk.kept import UNKNOWN_BYTES, Results, size_of


def job(key: str) -> Job:
    def work(hands: Hands) -> None:
        raise AssertionError

    return Job(key, "Work", work)  # type: ignore[arg-type]


def there(results: Results, keys: str) -> str:
    return "".join(key for key in keys if results.find(key) is not None)


def test_no_more_are_kept_than_so_many_and_those_used_last_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "KEPT", 2)
    results = Results()
    for key in "ab":
        results.keep(job(key), 1)
    results.find("a")
    results.keep(job("c"), 1)
    assert there(results, "abc") == "ac"


def test_what_is_let_go_takes_no_memory_even_where_a_session_holds_on_to_its_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page, "KEPT", 1)
    results, held = Results(), job("a")
    held.result = "much"
    results.keep(held, 1)
    assert held.result == "much"
    results.keep(job("b"), 1)
    assert held.result is None


def test_large_results_push_others_out_and_the_last_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "KEPT_BYTES", 10)
    results = Results()
    for key, size in (("a", 4), ("b", 4), ("c", 4)):
        results.keep(job(key), size)
    assert there(results, "abc") == "bc"
    results.keep(job("d"), 50)
    assert there(results, "abcd") == "d"


def test_a_result_is_as_large_as_what_it_holds() -> None:
    assert 1_000_000 < size_of(bytes(1_000_000)) < 1_001_000
    assert size_of(threading.Lock()) == UNKNOWN_BYTES
