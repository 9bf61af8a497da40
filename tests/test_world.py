"""The records: one source of field names, whole words in memory, and codes that fit the vocabulary."""

import numpy as np
import pytest

from simmodel import records, vocabulary, world
from simmodel.records import Field
from simmodel.site import SITE
from simmodel.world import PERSON, TALLY, Coach, Gauge, Person, Plan, Reference, Service, Tally

RECORDS = (Person, Coach, Service, Reference, Gauge, Tally, Plan)


def fields(record: type) -> dict[str, Field]:
    return {name: value for name, value in vars(record).items() if isinstance(value, Field)}


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_has_the_fields_of_its_class_in_the_order_written(record: type) -> None:
    assert records.record_type(record).names == tuple(fields(record))


@pytest.mark.parametrize("record", [*RECORDS, world.Site, world.Switches])
def test_every_field_says_what_it_means(record: type) -> None:
    assert [name for name, field in fields(record).items() if not field.meaning.strip()] == []


@pytest.mark.parametrize("record", [PERSON, TALLY, SITE])
def test_every_field_lies_on_its_own_words_in_memory(record: np.dtype) -> None:
    places = sorted((offset, kind.itemsize) for kind, offset, *_ in record.fields.values())
    ends = [offset + size for offset, size in places]

    assert all(start >= end for (start, _), end in zip(places[1:], ends[:-1], strict=True))
    assert ends[-1] <= record.itemsize
    assert record.itemsize % 8 == 0
    for kind, offset, *_ in record.fields.values():
        assert offset % (kind.base.itemsize if kind.base.names is None else 8) == 0


@pytest.mark.parametrize("state", ["need", "trust", "agency", "bond", "hours", "frailty", "told", "progress", "cost"])
def test_every_state_that_is_computed_with_is_f8(state: str) -> None:
    assert PERSON[state].base == np.dtype("f8")


def test_there_is_one_place_for_every_domain_payer_crisis_and_mechanism() -> None:
    domains = len(vocabulary.DOMAINS)

    assert all(PERSON[name].shape == (domains,) for name in ("need", "known", "pathway", "asked", "due", "set_point"))
    assert PERSON["cost"].shape == TALLY["cost"].shape == (len(vocabulary.PAYERS),)
    assert TALLY["crises"].shape == (len(vocabulary.CRISES),)
    assert SITE["on"].names == vocabulary.MECHANISMS
    assert SITE["reference"]["need"].shape == (domains,)


def test_a_persons_luck_has_a_word_for_every_purpose() -> None:
    from simmodel.chance import PURPOSES, UNIT_PURPOSES

    assert PERSON["luck"].shape == (PURPOSES,)
    assert SITE["service"].base["luck"].shape == (UNIT_PURPOSES,)


def test_the_units_are_the_domains_the_general_list_and_the_programmes_dwellings() -> None:
    assert world.GENERAL_LIST == 8
    assert world.PROGRAMME_DWELLINGS == 9
    assert SITE["service"].shape == (world.SERVICES,) == (10,)
    assert SITE["coach"].shape == (world.MOST_COACHES,)


def test_a_week_that_has_not_come_is_earlier_than_any_week_of_any_study() -> None:
    assert world.NEVER < -10 * 52 - 1
    assert np.iinfo(PERSON["enrolled"]).min < world.NEVER


def test_a_queue_remembers_longer_than_the_longest_wait_on_a_housing_list() -> None:
    assert world.PATIENCE_WEEKS > 80 * 52 / 12


def test_every_code_fits_the_record() -> None:
    longest = max(
        len(codes) for codes in (vocabulary.COHORTS, vocabulary.TENANCIES, vocabulary.CUSTODY, vocabulary.PATHWAY)
    )

    assert longest < np.iinfo("i1").max
    assert np.iinfo(PERSON["coach"]).max > world.MOST_COACHES


def test_each_name_of_the_vocabulary_is_the_code_of_its_place() -> None:
    assert vocabulary.DOMAINS[vocabulary.FAMILY_AND_SAFETY] == "family_and_safety"
    assert vocabulary.TENANCIES[vocabulary.HOMELESS] == "homeless"
    assert vocabulary.TENANCIES[vocabulary.STABLE] == "stable"
    assert vocabulary.CUSTODY[vocabulary.ON_REMAND] == "remand"
    assert vocabulary.PATHWAY[vocabulary.SERVED] == "served"
    assert vocabulary.CRISES[vocabulary.CRISIS_BED] == "crisis_bed"
    assert vocabulary.PAYERS[vocabulary.HOUSING_AND_HOMELESSNESS] == "housing"
    assert vocabulary.ENROLMENT_RULES[vocabulary.EASIEST_FIRST] == "easiest_first"


def test_records_inside_a_record_are_filled_in_where_they_are_named() -> None:
    class Inner:
        size = records.real("how big it is")

    class Outer:
        first = records.whole("a week")
        one = None
        many = Field(None, "several of them", 3)

    inner = records.record_type(Inner)
    outer = records.record_type(Outer, one=inner, many=inner)

    assert outer.names == ("first", "one", "many")
    assert outer["one"] == inner
    assert outer["many"].shape == (3,)


def test_a_record_ends_on_a_whole_word_so_that_tables_of_it_stay_in_line() -> None:
    class Small:
        flag = records.code("yes or no")
        week = records.whole("a week")
        last = records.code("yes or no")

    small = records.record_type(Small)

    assert small.itemsize == 16
    assert [small.fields[name][1] for name in small.names] == [0, 4, 8]


def test_a_person_fits_into_a_thousand_bytes() -> None:
    assert PERSON.itemsize <= 1000
