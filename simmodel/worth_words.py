"""What of a scenario's worth can be told: whether it pays back, how often it is best, what a day inside must save.

Where luck explains all that was seen, or a sign is not clear, nothing is claimed.
"""

from __future__ import annotations

import numpy as np

from simmodel.appraisal.estimates import is_all_luck
from simmodel.appraisal.money.draws import estimate_amount
from simmodel.appraisal.worth import Appraisal, Worth
from simmodel.bands import Sampled
from simmodel.money_words import COUNT, LUCK_HIDES_IT, draws_told, is_clear


def tells_payback(worth: Worth, result: Sampled) -> bool:
    """Whether it can be told if and when money is paid back: what is gained in the end is clear, or the same in all."""
    return worth.in_the_end.low == worth.in_the_end.high or is_clear(worth.in_the_end, result)


def even_custody_day(worth: Worth, result: Sampled) -> float | None:
    """Dollars that an avoided day in custody would have to save; None where nothing would do or no days are clearly
    avoided."""
    return worth.break_even.custody_day if avoids_days(worth, result) else None


def avoids_days(worth: Worth, result: Sampled) -> bool:
    """Whether days in custody are clearly avoided."""
    return (worth.beds.freed.mean or 0.0) > 0 and is_clear(worth.beds.freed, result, COUNT)


def often_best(appraisal: Appraisal, name: str) -> str:
    """In how many draws an option is worth most of all, "in 9 of 10 draws", or that luck hides it."""
    if appraisal.best is None or luck_hides_best(appraisal, name):
        return LUCK_HIDES_IT
    return draws_told(appraisal.best[name], appraisal.draws)


def luck_hides_best(appraisal: Appraisal, name: str) -> bool:
    """Whether luck explains all that was seen between an option and the best of the others, and runs do not agree."""
    nets = {each: worth.net for each, worth in appraisal.scenarios.items()}
    nothing = np.zeros_like(next(iter(nets.values())))
    others = [net for each, net in nets.items() if each != name] + [nothing] * (name in nets)
    gap = nets.get(name, nothing) - max(others, key=lambda net: float(net.mean()))
    return is_all_luck(estimate_amount(gap)) and bool(gap.min() < 0 < gap.max())
