"""What every result says of its runs."""

from dataclasses import replace

from synthetic_runs import made_up_runs

from simmodel.appraisal.runs import OfRuns, of_runs


def test_sites_are_named_only_where_there_are_several() -> None:
    runs = made_up_runs(runs=4)
    assert OfRuns(**of_runs(replace(runs, sites={"alder": "Alder"}))).sites == {}
    several = {"alder": "Alder", "birch": "Birch"}
    assert OfRuns(**of_runs(replace(runs, sites=several))).sites == several


def test_where_a_result_comes_from_is_what_its_runs_say() -> None:
    runs = made_up_runs(runs=4, seed=8)
    found = OfRuns(**of_runs(runs)).origin()
    expected = {"study": runs.study_name, "version": runs.version, "seed": 8, "runs": 4, "draws": runs.draws}
    assert found == expected
