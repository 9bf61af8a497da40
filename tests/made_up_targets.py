"""Targets made up for tests."""

from simmodel.calibration.targets import Target


def a_target(outcome: str, kind: str, until: float, since: float = 0.0, **given: object) -> Target:
    """A target with everything that a test does not name left blank."""
    usual: dict[str, object] = {"row": 2, "group": "", "arm": "pilot", "value": None, "n": None, "se": None}
    usual |= {"lower": None, "upper": None, "use": "fit", "source": "", "note": ""}
    return Target(outcome=outcome, kind=kind, since=since, until=until, **(usual | given))  # type: ignore[arg-type]
