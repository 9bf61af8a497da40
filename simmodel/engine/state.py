"""All sites of a study in the Mesa driver: stepped together, and exchanging what they learn every fourth week."""

from __future__ import annotations

import numpy as np

from simmodel.engine.model import SiteModel
from simmodel.engine.start import delivery_of, solution_of, start
from simmodel.engine.together import groups_of
from simmodel.measures import fourth_week
from simmodel.scenario import Study
from simmodel.site import Solution


class StateModel:
    """The communities of a study in one scenario, from the first week of the warm-up.

    `state.step()` plays a week everywhere; `state.sites` are the `SiteModel`s by name. `model` may be a subclass of
    `SiteModel` with changed rules: `rules = WEEK.exchanging(my_exchange)`.
    """

    def __init__(
        self,
        study: Study,
        scenario: str | None = None,
        seed: int = 1,
        run: int = 0,
        model: type[SiteModel] = SiteModel,
        solution: Solution | None = None,
    ) -> None:
        """Set a study's scenario (its base case if none is named) everywhere, around `solution` if one is given."""
        delivery = delivery_of(study, study.named(scenario or study.base_case))
        centre = solution or solution_of(study)
        self.sites = {
            name: model.from_records(start(study, centre, seed, run, site_name=name), delivery) for name in study.places
        }
        self._groups = [group for group in groups_of(study, model.rules.exchange) if len(group.names) > 1]
        self._exchange = model.rules.exchange

    @property
    def running(self) -> bool:
        """Whether any week of the study is left."""
        return all(site.running for site in self.sites.values())

    def step(self) -> None:
        """Play one week at every site; after every fourth, they exchange what they have learned."""
        for site in self.sites.values():
            site.step()
        for group in self._groups:
            models = [self.sites[name] for name in group.names]
            if fourth_week(models[0]):
                self._exchange(models, group.neighbours)

    def run_weeks(self, weeks: int | None = None) -> dict[str, np.recarray]:
        """Play `weeks` weeks (all of them if not said); the weekly tallies of each site, shape (weeks,)."""
        count = min(site.weeks_to_play for site in self.sites.values()) if weeks is None else weeks
        weekly: dict[str, list[np.recarray]] = {name: [] for name in self.sites}
        for _ in range(count):
            self.step()
            for name, site in self.sites.items():
                weekly[name].append(site.counted())
        return {name: np.concatenate(weeks_here).view(np.recarray) for name, weeks_here in weekly.items()}
