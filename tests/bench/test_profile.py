"""The profile looks at every page of the week once."""

from bench.profile import pages
from simmodel.week import WEEK


def test_every_step_of_the_week_belongs_to_one_page_of_the_profile() -> None:
    found = [name for week in pages().values() for name in week.names()]
    assert sorted(found) == sorted(WEEK.names())
    assert all(len({name.partition(".")[0] for name in week.names()}) == 1 for week in pages().values())
