"""What is compiled is noticed when it changes, and only then."""

import subprocess
import sys
from pathlib import Path

from simmodel import compiled
from simmodel.compiled import rule
from simmodel.engine.loops import passes
from simmodel.week import WEEK


def test_building_another_week_does_not_change_the_fingerprint():
    before = compiled.fingerprint()
    passes(WEEK)
    passes(WEEK.without("crisis.crisis"))
    assert compiled.fingerprint() == before


def test_a_rule_written_elsewhere_changes_the_fingerprint(monkeypatch):
    monkeypatch.setattr(compiled, "_known", list(compiled._known))
    before = compiled.fingerprint()

    @rule
    def quiet(person, site):
        person.crisis_now = 0

    assert compiled.fingerprint() != before


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
