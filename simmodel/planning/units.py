"""Lengths of time and sizes in the unit that suits them, and how much time is left."""

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
SIZES = ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"))


def duration(seconds: float) -> str:
    """A length of time in the unit that suits it.

    >>> duration(0.26), duration(75), duration(7000), duration(400000)
    ('0.3 s', '75 s', '1.9 h', '4.6 days')
    """
    if seconds < 2 * MINUTE:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    if seconds < 1.5 * HOUR:
        return f"{seconds / MINUTE:.0f} min"
    return f"{seconds / HOUR:,.1f} h" if seconds < 2 * DAY else f"{seconds / DAY:,.1f} days"


def size(count: float) -> str:
    """A number of bytes in the unit that suits it.

    >>> size(900), size(2_500_000)
    ('900 bytes', '2.5 MB')
    """
    for unit, name in SIZES:
        if count >= unit:
            return f"{count / unit:,.1f} {name}"
    return f"{count:,.0f} bytes"


def time_left(done: int, of: int, seconds: float) -> str:
    """What is left of some work of which so much was done in so many seconds, in words; nothing where unknown.

    >>> time_left(12, 40, 15.0), time_left(40, 40, 50.0), time_left(0, 40, 5.0)
    (', about 35 s left', '', '')
    """
    if not 0 < done < of:
        return ""
    return f", about {duration(seconds * (of - done) / done)} left"
