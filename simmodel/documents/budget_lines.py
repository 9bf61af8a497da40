"""Why each line of a budget is there: what it is for, how it is counted, and where its price comes from."""

from __future__ import annotations

from simmodel.budget.lines import Line
from simmodel.budget.plan import Plan

FOR = {
    "coach_salary": "Coaches who stay with people, hold their story, and pull help in around them.",
    "lead_salary": "Supervises the coaches' practice, brings services together, keeps partnerships.",
    "admin_salary": "Keeps the site running, so that coaches can be with people.",
    "oncost": "What employing people costs beside salaries: superannuation, workers' compensation, leave.",
    "supervision_training": "Reflective supervision from outside and training, for everybody who works at the site.",
    "vehicle": "Coaches go to where people are; counted at 0.8 vehicles for each full-time coach.",
    "ict_phone": "A phone and a computer for everybody who works at the site.",
    "premises": "A place to work from, mostly shared with partners.",
    "voice": "People with lived experience take part in steering the site, and are paid for it.",
    "convening": "Services meet, so that what keeps going wrong for people is changed.",
    "data": "What becomes of people is written down, so that it can be learned from.",
    "brokerage": "Flexible funds for what people themselves name; counted for each place.",
    "learning": "The site's share in learning and research across sites.",
    "indirect": "What it takes to run the organisation; a share of the lines before it, and a choice made in sight.",
    "contingency": "Kept back for what cannot be foreseen; a share of everything before it.",
}
KINDS = {
    "set_up": "Setting the site up; paid in its first year.",
    "wind_down": "Handing over at the end; paid in the last year.",
    "specialist_hours": "Hours of specialists that are bought.",
    "other": "A line of this budget's own.",
}
GRADES = {
    "A": "official statistic or trial",
    "B": "comparison group or survey of costs",
    "C": "second-hand",
    "D": "assumption",
    "M": "from memory",
}


def justification(plan: Plan, line: Line) -> str:
    """What a line is for, its source and its grade, as sentences."""
    purpose = FOR.get(line.name) or KINDS[line.kind]
    years = _years(plan, line)
    source = line.price.source.strip().rstrip(".")
    gift = " Given in kind: no cash." if line.paid == "in_kind" else ""
    return f"{purpose}{years}{gift} Price: {source}. Grade {line.price.grade}: {GRADES[line.price.grade]}."


def _years(plan: Plan, line: Line) -> str:
    """In which years a line is paid, where these are not all."""
    first, last = line.from_year, line.until_year
    if (first, last) == (1, plan.years):
        return ""
    return f" In year {first} alone." if first == last else f" In years {first} to {last}."
