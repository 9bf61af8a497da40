"""Long work of any kind: asked once, shared, stopped when nobody waits, bounded, and never in the way of other work."""

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from simmodel.errors import SimmodelError
from simmodel.screens.desk import desk as page
from simmodel.screens.desk import readers
from simmodel.screens.desk.desk import BROKEN, NO_MEMORY, Desk
from simmodel.screens.desk.job import Hands, Job

WAIT = 20


class Slow:
    """Work that yields one number after the other, each when it may."""

    def __init__(self, *found: Any, of: int = 64) -> None:
        self.found, self.of = found, of
        self.may, self.begun, self.ended = threading.Semaphore(0), threading.Event(), threading.Event()
        self.hands: Hands | None = None

    def __call__(self, hands: Hands) -> Iterator[Any]:
        self.hands = hands
        self.begun.set()
        try:
            for done, found in enumerate(self.found, start=1):
                assert self.may.acquire(timeout=WAIT)
                hands.towards(self.of)(done, done)
                yield found
        finally:
            self.ended.set()


def fails(error: BaseException) -> Callable[[Hands], Iterator[Any]]:
    def work(hands: Hands) -> Iterator[Any]:
        yield "so far"
        raise error

    return work


@pytest.fixture
def desk() -> Iterator[Desk]:
    opened = Desk()
    yield opened
    opened.close()


def until(true: Callable[[], bool]) -> None:
    for _ in range(WAIT * 100):
        if true():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it never came true")


def test_a_result_is_there_before_the_work_is_over_and_gets_surer(desk: Desk) -> None:
    work = Slow(10, 20, 30)
    job = desk.ask("a", "Comparing", work)
    work.may.release(2)
    until(lambda: job.result == 20)
    assert job.is_alive
    assert job.rests_on == "Based on 2 of 64 runs, still improving."
    work.may.release()
    assert job.over.wait(WAIT)
    assert (job.state, job.result, job.rests_on) == ("done", 30, "")


def test_work_runs_beside_the_asker(desk: Desk) -> None:
    def work(hands: Hands) -> Iterator[str]:
        yield threading.current_thread().name

    job = desk.ask("a", "Work", work)
    assert job.over.wait(WAIT)
    assert job.result != threading.current_thread().name


def test_a_second_asker_shares_the_work_and_its_result(desk: Desk) -> None:
    work = Slow(1)
    first = desk.ask("a", "Work", work, "one")
    assert desk.ask("a", "Work", fails(SimmodelError("twice")), "two") is first
    work.may.release()
    assert first.over.wait(WAIT)
    assert desk.ask("a", "Work", fails(SimmodelError("twice")), "three") is first
    assert desk.find("b") is None


def test_it_stops_at_once_for_the_reader_and_then_really(desk: Desk) -> None:
    work = Slow(1, 2)
    job = desk.ask("a", "Work", work, "one")
    assert work.begun.wait(WAIT)
    desk.leave(job, "one")
    assert (job.state, job.over.is_set(), desk.find("a")) == ("stopped", True, None)
    work.may.release(2)
    assert work.ended.wait(WAIT)
    assert job.state == "stopped"


def test_work_that_stopped_can_be_asked_for_again_before_it_has_ended(desk: Desk) -> None:
    old, new = Slow(1), Slow(2)
    stopped = desk.ask("a", "Work", old, "one")
    assert old.begun.wait(WAIT)
    desk.leave(stopped, "one")
    job = desk.ask("a", "Work", new, "one")
    new.may.release()
    assert job.over.wait(WAIT)
    old.may.release()
    assert old.ended.wait(WAIT)
    assert (job.state, job.result) == ("done", 2)
    assert desk.find("a") is job


def test_stop_of_one_reader_leaves_the_work_to_others_who_are_here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"one", "two"}
    monkeypatch.setattr(readers, "is_here", lambda reader: reader in here)
    work = Slow(1)
    job = desk.ask("a", "Work", work, "one")
    job.readers.join("two")
    desk.leave(job, "one")
    assert job.is_alive
    here.remove("two")
    job.readers.join("one")
    desk.leave(job, "one")
    assert job.state == "stopped"


