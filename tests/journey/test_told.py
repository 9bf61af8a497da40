"""Two columns that can be read on 80 characters and through a pipe."""

import io

from rich.console import Console

from simmodel.journey.arms import Arm, Journey
from simmodel.journey.moments import Event
from simmodel.journey.told import lines, print_journey, side_by_side

OUTCOMES = dict.fromkeys(
    (
        "weeks_in_scope",
        "weeks_stably_housed",
        "crises",
        "custody_days",
        "weeks_in_work",
        "times_told",
        "trust",
        "agency",
        "hours_with_coach",
        "cost",
    ),
    0.0,
)
CRISIS = Event(4, "crisis", "crisis", "the police are called")
ASKS = Event(4, "help", "asks_for_help", "asks for help")
REFERRED = [
    Event(4, domain, "referred", "referred, intake in 2 weeks") for domain in ("mental_health", "work_and_learning")
]
BOUGHT = Event(60, "practical", "purchase", "the coach buys what is needed, $480")
HOMELESS = Event(60, "housing", "homeless", "without a home")


def journey(base: list[Event], other: list[Event], **outcomes: float) -> Journey:
    arms = {
        "current": Arm("Current services, no new money", tuple(base), OUTCOMES | outcomes),
        "pull_in": Arm("Coaches who stay and pull help in", tuple(other), OUTCOMES | outcomes),
    }
    return Journey("taree", "0.1.0", 1, 0, 0, 17, "Chosen because.", "Person 17 is 30.", arms)


def printed(one: Journey, width: int = 80) -> list[str]:
    page = io.StringIO()
    print_journey(Console(file=page, highlight=False, width=width), one)
    return [line.rstrip() for line in page.getvalue().splitlines()]


def test_what_happened_in_both_arms_stands_on_one_line_in_both_columns() -> None:
    rows = [line for line in printed(journey([CRISIS], [CRISIS]), 120) if "police" in line]
    assert len(rows) == 1
    assert rows[0].count("Crisis: the police are called") == 2
    assert rows[0].split("Crisis")[0].strip() == "year 1, week 5"


def test_a_week_is_dated_once() -> None:
    page = printed(journey([CRISIS, ASKS], [CRISIS, ASKS]))
    assert sum("year 1, week 5" in line for line in page) == 1


def test_on_a_terminal_what_is_shared_steps_back() -> None:
    page = io.StringIO()
    print_journey(Console(file=page, force_terminal=True, width=120), journey([CRISIS], [CRISIS, BOUGHT]))
    shared = {line for line in page.getvalue().splitlines() if "\x1b[2m" in line}
    assert ["police" in line for line in shared] == [True]


def test_what_happened_in_one_arm_stands_in_its_own_column() -> None:
    page = printed(journey([HOMELESS], [BOUGHT]), 120)
    row = next(line for line in page if "Home: without a home" in line)
    assert row.index("Home: without") < row.index("Practical needs: the coach buys")
    alone = next(line for line in printed(journey([], [BOUGHT]), 120) if "coach buys" in line)
    assert alone.index("Practical needs") == row.index("Practical needs")


def test_shared_lines_come_first_and_each_line_once() -> None:
    rows = list(side_by_side([HOMELESS, CRISIS], [CRISIS, BOUGHT]))
    assert rows == [
        ("Crisis: the police are called", "Crisis: the police are called"),
        ("Home: without a home", "Practical needs: the coach buys what is needed, $480"),
    ]


def test_leaving_stands_below_everything_else_of_its_week() -> None:
    leaves = Event(4, "life", "moves_away", "moves away")
    assert list(side_by_side([CRISIS, leaves], [leaves])) == [
        ("Crisis: the police are called", ""),
        ("Moves away", "Moves away"),
    ]


def test_referrals_stand_behind_the_asking_and_alone_where_nobody_asked() -> None:
    assert lines([ASKS, *REFERRED]) == ["Asks for help; referred to: mental health, work and learning"]
    assert lines(REFERRED) == ["Mental health, work and learning: referred, intake in 2 weeks"]
    assert lines([ASKS]) == ["Asks for help"]


def test_one_part_of_life_has_one_line_a_week() -> None:
    came, away = Event(4, "connection", "attended", "comes"), Event(4, "connection", "turned_away", "turned away")
    assert lines([came, CRISIS, away]) == ["Connection: comes; turned away", "Crisis: the police are called"]


def test_nothing_is_wider_than_80_columns() -> None:
    long = [Event(4, "alcohol_and_other_drugs", "attended", "comes to the intake, tells the story again " * 3)]
    assert max(map(len, printed(journey([*long, ASKS, *REFERRED], [BOUGHT])))) <= 80


def test_a_pipe_gets_words_only() -> None:
    assert "\x1b" not in "".join(printed(journey([CRISIS], [CRISIS])))


def test_the_page_says_first_who_it_is_and_that_the_person_is_made_up() -> None:
    page = " ".join(" ".join(printed(journey([CRISIS], []))).split())
    assert page.startswith("Person 17 in taree: current and pull_in seed 1, run 0, simmodel 0.1.0 Person 17 is 30.")
    assert page.index("made-up person") < page.index("Crisis")
    assert "Chosen because." in page


def test_the_page_closes_with_how_both_came_out() -> None:
    page = printed(journey([HOMELESS], [BOUGHT], weeks_stably_housed=31.0, custody_days=14.0, cost=43210.4, crises=3.0))
    closing = [line.split() for line in page[-15:]]
    assert ["stable", "home", "31", "weeks", "31", "weeks"] in closing
    assert ["custody", "14", "days", "14", "days"] in closing
    assert ["crises", "3", "3"] in closing
    assert ["cost", "$43,210", "$43,210"] in closing


def test_children_are_told_and_said_to_rest_on_an_assumed_link() -> None:
    reported = Event(4, "children", "child_reported", "one, aged 3, is reported to child protection")
    page = printed(journey([reported], [], child_reports=2.0, child_care_weeks=26.0), 180)
    assert any("Children: one, aged 3, is reported to child protection" in line for line in page)
    assert any(line.split()[:4] == ["children", "2", "reports,", "26"] for line in page)
    assert "rests on an assumed link to the carer's life" in " ".join(" ".join(page).split())


def test_each_arm_closes_with_its_own_outcomes() -> None:
    one = journey([], [])
    one.arms["pull_in"].outcomes["crises"] = 7.0
    assert ["crises", "0", "7"] in [line.split() for line in printed(one)]


def test_every_ask_counts_as_a_referral_whoever_it_is_for() -> None:
    home = Event(4, "housing", "asked_for_home", "asks for a home, intake in 1 week")
    second = Event(5, "connection", "handed_on", "a second provider is asked, intake in 1 week")
    page = printed(journey([ASKS, *REFERRED, home, second], []), 120)
    assert any(line.strip().startswith("referred") and "4 times: 0 missed" in line for line in page)


def test_a_life_without_events_is_told_all_the_same() -> None:
    assert any("stable home" in line for line in printed(journey([], [])))
