"""What the pilot tells about each number of the model, what it cannot tell, and which numbers it cannot tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

PRIOR_SD = 1.0 / np.sqrt(12.0)
"""The sd of a place before anything was seen: even between 0 and 1."""
HARDLY = 0.1
"""A number whose sd shrinks by less than this share is hardly known better than before."""
FAR_BETTER = 0.3
"""A combination is known as such where its sd has shrunk by so much more than that of any of its numbers."""
WEIGHTY = 0.3
"""A number with so much weight is named in a combination."""
CONFOUNDED = 0.5
"""Two numbers whose places go together as closely as this (either way) are not told apart."""


@dataclass(frozen=True)
class Pair:
    """Two parameters whose places go together in the posterior: from -1 (one or the other) to 1 (both or neither)."""

    one: int
    other: int
    together: float


@dataclass(frozen=True)
class Direction:
    """A combination of parameters, `weights` (parameters,) of length 1, and by how much its sd has shrunk."""

    weights: np.ndarray
    contraction: float


@dataclass(frozen=True)
class Identified:
    """What draws of the posterior, (draws, parameters), tell.

    `contraction` (parameters,): 0 nothing learned, 1 everything, below 0 surer before than after; `pairs`: what is not
    told apart, the closest first; `directions`: combinations that share nothing, the best known first.
    """

    contraction: np.ndarray
    pairs: tuple[Pair, ...]
    directions: tuple[Direction, ...]

    @property
    def hardly(self) -> np.ndarray:
        """The parameters about which almost nothing is learned."""
        return np.flatnonzero(self.contraction < HARDLY)

    @property
    def only_together(self) -> tuple[tuple[int, ...], ...]:
        """Three parameters or more that are known far better in combination than any of them alone."""
        found = []
        for each in self.directions:
            members = np.flatnonzero(np.abs(each.weights) >= WEIGHTY)
            if len(members) > 2 and each.contraction - self.contraction[members].max() >= FAR_BETTER:
                found.append(tuple(members.tolist()))
        return tuple(found)

    def told(self, names: Sequence[str]) -> list[str]:
        """What the data cannot tell, one sentence each; `names` as they stand in a sentence."""
        little = [f"Your data say almost nothing about {names[one]}." for one in self.hardly]
        return little + [_apart(names[pair.one], names[pair.other], pair.together) for pair in self.pairs]


def identified(draws: np.ndarray) -> Identified:
    """What draws of the posterior, (draws, parameters), tell about each parameter."""
    together = np.atleast_2d(np.corrcoef(draws, rowvar=False))
    close = [
        Pair(one, other, float(together[one, other]))
        for one, other in combinations(range(draws.shape[1]), 2)
        if abs(together[one, other]) >= CONFOUNDED
    ]
    return Identified(
        contraction=1.0 - draws.std(axis=0, ddof=1) / PRIOR_SD,
        pairs=tuple(sorted(close, key=lambda pair: -abs(pair.together))),
        directions=_directions(draws),
    )


def _directions(draws: np.ndarray) -> tuple[Direction, ...]:
    """Combinations that the posterior takes as strangers to one another, the best known first."""
    sizes, turns = np.linalg.eigh(np.atleast_2d(np.cov(draws, rowvar=False)))
    found = []
    for size, turn in zip(np.maximum(sizes, 0.0), turns.T, strict=True):
        upwards = turn * np.sign(turn[np.abs(turn).argmax()])
        found.append(Direction(upwards, float(1.0 - np.sqrt(size) / PRIOR_SD)))
    return tuple(found)


def _apart(one: str, other: str, together: float) -> str:
    fits = (
        "more of both fits as well as less of both" if together > 0 else "more of one fits as well as more of the other"
    )
    return f"Your data cannot tell {one} from {other}: {fits}."
