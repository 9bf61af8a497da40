"""Whom a reader asks for, and what to type for the same life."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from simmodel import __version__
from simmodel.journey.arms import Journey
from simmodel.journey.choose import MOST_DIFFERENT, TYPICAL, pair_of
from simmodel.scenario import Study
from simmodel.shipped import STUDY

SEED = 1
IN_WORDS = {TYPICAL: "the person whose life changes as most do", MOST_DIFFERENT: "the person whose life changes most"}


@dataclass(frozen=True)
class Asked:
    """One life: whom to follow, among which cohort (all unless given), under which two ways, where, with which luck."""

    person: str
    cohort: str | None
    left: str
    right: str
    site: str | None
    luck: int

    def key(self, study: Study) -> str:
        """What the life depends on."""
        return f"follow {__version__} {study.digest()} {self!r}"

    def follow(self, study: Study) -> Journey:
        """The life, from the model; SimmodelError where there is none."""
        from simmodel.journey.follow import follow

        beside = self.left if self.left != study.base_case else None
        return follow(
            study, self.person, self.right, SEED, self.luck, site=self.site, cohort=self.cohort, beside=beside
        )

    def command(self, study: Study, file: str = STUDY) -> str:
        """What to type for the same life."""
        beside = self.left if self.left != study.base_case else None
        options = {"person": self.person, "cohort": self.cohort, "beside": beside, "scenario": self.right}
        chosen = options | {"site": self.site, "seed": SEED, "run": self.luck}
        typed = [f"--{name} {shlex.quote(str(value))}" for name, value in chosen.items() if value is not None]
        return " ".join((f"uv run simmodel journey {file}", *typed))

    def told(self, study: Study) -> str:
        """Whom and what is asked for, in words."""
        who = IN_WORDS.get(self.person, f"person {self.person}")
        of_whom = f" of {in_words(self.cohort)}" if self.cohort else ""
        both = " and ".join(f"“{study.named(name).title}”" for name in (self.left, self.right))
        return f"{who}{of_whom}, under {both}, luck number {self.luck}"


def at_first(study: Study, person: str = TYPICAL) -> Asked:
    """What the page shows unless a reader asks for something else."""
    left, right = pair_of(study)
    site = next(iter(study.places)) if len(study.places) > 1 else None
    return Asked(person, None, left, right, site, 0)


def in_words(cohort: str) -> str:
    """A cohort as people say it."""
    return {
        "leaving_custody": "people who have been in custody",
        "homelessness": "people who came without a secure home",
        "family_with_young_children": "families with young children",
        "young_person": "young people",
    }.get(cohort, cohort.replace("_", " "))
