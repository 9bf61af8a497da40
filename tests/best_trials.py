"""What peers plot as uncertainty, the best of an optimiser's trials, beside ours: how often the truth lies in each.

Beside `pytest`: `PYTHONPATH=tests python -m best_trials` prints both.
"""

import numpy as np
from made_up_pilots import KINDS, PARAMETERS, even_places, pilots
from scipy.optimize import differential_evolution, minimize

from simmodel.calibration.chains import chains_of
from simmodel.calibration.emulator import emulator_of
from simmodel.calibration.likelihood import likelihood_of
from simmodel.calibration.observed import observed
from simmodel.calibration.scales import on_scale

TRIALS, BEST, RUNS, MIDDLE = 500, 25, 1024, (0.05, 0.95)


def best_of_trials(seen: np.ndarray, seed: int, method: str = "evolution") -> np.ndarray:
    """The places of the 25 trials, of an optimiser's 500, that come nearest to what was seen; (25, parameters)."""
    tried: list[np.ndarray] = []
    apart: list[float] = []
    target = on_scale(KINDS, seen)

    def miss(place: np.ndarray) -> float:
        found = on_scale(KINDS, pilots(place[None], seed=len(tried) + 10_000 * seed).seen[0])
        tried.append(place.copy())
        apart.append(float(np.square(found - target).sum()))
        return apart[-1]

    box = [(0.0, 1.0)] * PARAMETERS
    if method == "evolution":
        rounds = TRIALS // (2 * PARAMETERS) - 1
        chance = np.random.default_rng(seed)
        differential_evolution(miss, box, popsize=2, maxiter=rounds, polish=False, tol=0, rng=chance, init="sobol")
    else:
        minimize(miss, np.full(PARAMETERS, 0.5), method=method, bounds=box, options={"maxfev": TRIALS})
    return np.array(tried)[np.argsort(apart)[:BEST]]


def coverage_of_both(repeats: int, method: str = "evolution") -> tuple[float, float]:
    """How often nine tenths of the best trials hold the truth, and how often our 90% range does, all parameters."""
    emulator = emulator_of(pilots(even_places(RUNS)), KINDS)
    truth = np.random.default_rng(77).random((repeats, PARAMETERS))
    held: list[list[bool]] = [[], []]
    for repeat, pilot in enumerate(pilots(truth, seed=78).seen):
        likelihood = likelihood_of(emulator, observed(KINDS, value=pilot, n=np.full(len(KINDS), 120.0)))
        ours = chains_of(likelihood.at, PARAMETERS, repeat, steps=200).draws(500)
        for kept, draws in zip(held, (best_of_trials(pilot, repeat, method), ours), strict=True):
            low, high = np.quantile(draws, MIDDLE, axis=0)
            kept += ((truth[repeat] >= low) & (truth[repeat] <= high)).tolist()
    return float(np.mean(held[0])), float(np.mean(held[1]))


if __name__ == "__main__":
    for each in ("evolution", "Powell", "Nelder-Mead"):
        print(each, coverage_of_both(100, each))
