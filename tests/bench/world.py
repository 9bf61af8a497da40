"""One simple world, lived four times: by our rules and batch driver, by plain Mesa, by starsim, and in C.

About a third of the model. In every week, for everybody:

1. Help that has lasted its weeks ends.
2. Each need drifts towards its usual level; now and then a shock makes one of them greater.
3. Whoever neither waits nor is helped may seek help for the greatest need, the likelier the greater need and trust.
4. Each service has places; who asked first is admitted first, and ties are broken by chance.
5. Help makes the need smaller that it is for.
6. A bond grows with a coach and fades without one; trust follows the bond.
7. Great needs bring crises, a bond keeps them off, and a crisis costs trust.

Our twin and C read the same luck at the same addresses, so they live the same lives; Mesa and starsim draw from
generators of their own, as they are meant to, so theirs agree within chance.
"""

from __future__ import annotations

from dataclasses import dataclass

PEOPLE, WEEKS, COACHED = 600, 260, 120
DOMAINS, PLACES, EPISODE = 7, 5, 12
"""Kinds of need, each with a service of so many places; weeks that help lasts."""
USUAL_NEED, DRIFT, SHOCK, SHOCK_SIZE = 0.3, 0.02, 0.04, 0.3
SEEK, HELP = 0.1, 0.85
BONDING, FADING, TRUSTING, LEAST_TRUST, TRUST_OF_BOND = 0.05, 0.97, 0.02, 0.3, 0.6
CRISIS, CRISIS_NEED, CRISIS_BOND, CRISIS_TRUST = 0.005, 4.0, 1.5, 0.9
NOBODY = -1
"""Waits for nothing, or is helped with nothing."""


@dataclass(frozen=True)
class Lived:
    """What one life of the world came to: counts a person-week, means at the end, and processor seconds it took."""

    crises: float
    waiting: float
    helped: float
    need: float
    trust: float
    seconds: float

    @property
    def nanoseconds(self) -> float:
        """Of the processor, a person-week."""
        return self.seconds / (PEOPLE * WEEKS) * 1e9
