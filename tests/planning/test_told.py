"""A plan in words and as JSON."""

import json
from dataclasses import replace

from planning.test_estimate import of_three_sites

from simmodel.planning import told


def test_a_plan_names_what_people_ask_for() -> None:
    text = "\n".join(told.told(of_three_sites()))
    for words in ("Person-weeks", "Core time", "Memory", "Kept", "A site-year", "3 of the 8 sites", "2 at a time"):
        assert words in text
    assert "2.0 times slower" in text
    assert "slower" not in "\n".join(told.told(of_three_sites(busy=1.0)))


def test_one_scenario_is_one_scenario() -> None:
    plan = of_three_sites()
    scenarios = plan.asked.study.scenarios
    assert f"{len(scenarios)} scenarios, " in told.told(plan)[0]
    alone = plan.asked.study.model_copy(update={"scenarios": dict(list(scenarios.items())[:1])})
    assert ", 1 scenario, " in told.told(replace(plan, asked=replace(plan.asked, study=alone)))[0]


def test_json_holds_seconds_and_bytes_with_their_ranges() -> None:
    found = json.loads(json.dumps(told.as_json(of_three_sites()), allow_nan=False))
    assert found["core_seconds"].keys() == found["memory_bytes"].keys() == {"value", "low", "high"}
    assert found["site_years"] == 10 * 8 * (1 + 3 * 3)
    assert found["measured"]["sites"] == 3
