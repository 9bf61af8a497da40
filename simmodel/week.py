"""The rules of a week, in order, with the reason for the order.

1. life: needs drift and shocks strike, so that the week's decisions meet this week's needs.
2. seeking: people tell somebody, it is written down or not, and they ask.
3. asking: referral-out and pull-in *ask* on the person's behalf; nobody has been given anything yet.
4. granting: each service, each housing list, enrolment and flexible funds see all who asked, and hand out what there
   is in a stated order; so the order in which people act cannot matter. Then services are given.
5. relationships: trust, bond and agency learn from what happened in 3 and 4.
6. events: custody, home, work, crisis, what children meet, leaving, at this week's needs and relationships. Children
   come last, since what they live with is the carer's week.
7. ledger and census: everything is priced and counted once; default trust and strain learn from the whole week.
8. partnership: roles, who takes part, safety, authority, stage; and what the site learns.

A person rule takes (person, site), a service rule (service, site), a coach rule (coach, site), a site rule (site).
An allotment is a person rule that is called in a stated order while something lasts.

Sites that learn from one another play four weeks; then `exchange` is called once with all of them, and so on. It is a
plain Python function of (sites, neighbours): the site records (or Mesa models) in order of luck number, and for each
the places in that list of those it learns from. It must read all it needs before it changes any site, so that the
order of sites cannot matter.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from simmodel.errors import SimmodelError
from simmodel.rules import (
    brokerage,
    census,
    children,
    coaching,
    crisis,
    custody,
    disclosure,
    enrolment,
    housing,
    information,
    learning,
    leasing,
    leaving,
    ledger,
    linking,
    needs,
    partnership,
    pooling,
    quality,
    referral,
    regime,
    seeking,
    services,
    strain,
    trust,
    willingness,
    work,
    workforce,
)
from simmodel.world import GENERAL_LIST, PROGRAMME_DWELLINGS

Rule = Callable[..., object]
Exchange = Callable[[Sequence[Any], Sequence[Sequence[int]]], None]


def nothing_to_share(sites: Sequence[Any], neighbours: Sequence[Sequence[int]]) -> None:
    """Sites keep what they learn to themselves, and are played one after the other."""


@dataclass(frozen=True)
class Step:
    """One rule of the week and for whom it is called: `person`, `service`, `coach` or `site`."""

    calls_for: str
    rule: Rule

    @property
    def name(self) -> str:
        """`page.rule`, by which a study or a subclass names it."""
        return name_of(self.rule)


@dataclass(frozen=True)
class Allotment:
    """Something finite, handed to those who ask, in order, while it lasts."""

    rule: Rule
    units: tuple[int, ...]
    asks: Rule
    order: Callable[..., float]
    lasts: Rule
    ahead: Rule | None = None

    @property
    def name(self) -> str:
        """`page.rule` of what is granted."""
        return name_of(self.rule)


def name_of(rule: Rule) -> str:
    """`page.rule`."""
    return f"{rule.__module__.rsplit('.', 1)[-1]}.{rule.__name__}"


@dataclass(frozen=True)
class Week:
    """An ordered week, and what sites exchange; `swap`, `without` and `only` give a changed copy."""

    steps: tuple[Step | Allotment, ...]
    exchange: Exchange = learning.spread

    def names(self) -> list[str]:
        """The names of all steps, in order."""
        return [step.name for step in self.steps]

    def swap(self, name: str, rule: Rule) -> Week:
        """The same week with another rule in the place of the one called `name`."""
        place = self._place(name)
        changed = replace(self.steps[place], rule=rule)
        return replace(self, steps=(*self.steps[:place], changed, *self.steps[place + 1 :]))

    def without(self, name: str) -> Week:
        """The same week with the rule called `name` left out."""
        place = self._place(name)
        return replace(self, steps=(*self.steps[:place], *self.steps[place + 1 :]))

    def only(self, *names: str) -> Week:
        """The same week with the rules called `names` alone, in the order of the week."""
        kept = {self.steps[self._place(name)].name for name in names}
        return replace(self, steps=tuple(step for step in self.steps if step.name in kept))

    def exchanging(self, exchange: Exchange) -> Week:
        """The same week with another exchange between sites."""
        return replace(self, exchange=exchange)

    def _place(self, name: str) -> int:
        if name in self.names():
            return self.names().index(name)
        close = difflib.get_close_matches(name, self.names(), n=1, cutoff=0.3)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise SimmodelError(f"the week has no rule called {name!r}{hint}")


def people(*rules: Rule) -> tuple[Step, ...]:
    """These rules, one after the other, for each person."""
    return tuple(Step("person", rule) for rule in rules)


SILOS = (1, 2, 3, 4, 5, 6, 7)

WEEK = Week(
    (
        Step("site", regime.commission),
        Step("site", partnership.begin),
        Step("site", enrolment.clear_load),
        Step("site", brokerage.open_pool),
        Step("site", leasing.pay_ahead),
        Step("site", workforce.start_team),
        *people(
            census.clean_sheet,
            services.discharge,
            leasing.live_there,
            custody.serve_parole,
            custody.note_week_zero,
            needs.drift,
            needs.shock,
            disclosure.disclose,
            disclosure.write_down,
            seeking.seek,
            referral.refer,
            services.stop_in_custody,
            referral.intake,
            services.wait,
            coaching.keep_coach,
            enrolment.count_load,
        ),
        Step("coach", workforce.staff),
        Allotment(enrolment.enrol, (0,), enrolment.wants_worker, enrolment.enrolment_order, enrolment.has_room),
        *people(
            coaching.meet,
            linking.hold_sessions,
            coaching.work_together,
            coaching.pull_in,
            willingness.say_yes,
            information.pass_on,
            brokerage.ask_for_purchase,
        ),
        Allotment(brokerage.buy, (0,), brokerage.wants_purchase, brokerage.purchase_order, brokerage.funds_last),
        Step("site", housing.vacancies),
        Step("site", leasing.open_homes),
        Step("service", services.open_week),
        *people(brokerage.count_unmet, services.hold_place),
        Step("service", services.hold_back),
        Step("site", pooling.pool_hours),
        Allotment(
            services.admit,
            SILOS,
            services.waits_for_place,
            services.week_asked,
            services.has_hours,
            ahead=services.admit_outside,
        ),
        Step("service", services.note_spare),
        Allotment(
            housing.let,
            (0, GENERAL_LIST),
            housing.waits_for_letting,
            housing.date_asked,
            housing.has_letting,
            ahead=services.admit_outside,
        ),
        Allotment(
            housing.let,
            (PROGRAMME_DWELLINGS,),
            housing.wants_dwelling,
            housing.worst_housed,
            housing.has_letting,
        ),
        *people(
            services.note_moved_back,
            leasing.note_reached,
            quality.serve,
            trust.encounters,
            trust.bond,
            trust.agency,
            needs.recover,
            linking.part,
            custody.serve_time,
            custody.return_to_custody,
            housing.tenancy,
            work.work,
            crisis.crisis,
            children.live_at_home,
            children.come_home,
            children.report,
            children.start_school,
            ledger.post_costs,
            census.count_week,
            leaving.leave,
        ),
        Step("site", trust.move_default_trust),
        Step("service", strain.wear_down),
        Step("site", strain.gauge_strain),
        Step("site", partnership.keep_roles),
        Step("site", partnership.count_hours),
        Step("site", partnership.take_part),
        Step("site", partnership.feel_safe),
        Step("site", partnership.stand_behind),
        Step("site", partnership.move_on),
        Step("site", partnership.count_partnership),
        Step("site", learning.learn),
        Step("site", census.note_waits),
        Step("site", ledger.post_programme),
    )
)
"""The week of the model as it ships."""
