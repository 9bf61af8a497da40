"""Nearest neighbours: for each person enrolled the most similar person who is not, each used once. Pure functions."""

from __future__ import annotations

import numpy as np


def unlikeness(features: np.ndarray) -> np.ndarray:
    """The inverse covariance by which differences are weighed (Mahalanobis); features of shape (people, features).

    A feature that is the same for everybody, or follows from others, weighs nothing.
    """
    return np.linalg.pinv(np.atleast_2d(np.cov(features, rowvar=False)))


def nearest(one: np.ndarray, others: np.ndarray, weights: np.ndarray) -> int:
    """The place of whoever is most like `one` (shape (features,)) among `others` (shape (people, features)).

    Of several as like, the first.

    >>> nearest(np.array([1.0, 5.0]), np.array([[9.0, 5.0], [2.0, 5.0], [0.0, 5.0]]), np.eye(2))
    1
    """
    apart = others - one
    return int(np.argmin(np.einsum("ij,jk,ik->i", apart, weights, apart)))
