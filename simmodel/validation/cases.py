"""Every outside case, family by family; to add a family, write a page with `cases(effort)` and name it here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from simmodel.validation import caseloads, housing_queue, lost_homes, queues, returns, social_list, states, together
from simmodel.validation.case import Case, Effort, Known

FAMILIES: tuple[Any, ...] = (queues, together, caseloads, states, lost_homes, housing_queue, social_list, returns)


def outside_cases(effort: Effort, workers: int = 1, told: Callable[[int, int], None] | None = None) -> list[Case]:
    """Every case, played and judged, in order; `told(done, of)` is called after each family."""
    return list(_played(effort, workers, told))


def _played(effort: Effort, workers: int, told: Callable[[int, int], None] | None) -> Iterator[Case]:
    with ThreadPoolExecutor(max_workers=workers) as pool:
        try:
            begun = [pool.submit(_of_family, family, effort) for family in FAMILIES]
            for place, family in enumerate(begun):
                found = family.result()
                if told is not None:
                    told(place + 1, len(FAMILIES))
                yield from found
        except BaseException:
            effort.stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _of_family(family: Any, effort: Effort) -> list[Case]:
    """The cases of a family; where one cannot even be played, a case that failed and says so."""
    try:
        return list(family.cases(effort))
    except Exception as error:
        if effort.stopped.is_set():
            raise
        name = family.__name__.rpartition(".")[2]
        told = f"Every case of {name.replace('_', ' ')} can be played."
        broken = Known(name, told, "this page", "yes or no", 1.0, f"it ended in {type(error).__name__}: {error}")
        return [broken.exactly(0.0)]
