"""How a file of targets is filled in: what each column holds, and what may be counted."""

from __future__ import annotations

from collections.abc import Sequence

from simmodel.calibration.target_columns import LONG
from simmodel.calibration.targets import KINDS_OF
from simmodel.shown.parts import Part, Table, Words
from simmodel.validation.counted import FOLLOWED
from simmodel.vocabulary import COHORTS

HELD = {
    "target": "What is counted: one of the names below. Always needed",
    "time": "Months since each person's own start: 12, or 52w for weeks; 12-24 is a window. Always needed",
    "group": f"One of {', '.join(COHORTS)}; blank: all people who are followed",
    "arm": "An arm of the pilot; blank where there is only one",
    "value": "What was seen: 31% or 0.31 of people, 42.5 days a person, $12,345 a person; or <5 where it is held back",
    "n": "Of how many people: those who were still known of at that time",
    "se": "The standard error of the value, where there is no n",
    "lower": "With upper and without a value: between which two numbers it lies",
    "upper": "The other of the two",
    "kind": "How it is counted, as below; blank where only one kind fits",
    "use": "fit; holdout, which is kept aside to be foretold; or check, for what was seen elsewhere. Blank: fit",
    "source": "Where the number was read, and when",
    "note": "Anything else, up to 500 characters",
}


def how_to_fill_in(arms: Sequence[str]) -> list[Part]:
    """What each column of a file of targets holds, and every outcome with the kinds it may be counted as."""
    one = "Each row is one number about many people; records of single people are never asked for."
    named = f"One of {', '.join(arms)}" if len(arms) > 1 else HELD["arm"]
    held = HELD | {"arm": named}
    return [
        Words(f"{one} Exactly one way to say what was seen: value with n, value with se, or lower with upper."),
        Table("Columns", ("Column", "What it holds"), tuple((name, held[name]) for name in LONG)),
        Table(
            "What may be counted",
            ("Target", "What it is", "Kind"),
            tuple((name, FOLLOWED[name].label, " or ".join(kinds)) for name, kinds in KINDS_OF.items()),
        ),
    ]
