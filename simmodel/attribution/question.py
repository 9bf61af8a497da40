"""Which difference is asked about: between which scenarios, in what, and of whom; wrong names are one message."""

from __future__ import annotations

from dataclasses import dataclass

from simmodel.appraisal.outcomes import outcome_named
from simmodel.appraisal.runs import REACHED, SITE
from simmodel.errors import SimmodelError
from simmodel.journey.choose import WITH_A_PERSON
from simmodel.parameters import nearest
from simmodel.scenario import Study

POPULATIONS = (SITE, REACHED)


@dataclass(frozen=True)
class Question:
    """The second scenario minus the first, in one outcome, of the people whom `reached_by` reached; of all if empty."""

    first: str
    second: str
    outcome: str
    reached_by: str = ""


def question_of(study: Study, between: tuple[str, str], outcome: str, population: str | None = None) -> Question:
    """The question in these words; SimmodelError, with the nearest right name, for words that do not fit the study.

    Population "reached" means the people whom the second scenario reaches, or the first where only that one has
    workers; it is the one that is meant, unless said otherwise, where either has any.
    """
    first, second = between
    for name in between:
        study.named(name)
    if first == second:
        raise SimmodelError(f"--between names {first} twice; allowed: two scenarios; {_type(study, first)}")
    outcome_named(outcome)
    if population not in (None, *POPULATIONS):
        allowed = " or ".join(POPULATIONS)
        raise SimmodelError(
            f"--population is {population}; allowed: {allowed}{nearest(str(population), dict.fromkeys(POPULATIONS))}"
        )
    by = [name for name in (second, first) if study.scenarios[name].buys in WITH_A_PERSON]
    if population == REACHED and not by:
        raise SimmodelError(
            f"--population is {REACHED}, and neither {first} nor {second} has workers who reach anybody; "
            f"type --population {SITE}"
        )
    return Question(first, second, outcome, by[0] if by and population != SITE else "")


def narrowed(study: Study, question: Question) -> Study:
    """The study with no more than the two scenarios and its base case, under which everyone lives before week 0."""
    needed = (study.base_case, question.first, question.second)
    scenarios = {name: study.scenarios[name] for name in dict.fromkeys(needed)}
    return study.model_copy(update={"scenarios": scenarios})


def _type(study: Study, first: str) -> str:
    other = next((name for name in study.scenarios if name != first), "NAME")
    return f"type --between {first} {other}"
