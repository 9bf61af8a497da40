"""What a posterior is to the study that carries it: whether both go together, and what a reader must know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simmodel.appraisal.runs import Fitted
from simmodel.errors import SimmodelError
from simmodel.parameters import catalogue
from simmodel.posterior import LEVEL, Posterior, level_in
from simmodel.quantities import Number
from simmodel.ranges import name_of
from simmodel.scenario import CustodyLevel, Study

SYNTHETIC = "synthetic"
"""How the source of data that no pilot observed begins."""
NO_EVIDENCE = "synthetic, no pilot observed them: this result is no evidence"
NOT_PASSED = "did not pass its checks"
LEVELS = {
    "return_12_months": ("REC009", "people who are back within 12 months of leaving custody"),
    "return_24_months": ("REC001", "people who are back within 24 months of leaving custody"),
}
"""Values of a study's custody level that may be fitted: the ledger row of the default, and what each is."""


def known_numbers() -> dict[str, tuple[Number, float, float, float]]:
    """Everything that a posterior may tell: the numbers of the model as in `catalogue`, and a study's custody level."""
    levels = {}
    for key, (evidence, meaning) in LEVELS.items():
        value = float(getattr(CustodyLevel(), key))
        levels[f"{LEVEL}{key}"] = (Number(value, 0.0, 1.0, "share of people", evidence, meaning), value, 0.0, 1.0)
    return dict(catalogue()) | levels


def carrying(study: Study, posterior: Posterior) -> Study:
    """The study with the posterior; SimmodelError where both cannot be believed together."""
    level = [name for name in posterior.numbers if name.startswith(LEVEL)]
    ours, theirs = study.custody_level.definition, posterior.definition
    if level and study.custody_level.returned_by_month:
        raise SimmodelError(
            f"{posterior.fitted} was fitted to a level of return ({', '.join(level)}), and {study.name} has a table, "
            "returned_by_month; allowed: one of both; delete returned_by_month, or go without the fitted numbers"
        )
    if level and theirs and ours != theirs:
        raise SimmodelError(
            f"{posterior.fitted} was fitted to returns by {theirs}, and {study.name} counts them by {ours}; allowed: "
            f'the same; type definition = "{theirs}" under [custody_level], or go without the fitted numbers'
        )
    if not set(posterior.numbers) - _pinned(study):
        raise SimmodelError(
            f"{study.name} pins every number that {posterior.fitted} was fitted for ([[assumption]]: "
            f"{', '.join(_names(posterior.numbers))}); allowed: at least one that it does not; delete one, or go "
            "without the fitted numbers"
        )
    return study.model_copy(update={"posterior": posterior})


def fitted_of(study: Study) -> Fitted | None:
    """Where fitted numbers of a study come from, as every result says; None where it carries no posterior."""
    carried = study.posterior
    if carried is None:
        return None
    used = tuple(name for name in carried.numbers if name not in _pinned(study))
    return Fitted(carried.fitted, carried.digest, carried.source, used, len(carried.draws), carried.failed)


def told_of_posterior(study: Study, draws: int) -> tuple[str, ...]:
    """What must be said with a result that used the study's posterior in so many draws; nothing without one."""
    return tuple(_told(study, study.posterior, draws)) if study.posterior is not None else ()


def _told(study: Study, carried: Posterior, draws: int) -> Iterator[str]:
    names = _names(name for name in carried.numbers if name not in _pinned(study))
    together = "comes" if len(names) == 1 else "come together"
    yield (
        f"{_fitted_to(carried.fitted, carried.digest)}: {_numbers(len(names))} {together} from its posterior "
        f"({', '.join(names)}), everything else from its evidence"
    )
    if carried.source.lower().startswith(SYNTHETIC):
        yield f"the data of {carried.fitted} are {NO_EVIDENCE}"
    if carried.failed:
        yield (
            f"the fit to {carried.fitted} {NOT_PASSED} ({', '.join(carried.failed)}): its numbers are not to be trusted"
        )
    if not draws:
        yield "no draws were played: what was fitted is at its medians, everything else at its default"
    if draws > len(carried.draws):
        yield f"{draws} draws take the {len(carried.draws)} of {carried.fitted} more than once"
    pinned = [name for name in carried.numbers if name in _pinned(study)]
    if pinned:
        yield f"pinned by the study, so not from {carried.fitted}: {', '.join(pinned)}"
    yield from _level_told(study, carried)


def _level_told(study: Study, carried: Posterior) -> Iterator[str]:
    """Which shares of return of the study's own file are not used."""
    for key, median in level_in(carried.of_draw(0)).items():
        own = getattr(study.custody_level, key)
        yield f"{LEVEL}{key} is {median:.1%} in the middle, as fitted, and not the study's own {own:.1%}"


def label_of(fitted: Fitted | None) -> str:
    """What stands beside every table whose numbers were fitted, the worst of it too; nothing where none were."""
    if fitted is None:
        return ""
    said = [_fitted_to(fitted.to, fitted.digest)]
    if fitted.source.lower().startswith(SYNTHETIC):
        said.append(f"its data are {NO_EVIDENCE}")
    if fitted.failed_checks:
        said.append(f"it {NOT_PASSED} ({', '.join(fitted.failed_checks)})")
    return " ".join("; ".join(said).split())


def is_warning(told: str) -> bool:
    """Whether what is told of a posterior says that nothing may rest on it."""
    return NO_EVIDENCE in told or NOT_PASSED in told


def _fitted_to(name: str, digest: str) -> str:
    return f"Fitted to {name} ({digest[:12]})"


def _pinned(study: Study) -> set[str]:
    return {belief.number for belief in study.assumptions}


def _names(numbers: Iterable[str]) -> list[str]:
    """These numbers by `page.number`."""
    return list(dict.fromkeys(map(name_of, numbers)))


def _numbers(count: int) -> str:
    return "1 number" if count == 1 else f"{count} numbers"
