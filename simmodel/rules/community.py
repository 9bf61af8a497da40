"""The community: Taree's recipe, from which every site starts and from which the reference community is made."""

from simmodel.quantities import Page, number, numbers
from simmodel.vocabulary import COHORTS, DOMAINS


class Community(Page):
    """Who is there, what they come with, and what the services have."""

    name = "community"
    people_at_start: list[float] = numbers(
        COHORTS,
        (402.0, 190.0, 145.0, 102.0),
        (301.5, 142.5, 108.8, 76.5),
        (502.5, 237.5, 181.2, 127.5),
        "people",
        "COM001",
        "people in scope at the start",
    )
    arrivals_per_year: list[float] = numbers(
        COHORTS,
        (42.0, 45.0, 28.0, 25.0),
        (31.5, 33.75, 21.0, 18.75),
        (54.6, 58.5, 36.4, 32.5),
        "people a year",
        "COM002",
        "people who come into scope (with returns, about 120 releases a year: SITE008)",
    )
    hours_per_week: list[float] = numbers(
        DOMAINS,
        (0.0, 60.0, 50.0, 30.0, 40.0, 40.0, 6.0, 20.0),
        (0.0, 39.0, 32.5, 19.5, 26.0, 26.0, 3.9, 13.0),
        (0.01, 81.0, 67.5, 40.5, 54.0, 54.0, 8.1, 27.0),
        "hours a week",
        "COM003",
        "specialist hours of each silo for these people and outside demand",
    )
    outside_share: list[float] = numbers(
        DOMAINS,
        (0.6, 0.85, 0.77, 0.84, 0.67, 0.72, 0.68, 0.5),
        (0.54, 0.79, 0.71, 0.78, 0.61, 0.66, 0.62, 0.44),
        (0.66, 0.91, 0.83, 0.9, 0.73, 0.78, 0.74, 0.56),
        "share",
        "COM004",
        "of those hours, what outside demand would take",
    )
    outside_wait: list[float] = numbers(
        DOMAINS,
        (30.0, 10.0, 12.0, 8.0, 6.0, 8.0, 2.0, 4.0),
        (18.0, 6.0, 7.2, 4.8, 3.6, 4.8, 1.2, 2.4),
        (45.0, 15.0, 18.0, 12.0, 9.0, 12.0, 3.0, 6.0),
        "weeks",
        "COM005",
        "wait in each queue at the start (alcohol and other drugs: three months, HEA011; housing: priority, HOM011)",
    )
    general_wait: float = number(
        260.0, 156.0, 347.0, "weeks", "COM006", "wait on the general list at the start (36-80 months, HOM010)"
    )
    outside_leaving: float = number(0.04, 0.005, 0.05, "per week", "COM007", "outside demand leaving a service's queue")
    list_leaving: float = number(0.01, 0.001, 0.01, "per week", "COM008", "outside demand leaving a housing list")
    lettings_priority: float = number(
        37.5,
        25.0,
        50.0,
        "lettings a year",
        "COM009",
        "to the priority list: 75% (HOM008) of about 50 vacancies (SITE006)",
    )
    lettings_general: float = number(12.5, 8.0, 25.0, "lettings a year", "COM010", "to the general list")
    outside_priority: float = number(
        0.65, 0.5, 0.8, "share", "COM011", "of lettings to the priority list, what outside demand would take"
    )
    outside_general: float = number(
        0.93, 0.8, 1.0, "share", "COM029", "of lettings to the general list, what outside demand would take"
    )
    set_point_leaving_custody: list[float] = numbers(
        DOMAINS,
        (0.0, 0.50, 0.58, 0.35, 0.55, 0.40, 0.55, 0.45),
        (0.0, 0.4, 0.48, 0.25, 0.45, 0.3, 0.45, 0.35),
        (0.01, 0.6, 0.68, 0.45, 0.65, 0.5, 0.65, 0.55),
        "need, mean",
        "COM012",
        "needs of people leaving custody (51% mental health, 73% drugs, half without work: RF022)",
    )
    set_point_homelessness: list[float] = numbers(
        DOMAINS,
        (0.0, 0.55, 0.50, 0.40, 0.55, 0.40, 0.60, 0.50),
        (0.0, 0.45, 0.4, 0.3, 0.45, 0.3, 0.5, 0.4),
        (0.01, 0.65, 0.6, 0.5, 0.65, 0.5, 0.7, 0.6),
        "need, mean",
        "COM013",
        "needs of people experiencing homelessness (31% mental health, HOM001)",
    )
    set_point_family_with_young_children: list[float] = numbers(
        DOMAINS,
        (0.0, 0.45, 0.35, 0.30, 0.50, 0.60, 0.55, 0.45),
        (0.0, 0.35, 0.25, 0.2, 0.4, 0.5, 0.45, 0.35),
        (0.01, 0.55, 0.45, 0.4, 0.6, 0.7, 0.65, 0.55),
        "need, mean",
        "COM014",
        "needs of families with young children",
    )
    set_point_young_person: list[float] = numbers(
        DOMAINS,
        (0.0, 0.50, 0.40, 0.25, 0.60, 0.50, 0.50, 0.45),
        (0.0, 0.4, 0.3, 0.15, 0.5, 0.4, 0.4, 0.35),
        (0.01, 0.6, 0.5, 0.35, 0.7, 0.6, 0.6, 0.55),
        "need, mean",
        "COM015",
        "needs of young people",
    )
    set_point_spread: float = number(0.22, 0.1, 0.3, "need, sd", "COM016", "how much people differ in each need")
    set_point_shared: float = number(
        0.35,
        0.1,
        0.6,
        "share of variance",
        "COM032",
        "how far a person's needs go together: heavy in one, heavy in others",
    )
    trust_spread: float = number(0.15, 0.05, 0.25, "sd", "COM017", "how much people differ in trust and agency")
    known_at_first: float = number(0.60, 0.4, 0.8, "share", "COM018", "needs that somebody has heard of at the start")
    tenancy_homeless: list[float] = numbers(
        COHORTS,
        (0.20, 0.55, 0.08, 0.30),
        (0.12, 0.47, 0.0, 0.22),
        (0.28, 0.63, 0.16, 0.38),
        "share",
        "COM019",
        "homeless when coming into scope",
    )
    tenancy_insecure: list[float] = numbers(
        COHORTS,
        (0.40, 0.35, 0.37, 0.45),
        (0.32, 0.27, 0.29, 0.37),
        (0.48, 0.43, 0.45, 0.53),
        "share",
        "COM020",
        "insecurely housed when coming into scope",
    )
    known_at_start: float = number(
        0.78,
        0.5,
        0.95,
        "share",
        "COM033",
        "needs that somebody has heard of, of people in scope when the warm-up begins",
    )
    homeless_at_start: list[float] = numbers(
        COHORTS,
        (0.14, 0.28, 0.08, 0.17),
        (0.09, 0.23, 0.03, 0.12),
        (0.19, 0.33, 0.13, 0.22),
        "share",
        "COM030",
        "homeless when the warm-up begins",
    )
    insecure_at_start: list[float] = numbers(
        COHORTS,
        (0.24, 0.26, 0.26, 0.27),
        (0.18, 0.2, 0.2, 0.21),
        (0.3, 0.32, 0.32, 0.33),
        "share",
        "COM031",
        "insecurely housed when the warm-up begins",
    )
    at_work: list[float] = numbers(
        COHORTS,
        (0.20, 0.12, 0.25, 0.25),
        (0.14, 0.06, 0.19, 0.19),
        (0.26, 0.18, 0.31, 0.31),
        "share",
        "COM021",
        "in paid work when coming into scope",
    )
    was_inside: list[float] = numbers(
        COHORTS,
        (1.0, 0.28, 0.1, 0.08),
        (0.98, 0.22, 0.04, 0.02),
        (1.0, 0.36, 0.18, 0.16),
        "share",
        "COM022",
        "were ever in custody",
    )
    inside_at_start: float = number(
        0.24,
        0.16,
        0.3,
        "share",
        "COM023",
        "people of the leaving-custody group who serve a sentence when the warm-up begins",
    )
    free_weeks: float = number(
        120.0,
        80.0,
        180.0,
        "weeks, mean",
        "COM028",
        "time since the last release, at average risk, for people in scope when the warm-up begins",
    )
    has_children: list[float] = numbers(
        COHORTS,
        (0.25, 0.20, 1.0, 0.15),
        (0.1, 0.1, 0.98, 0.05),
        (0.45, 0.35, 1.0, 0.3),
        "share",
        "CLD012",
        "people with children in their care, or who would be if the children were not in out-of-home care",
    )
    children: list[float] = numbers(
        COHORTS,
        (1.7, 1.7, 2.0, 1.2),
        (1.3, 1.3, 1.5, 1.05),
        (2.2, 2.2, 2.6, 1.5),
        "children, mean",
        "CLD013",
        "children of people who have any, four at most",
    )
    oldest_child: list[float] = numbers(
        COHORTS,
        (16.0, 16.0, 5.0, 3.0),
        (12.0, 12.0, 4.0, 2.0),
        (18.0, 18.0, 8.0, 5.0),
        "years",
        "CLD014",
        "children come into scope at any age up to this one",
    )
    children_in_care: list[float] = numbers(
        COHORTS,
        (0.08, 0.08, 0.03, 0.03),
        (0.02, 0.02, 0.01, 0.01),
        (0.2, 0.2, 0.1, 0.1),
        "share",
        "CLD015",
        "children in out-of-home care when their family comes into scope",
    )
    priors: float = number(
        3.0, 2.0, 4.0, "convictions, mean", "COM024", "earlier convictions of people once in custody"
    )
    frailty_spread: float = number(0.6, 0.3, 1.0, "log sd", "COM025", "unmeasured differences in risk (mean 1)")
    age: list[float] = numbers(
        COHORTS,
        (34.0, 38.0, 31.0, 19.0),
        (31.0, 35.0, 28.0, 16.0),
        (37.0, 41.0, 34.0, 22.0),
        "years, mean",
        "COM026",
        "age",
    )
    age_spread: list[float] = numbers(
        COHORTS,
        (9.0, 11.0, 7.0, 2.5),
        (7.8, 9.8, 5.8, 1.3),
        (10.2, 12.2, 8.2, 3.7),
        "years, sd",
        "COM027",
        "spread of age",
    )
