"""What readers of the stories have in hand: a small study with four ways of working, and a small pilot of one."""

from simmodel.calibration.result import Size
from tests.small_study import SHORT

FEW_RUNS = Size(screen=0, wave_least=24, wave=24, a_coefficient=1, near=8, waves=1, repeats=2, draws=200)
FOUR_WAYS = f"""{SHORT}
[scenarios.links]
title = "Link workers"
buys = "link_workers"
funding_per_year = 650000
sessions = 5
"""
PILOT = f"""{SHORT}
[calibration]
source = "Our records, June 2026, a pilot made up for a test"
arms = {{ pilot = "pull_in" }}
follows = "enrolled"
people_in_arm = 20
people = {{ begins_within_weeks = 52 }}
numbers = ["trust.gain", "crisis.weekly_rate"]
"""
TARGETS = """\
target,time,value,n,kind,use,source
housed,6,50%,20,state,fit,Our records
housed,12,60%,20,state,fit,Our records
times_in_acute_care,12,1.4,20,mean,fit,Our records
"""
FAULTY_TARGETS = TARGETS.replace("60%", "160%").replace("times_in_acute_care,", "times_in_acute_cares,")
