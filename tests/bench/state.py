"""A state: so many communities of some 600 people, ten years, four ways to spend the same money; alike on request."""

from __future__ import annotations

from simmodel.bench.studies import ALIKE, SIZE_OF_600
from simmodel.scenario import Study, parse_study

STATE = """\
name = "state_of_{sites}"
title = "{sites} communities"
[time]
horizon_years = {years}
[generated]
sites = {sites}
size = {size}
{spreads}
[scenarios.current]
title = "Current services"
base_case = true
buys = "nothing"
[scenarios.more_places]
title = "More places"
buys = "places"
funding_per_year = 650000
places = {{ mental_health = 0.5, alcohol_and_other_drugs = 0.5 }}
[scenarios.warm_referral]
title = "Link workers"
buys = "link_workers"
funding_per_year = 650000
[scenarios.pull_in]
title = "Coaches"
buys = "coaches"
funding_per_year = 650000
joint_work = {{ operational = 2, strategic = 1 }}
levels_engaged = ["practitioners", "team_leaders", "managers"]
"""


def state(sites: int, years: int = 10, alike: bool = False, size: float = SIZE_OF_600) -> Study:
    """The study, also as `text_of` gives it; communities differ unless they are to be `alike`."""
    return parse_study(text_of(sites, years, alike, size), "state")


def text_of(sites: int, years: int = 10, alike: bool = False, size: float = SIZE_OF_600) -> str:
    """The study as a file holds it."""
    return STATE.format(sites=sites, years=years, size=size, spreads=ALIKE if alike else "")
