"""What a result is made of, what its two bands are, and how much of the spread is luck, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from simmodel.appraisal.comparison import Comparison
from simmodel.appraisal.outcomes import HEADLINE, OUTCOMES
from simmodel.appraisal.runs import REACHED, SITE

RUNS_TO_TELL = 10
"""With fewer draws (or runs, where nothing is sampled) a band says too little for any verdict."""


class Sampled(Protocol):
    """Any result of paired runs: how many, in how many draws, and of which sites where there are several."""

    @property
    def runs(self) -> int:
        """How many paired runs."""

    @property
    def draws(self) -> int:
        """How many draws they are split into; 0 for every number at its default."""

    @property
    def fitted(self) -> object | None:
        """Where fitted numbers come from; None where nothing was fitted."""

    @property
    def sites(self) -> Mapping[str, object]:
        """Each site of several by name; nothing of one site."""


def place_of(result: Sampled) -> str:
    """Whose luck a range holds: "one site", or of several "all 3 sites"."""
    return f"all {len(result.sites)} sites" if result.sites else "one site"


def the_place(result: Sampled) -> str:
    """Where everyone in scope is: "the site", or of several "all 3 sites"."""
    return place_of(result) if result.sites else "the site"


def bands_told(result: Sampled) -> str:
    """What the two bands are, or why there is only one."""
    of = place_of(result)
    site = f"{of.capitalize()}: how {of} may turn out, 5th to 95th percentile of single runs"
    if not result.draws:
        return f"{site}; luck only, {at_rest(result.fitted is not None)}: the uncertainty of the evidence is not in it"
    if not has_evidence_band(result):
        return f"{site}, evidence and luck. Evidence: no band, for it takes two draws of two runs to tell it from luck"
    return (
        f"{site}, evidence and luck. Evidence: what is not known about the numbers, 5th to 95th percentile of draws, "
        "without the luck of runs"
    )


def at_rest(fitted: bool) -> str:
    """Where numbers stand in a result without draws, whether or not some were fitted."""
    return "fitted numbers at their medians, every other at its default" if fitted else "every number at its default"


def has_evidence_band(result: Sampled) -> bool:
    """Whether evidence can be told from luck: at least two draws, at least one of them with two runs."""
    return 2 <= result.draws < result.runs


def luck_told(comparison: Comparison) -> list[str]:
    """For each scenario, how much of the spread of single runs is luck at this site size; nothing from few draws."""
    if comparison.draws < RUNS_TO_TELL:
        return []
    told = []
    for name, populations in comparison.luck.items():
        population = REACHED if REACHED in populations else SITE
        shares = {outcome: populations.get(population, {}).get(outcome) for outcome in LUCK_OF}
        parts = [
            f"{fraction(share)} for {OUTCOMES[outcome].label.lower()}"
            for outcome, share in shares.items()
            if share is not None
        ]
        if parts:
            whom = "the people reached" if population == REACHED else f"everyone in {the_place(comparison)}"
            size = "With so many sites" if comparison.sites else "At this site size"
            told.append(
                f"{size} the share of luck in the spread of single runs is {', '.join(parts)} "
                f"({name}, {whom}); the rest is what is not known about the numbers."
            )
    return told


LUCK_OF = (HEADLINE, "weeks_stably_housed", "crises", "cost_total")
"""The outcomes of which the share of luck is said."""


def fraction(share: float) -> str:
    """A share in words, "about four fifths"."""
    if share < 0.05:
        return "next to none"
    if share > 0.95:
        return "nearly all"
    return "about " + min(_FRACTIONS, key=lambda words: abs(_FRACTIONS[words] - share))


_FRACTIONS = {
    "a tenth": 0.1, "a fifth": 0.2, "a quarter": 0.25, "a third": 1 / 3, "two fifths": 0.4, "half": 0.5,
    "three fifths": 0.6, "two thirds": 2 / 3, "three quarters": 0.75, "four fifths": 0.8, "nine tenths": 0.9,
}  # fmt: skip


def samples(result: Sampled) -> int:
    """How many independent samples a band is made of: draws, or runs where nothing is sampled."""
    return result.draws or result.runs


def counted(result: Sampled) -> str:
    """What a result is made of, "20 paired runs in 10 draws"."""
    draws = f" in {result.draws:,} draw{'' if result.draws == 1 else 's'}" if result.draws else ""
    return paired(result.runs) + draws


def paired(runs: int) -> str:
    """So many paired runs, "1 paired run"."""
    return f"{runs:,} paired run{'' if runs == 1 else 's'}"
