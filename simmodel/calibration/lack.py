"""How far an emulator misses the model itself, beside the luck of one run: measured from the runs it was learned from.

Runs alone, each with a luck of its own, tell it: were the model more bent than a quadratic, what the emulator leaves
over could be told from cubes and fourth powers of the numbers and from products of them. How much of it can is a
variance component, found by restricted maximum likelihood (Patterson and Thompson 1971).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simmodel.calibration.emulator import Emulator
from simmodel.calibration.pool import Pool
from simmodel.sensitivity.emulator import Term, columns_of, terms_of

BEARABLE = 0.4
"""A misfit of so many sd of run noise changes posteriors little; above it, more runs near the data are asked for."""
RATIOS = np.concatenate([[0.0], np.logspace(-4, 2, 121)])
"""Misfit variance by noise variance, tried."""


def with_lack_of_fit(emulator: Emulator, pool: Pool) -> Emulator:
    """The same emulator, its misfit measured on the runs that it was learned from."""
    return replace(emulator, lack=lack_of_fit(emulator, pool))


def lack_of_fit(emulator: Emulator, pool: Pool) -> np.ndarray:
    """How large the misfit of each target's mean is, as sd beside the sd of one run's luck; (targets,)."""
    scores, known = emulator.z_scores(pool), emulator.columns.at(pool.places)
    known = np.column_stack([np.ones(len(pool)), known])
    places = (emulator.columns.scaled(pool.places) + 1.0) / 2.0
    bent = columns_of(places, _more_bent(pool.places.shape[1], len(pool) - known.shape[1]))
    found, counted = np.zeros(scores.shape[1]), np.isfinite(scores)
    for group in np.unique(counted, axis=1).T:
        alike = (counted == group[:, None]).all(axis=0)
        found[alike] = _ratios(scores[np.ix_(group, alike)], known[group], bent[group])
    return found


def _more_bent(parameters: int, spare: int) -> tuple[Term, ...]:
    """Terms that a quadratic leaves out, as many as so many spare runs can tell from luck."""
    for degree in (4, 3):
        terms = tuple(term for term in terms_of(parameters, degree) if sum(bend for _, bend in term) > 2)
        if 2 * len(terms) <= spare:
            return terms
    return tuple(((one, 3),) for one in range(parameters))


def _ratios(scores: np.ndarray, known: np.ndarray, bent: np.ndarray) -> np.ndarray:
    """The likeliest sd of the bent part beside that of luck, once the known part is taken out; (targets,)."""
    frame = np.linalg.qr(known)[0]
    bent, left = bent - frame @ (frame.T @ bent), scores - frame @ (frame.T @ scores)
    turn, sizes, _ = np.linalg.svd(bent, full_matrices=False)
    size = np.square(sizes) * len(scores) / np.square(sizes).sum()
    inside, spare = np.square(turn.T @ left), len(scores) - known.shape[1]
    outside = np.maximum(np.square(left).sum(axis=0) - inside.sum(axis=0), 1e-12)
    stretched = 1.0 + RATIOS[:, None] * size
    noise = (outside + (1.0 / stretched) @ inside) / spare
    likelihood = -0.5 * (np.log(stretched).sum(axis=1)[:, None] + spare * np.log(noise))
    return np.sqrt(RATIOS[likelihood.argmax(axis=0)])
