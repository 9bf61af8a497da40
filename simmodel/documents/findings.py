"""What every document is made from: one result, its appraisal, and where both come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simmodel.appraisal.comparison import Comparison, summarise
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.worth import Appraisal, appraise_runs
from simmodel.bands import at_rest

LICENCE = "Apache-2.0"


@dataclass(frozen=True)
class Findings:
    """A result as documents tell it; `command` is what was typed, `made` the day."""

    runs: Runs
    comparison: Comparison
    appraisal: Appraisal
    command: str
    made: date

    def provenance(self) -> dict[str, str]:
        """Where the numbers come from, as every document says: name to text."""
        draws = f"{self.runs.draws} draws" if self.runs.draws else f"no draws: {at_rest(self.runs.fitted is not None)}"
        fitted = self.runs.fitted
        posterior = {"Posterior": f"{fitted.to} ({fitted.digest}): {fitted.source}"} if fitted else {}
        return {
            "Version": f"simmodel {self.runs.version}",
            "Study": f"{self.runs.study_name}: {self.runs.title}",
            "Scenario hash": self.runs.study_digest,
            **posterior,
            "Seed": str(self.runs.seed),
            "Runs": f"{self.runs.runs} paired runs, {draws}",
            "Made on": self.made.isoformat(),
            "Command": self.command,
            "Licence": LICENCE,
        }


def findings_of(runs: Runs, command: str, made: date) -> Findings:
    """The comparison and the appraisal of runs, told on this day."""
    return Findings(runs, summarise(runs), appraise_runs(runs), command, made)
