"""What is compiled is noticed when it changes, and only then."""

import importlib.util
import subprocess
import sys
from pathlib import Path

from simmodel import compiled
from simmodel.compiled import helper, rule
from simmodel.engine.batch import fill_luck
from simmodel.engine.loops import passes
from simmodel.rules import trust
from simmodel.week import WEEK


@rule
def quiet(person, site):
    person.crisis_now = calm_of(person)


@helper
def calm_of(person):
    return 0


def hash_of(week=WEEK, fill=fill_luck):
    return compiled.fingerprint(passes(week), fill)


def test_building_another_week_does_not_change_the_fingerprint():
    before = hash_of()
    passes(WEEK.without("crisis.crisis"))
    assert hash_of() == before == compiled.fingerprint()


def test_a_rule_written_elsewhere_changes_the_fingerprint_of_the_week_that_plays_it_and_of_no_other():
    assert hash_of(WEEK.swap("crisis.crisis", quiet)) != hash_of() == compiled.fingerprint()


def test_luck_that_is_written_elsewhere_changes_the_fingerprint():
    @helper
    def fill(people, site):
        pass

    assert hash_of(fill=fill) != hash_of()


def test_what_a_rule_written_elsewhere_calls_is_found_by_its_name_its_module_or_its_closure(monkeypatch):
    held = calm_of

    @helper
    def by_closure(person, site):
        person.crisis_now = held(person)

    @helper
    def by_module(person, site):
        person.trust = trust.gained(person)

    monkeypatch.setattr(trust, "gained", calm_of, raising=False)
    for each in (quiet, by_closure, by_module):
        assert calm_of in compiled._called_by([each])


def test_an_edited_page_of_a_rule_written_elsewhere_changes_the_fingerprint(tmp_path):
    page, seen = tmp_path / "mine.py", set()
    for constant in (1, 2):
        page.write_text(f"HOW_MUCH = {constant}\n\n\ndef mine(person, site):\n    person.load = HOW_MUCH\n")
        spec = importlib.util.spec_from_file_location("mine", page)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        seen.add(compiled.fingerprint(module.mine))
    assert len(seen) == 2


def test_the_models_own_week_is_compiled_once_whatever_else_is_loaded():
    pages = {Path(each.__code__.co_filename) for each in compiled._called_by([passes(WEEK), fill_luck])}
    assert pages <= compiled._OF_THE_MODEL


def test_an_edited_page_changes_the_fingerprint(tmp_path, monkeypatch):
    (tmp_path / "rules").mkdir()
    (tmp_path / "engine").mkdir()
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))
    seen = set()
    for page in ("vocabulary.py", "rules/needs.py", "engine/loops.py", "vocabulary.py"):
        with (tmp_path / page).open("a") as text:
            text.write("ACTIVE_NEED = 0.5\n")
        seen.add(compiled.fingerprint())
    assert len(seen) == 4


def test_an_edited_table_or_sentence_compiles_nothing_again(tmp_path, monkeypatch):
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))
    before = compiled.fingerprint()
    (tmp_path / "report.py").write_text("WIDTH = 80\n")
    assert compiled.fingerprint() == before


def test_pages_that_the_engine_never_loads_compile_nothing_again() -> None:
    engine = "import sys, simmodel.engine.watched, simmodel.engine.model; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", engine], capture_output=True, text=True, check=True).stdout.split()
    pages = {page.name for page in Path(compiled.__file__).parent.glob("*.py") if not page.stem.startswith("__")}
    not_loaded = {page for page in pages if f"simmodel.{page.removesuffix('.py')}" not in loaded}
    assert not_loaded - compiled._NOT_THE_MODEL == set()
    assert compiled._NOT_THE_MODEL - pages == set()


def test_a_records_type_is_written_out_once_and_as_numba_writes_it() -> None:
    from numba.core.types import Record, float64

    compiled.compile_driver(lambda: None)
    once = Record.make_c_struct([("need", float64), ("trust", float64)])
    assert repr(once) == Record.__repr__.__wrapped__(once)
    assert repr(once) is repr(once)
