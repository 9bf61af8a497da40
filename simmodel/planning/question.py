"""What is asked of this machine: a study, how many runs and draws, how many at a time; and a little of it to play."""

from __future__ import annotations

from dataclasses import dataclass

from simmodel.draws import at_rest
from simmodel.engine.start import parameters_of, place_of
from simmodel.engine.together import groups_of
from simmodel.places import OneOfSites
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.sampling import Sampling
from simmodel.scenario import Study
from simmodel.week import WEEK

MOST_SITES_PLAYED = 3
"""Sites that are played to plan a study of more."""


@dataclass(frozen=True)
class Asked:
    """A study to be played in so many paired runs and draws, `workers` runs at a time."""

    study: Study
    sampling: Sampling
    seed: int
    workers: int

    @property
    def runs(self) -> int:
        """Paired runs in all."""
        return self.sampling.runs

    @property
    def draws(self) -> int:
        """Sets of values that are solved, each once; 0 where every number stays at its default."""
        return self.runs // self.sampling.runs_a_draw if self.sampling.runs_a_draw else 0

    @property
    def sites(self) -> int:
        """Sites of the study."""
        return len(self.study.places)

    @property
    def site_years(self) -> int:
        """Years that sites live through in one run: every scenario at every site, and the warm-up once."""
        time = self.study.time
        return self.sites * (time.warm_up_years + time.horizon_years * len(self.study.scenarios))

    def largest_group(self) -> tuple[str, ...]:
        """The names of the sites that have to be in memory at the same time, since they learn from one another."""
        groups = [group.names for group in groups_of(self.study, WEEK.exchange)]
        return max(groups, key=lambda names: expected_people(self.study, names))


def part_of(study: Study) -> Study:
    """The same study with at most so many of its sites, spread evenly from the smallest to the largest."""
    places = study.places
    if len(places) <= MOST_SITES_PLAYED:
        return study
    in_order = sorted(places, key=lambda name: expected_people(study, (name,)))
    steps = [(2 * place + 1) * len(in_order) // (2 * MOST_SITES_PLAYED) for place in range(MOST_SITES_PLAYED)]
    chosen = {in_order[step]: OneOfSites(**places[in_order[step]].model_dump()) for step in steps}
    alone = study.network.model_copy(update={"links": None})
    return study.model_copy(update={"site": None, "generated": None, "sites": chosen, "network": alone})


def expected_people(study: Study, sites: tuple[str, ...] | None = None) -> float:
    """People in the tables of these sites, all unless named: those at the start and all who are expected to come."""
    parameters, places = parameters_of(at_rest(study)), study.places
    first, last = -study.time.warm_up_years * WEEKS_PER_YEAR, study.time.horizon_years * WEEKS_PER_YEAR
    return sum(
        sum(place.at_start) + sum(place.arrivals_per_year) * _years_of_arrivals(first, last, place.growth)
        for place in (place_of(places[name], parameters, first, last) for name in sites or places)
    )


def _years_of_arrivals(first: int, last: int, growth: float) -> float:
    """Years of arrivals at the rate of week 0: those before it, and those after it as arrivals grow."""
    after = range(last // WEEKS_PER_YEAR)
    return -first / WEEKS_PER_YEAR + sum((1.0 + growth) ** (year + 0.5) for year in after)
