"""The studies that are measured: one that ships as a file, and two made here from what is asked of them."""

from __future__ import annotations

from importlib.resources import files

from simmodel.purchase import funding_for
from simmodel.scenario import Study, parse_study

FILE = "benchmark.toml"
SIZE_OF_600 = 0.715
"""Times Taree's recipe: 600 people at the start of the warm-up, and as many in a mean week."""
ALIKE = "size_spread = 0\npeople_spread = 0\nhours_spread = 0\nlettings_spread = 0"
_CURRENT = '[scenarios.current]\ntitle = "Current services"\nbase_case = true\nbuys = "nothing"\n'
_COACHES = '[scenarios.{name}]\ntitle = "Coaches for {funding:,.0f}"\nbuys = "coaches"\nfunding_per_year = {funding}\n'


def reference_text() -> str:
    """The study file that ships: Taree's recipe, three scenarios."""
    return files("simmodel.bench").joinpath(FILE).read_text(encoding="utf-8")


def reference_study() -> Study:
    """The study that most figures are measured on."""
    return parse_study(reference_text(), "benchmark")


def flagship_study(sites: int = 3, years: int = 5) -> Study:
    """The flagship job: today's services and coaches, at sites of 600 people each that learn from one another."""
    place = f"[generated]\nsites = {sites}\nsize = {SIZE_OF_600}\n{ALIKE}\n"
    return _study(place, years, {"pull_in": 650_000})


def coaches_study(*heads: float) -> Study:
    """Taree's recipe with coaches for 650,000 dollars a year, and with so many coaches each."""
    reference = reference_study()
    scenario = reference.scenarios["pull_in"]
    funding = {f"coaches_{place}": funding_for(count, scenario) for place, count in enumerate(heads)}
    return _study('[site]\nname = "Taree"\n', reference.time.horizon_years, {"pull_in": 650_000} | funding)


def _study(place: str, years: int, funding: dict[str, float]) -> Study:
    coaches = "".join(_COACHES.format(name=name, funding=dollars) for name, dollars in funding.items())
    text = f'name = "benchmark"\ntitle = "Benchmark"\n[time]\nhorizon_years = {years}\n{place}{_CURRENT}{coaches}'
    return parse_study(text, "benchmark")