def test_work_goes_on_a_while_without_its_reader_and_then_stops(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "is_here", lambda reader: False)
    work = Slow(1, 2, 3)
    job = desk.ask("a", "Work", work, "one")
    work.may.release()
    until(lambda: job.found == 1)
    assert job.is_alive
    monkeypatch.setattr(readers, "AWAY_SECONDS", -1.0)
    work.may.release()
    assert work.ended.wait(WAIT)
    assert job.over.wait(WAIT)
    assert (job.state, job.result) == ("stopped", 1)


def test_work_that_is_to_be_kept_goes_on_without_anybody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "is_here", lambda reader: False)
    monkeypatch.setattr(readers, "AWAY_SECONDS", -1.0)
    work = Slow(1)
    work.may.release()
    job = desk.ask("a", "Work", work, "one", keep=True)
    assert job.over.wait(WAIT)
    assert job.state == "done"


def test_what_can_be_mended_is_kept_as_its_sentence_beside_what_was_found(desk: Desk) -> None:
    job = desk.ask("a", "Work", fails(SimmodelError("too little money; allowed: more")))
    assert job.over.wait(WAIT)
    assert (job.state, job.error, job.result) == ("failed", "too little money; allowed: more", "so far")
    assert desk.find("a") is None


@pytest.mark.parametrize(
    ("error", "said"), [(ZeroDivisionError("x"), BROKEN), (SystemExit(), BROKEN), (MemoryError(), NO_MEMORY)]
)
def test_a_fault_is_a_plain_message_and_the_desk_works_on(desk: Desk, error: BaseException, said: str) -> None:
    logging.getLogger(page.__name__).addHandler(logging.NullHandler())
    for key in "abcd":
        job = desk.ask(key, "Work", fails(error))
        assert job.over.wait(WAIT)
        assert (job.state, job.error) == ("failed", said)
    work = Slow(1)
    work.may.release()
    assert desk.ask("e", "Work", work).over.wait(WAIT)


def test_a_full_desk_takes_no_more_and_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_WAITING", 2)
    works = [Slow(1) for _ in range(5)]
    jobs = list[Job]()
    for place, work in enumerate(works):
        jobs.append(desk.ask(f"{place}", "Work", work))
        if place < page.AT_ONCE_IN_THREADS:
            assert work.begun.wait(WAIT)
    assert [job.state for job in jobs] == ["running", "running", "waiting", "waiting", "failed"]
    assert "The app is busy: 2 pieces of work wait" in jobs[4].error
    assert [desk.before(job) for job in jobs[2:4]] == [0, 1]
    assert desk.find("4") is None
    desk.leave(jobs[2])
    assert desk.ask("4", "Work", works[4]).state == "waiting"


def test_work_that_waits_and_that_nobody_waits_for_makes_room(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_WAITING", 1)
    for key in "ab":
        work = Slow(1)
        desk.ask(key, "Work", work)
        assert work.begun.wait(WAIT)
    left = desk.ask("c", "Work", Slow(1), "one")
    monkeypatch.setattr(readers, "is_here", lambda reader: False)
    monkeypatch.setattr(readers, "AWAY_SECONDS", -1.0)
    assert desk.ask("d", "Work", Slow(1)).state == "waiting"
    assert left.state == "stopped"


def test_work_of_one_reader_shares_a_turn_and_work_of_others_does_not(desk: Desk) -> None:
    mine = desk._turn_of("one")
    assert desk._turn_of("one") is mine
    assert desk._turn_of("two") is not mine
    assert desk._turn_of("") is not desk._turn_of("")
    mine.next()
    del mine
    assert desk._turn_of("one").handed == 0


def test_a_desk_that_closes_stops_its_work() -> None:
    desk, work = Desk(), Slow(1)
    job = desk.ask("a", "Work", work)
    assert work.begun.wait(WAIT)
    desk.close()
    assert job.state == "stopped"
    work.may.release()
    assert work.ended.wait(WAIT)
