"""What is compiled is noticed when it changes, and only then."""

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
