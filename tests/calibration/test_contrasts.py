"""Two arms of a fit are told beside one another: what they differ by, and a hazard ratio, with their ranges."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from made_up_targets import a_target

from simmodel.calibration.between_arms import between_arms
from simmodel.calibration.contrasts import contrasts_of

DRAWS = np.linspace(0.0, 1.0, 401)[:, None]
ARMS = {"aid": "current", "none": "current"}


def a_fit(kinds: tuple[str, ...], arms: tuple[str, ...], arms_of_plan: dict[str, str] = ARMS) -> SimpleNamespace:
    """A fit whose posterior holds 0.3 for the first arm, and 0.3 to 0.5 for the second."""
    targets = tuple(a_target("arrested", kind, 12, arm=arm) for kind, arm in zip(kinds, arms, strict=True))
    shares = np.column_stack([np.full(401, 0.3) if arm == "aid" else 0.3 + 0.2 * DRAWS[:, 0] for arm in arms])
    shares = np.where(np.array(kinds) == "survival", 1.0 - shares, shares)
    emulator = SimpleNamespace(kinds=kinds, expected=lambda places: np.arcsin(np.sqrt(shares)))
    plan = SimpleNamespace(arms=arms_of_plan)
    step = SimpleNamespace(emulator=emulator, draws=DRAWS)
    return SimpleNamespace(plan=plan, targets=targets, fitted=list(range(len(targets))), step=step)


@pytest.mark.parametrize("kind", ["cumulative", "survival"])
def test_the_ratio_is_that_of_the_whole_hazards(kind: str) -> None:
    (found,) = contrasts_of(a_fit((kind, kind), ("aid", "none")))  # type: ignore[arg-type]
    by_hand = np.log(0.7) / np.log(1.0 - np.quantile(0.3 + 0.2 * DRAWS[:, 0], [0.975, 0.95, 0.5, 0.05, 0.025]))

    assert found.ratio == pytest.approx(by_hand)
    assert (found.target.arm, found.other.arm) == ("aid", "none")


def test_only_the_same_of_both_arms_is_compared() -> None:
    assert contrasts_of(a_fit(("cumulative", "survival"), ("aid", "none"))) == []  # type: ignore[arg-type]
    assert contrasts_of(a_fit(("cumulative",), ("aid",), {"aid": "current"})) == []  # type: ignore[arg-type]
    assert len(contrasts_of(a_fit(("cumulative",) * 3, ("none", "aid", "none")))) == 2  # type: ignore[arg-type]


def days_and_homes() -> SimpleNamespace:
    """A fit whose first arm has 10 days in custody and half the people housed, the second 12 to 16 and 30%."""
    told = [("custody_days", "mean", 12), ("housed", "state", 12)]
    targets = tuple(a_target(*each, arm=arm) for arm in ARMS for each in told)
    expected = np.tile(np.sqrt([10.0, 0.0, 0.0, 0.0]), (401, 1))
    expected[:, 2] = np.sqrt(12.0 + 4.0 * DRAWS[:, 0])
    expected[:, [1, 3]] = np.arcsin(np.sqrt([0.5, 0.3]))
    emulator = SimpleNamespace(kinds=tuple(each.kind for each in targets), expected=lambda places: expected)
    step, plan = SimpleNamespace(emulator=emulator, draws=DRAWS), SimpleNamespace(arms=ARMS)
    return SimpleNamespace(plan=plan, targets=targets, fitted=list(range(4)), step=step)


def test_everything_told_of_both_arms_has_a_difference_and_only_what_happens_once_a_ratio() -> None:
    days, housed = contrasts_of(days_and_homes())  # type: ignore[arg-type]

    assert days.difference == pytest.approx([-5.9, -5.8, -4.0, -2.2, -2.1])
    assert housed.difference == pytest.approx([0.2] * 5)
    assert (days.ratio, housed.ratio) == (None, None)


def test_differences_are_told_with_sign_unit_and_range() -> None:
    assert list(between_arms(days_and_homes())) == [  # type: ignore[arg-type]
        "days in custody, over 12 months, aid beside none: -4 days a person (95% range -5.9 to -2.1).",
        "stably housed at 12 months, aid beside none: +20 points (95% range +20 to +20).",
    ]


def test_other_windows_are_not_the_same() -> None:
    fit = days_and_homes()
    first, *others = fit.targets
    fit.targets = (replace(first, since=6.0), *others)

    assert [each.target.outcome for each in contrasts_of(fit)] == ["housed"]  # type: ignore[arg-type]


def test_a_ratio_of_what_may_happen_to_nobody_is_unknown() -> None:
    fit = a_fit(("cumulative", "cumulative"), ("aid", "none"))
    fit.step.emulator.expected = lambda places: np.column_stack([np.full(401, -0.01), places[:, 0] - 0.5])
    (found,) = contrasts_of(fit)  # type: ignore[arg-type]

    assert np.isnan(found.ratio).all()
