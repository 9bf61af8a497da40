"""`simmodel validate`: outside cases and trials, as a table, a page and JSON."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile

import click
from rich.console import Console

from simmodel.commands.compare import LEAST_WIDTH, cores
from simmodel.commands.progress import progress_told
from simmodel.errors import SimmodelError
from simmodel.validation.beside import battery_begun
from simmodel.validation.case import Effort
from simmodel.validation.cases import outside_cases
from simmodel.validation.page import LONG_FORM, Findings, as_json, form_of, page, print_findings

DOCS = Path(__file__).parents[2] / "docs"
"""Beside the package in a checkout; an installed package has none."""
PAGE = "validation.md"
FAILED = 1


def validate_model(quick: bool, seed: int, as_text: bool, out: Path | None) -> int:
    """Run every case and trial, tell what was found, and give the exit status: 0, or 1 where an outside case failed.

    The page goes to `out`, or to docs/validation.md of a checkout; from an installed package none is written unasked.
    """
    target = page_file(out, quick)
    effort = Effort(quick, seed)
    with battery_begun(quick, seed, cores()) as trials_ended:
        with progress_told("outside cases") as told:
            cases = outside_cases(effort, max(1, min(cores() - 1, 2)), told)
        with progress_told("trials") as told:
            trials = trials_ended(told)
    findings = Findings(effort, cases, trials)
    if as_text:
        click.echo(as_json(findings))
    else:
        print_findings(Console(highlight=False, width=max(LEAST_WIDTH, Console().width)), findings)
    if target is not None:
        replace_text(target, page(findings))
        click.echo(f"The page is in {target}.", err=True)
    return 0 if findings.all_passed else FAILED


def page_file(out: Path | None, quick: bool) -> Path | None:
    """Where the page goes, found writable before anything is played; None where there is no place for it.

    Only a page that was written here is replaced, and one in the long form by a quick one only where `out` names it.
    """
    if out is None:
        return _page_of_checkout(quick)
    if out.is_dir() or not out.parent.is_dir():
        words = "is a folder" if out.is_dir() else f"is in {out.parent}, which is no folder"
        raise SimmodelError(f"--out {out} {words}; allowed: a file in a folder that exists; type --out validation.md")
    if not _can_hold_a_page(out):
        words = "cannot be written; allowed: a file in a folder that you may write to"
        raise SimmodelError(f"--out {out} {words}; type --out validation.md")
    if not _may_be_replaced(out):
        words = "holds something else than a page of simmodel validate; allowed: such a page, or a new file"
        raise SimmodelError(f"--out {out} {words}; type --out {_new_name(out)}")
    return out


def _page_of_checkout(quick: bool) -> Path | None:
    target = DOCS / PAGE
    if not (DOCS / "README.md").is_file() or not _can_hold_a_page(target):
        return None
    stays = ""
    if not _may_be_replaced(target):
        stays = "is no page of simmodel validate"
    elif quick and target.exists() and form_of(_text(target)) == LONG_FORM:
        stays = "is in the long form"
    if stays:
        click.echo(f"{target} {stays} and stays; type --out FILE for a page of this run.", err=True)
    return None if stays else target


def _may_be_replaced(target: Path) -> bool:
    return not target.exists() or not target.stat().st_size or form_of(_text(target)) is not None


def _text(target: Path) -> str:
    return target.read_bytes().decode("utf-8", errors="replace")


def _new_name(out: Path) -> Path:
    """A file beside it that is not there yet."""
    names = (out.with_name(f"{out.stem}_{number}.md") for number in count(2))
    return next(name for name in names if not name.exists())


def replace_text(target: Path, text: str) -> None:
    """Put a text into a file, whole or not at all; through a link, into the file that it leads to."""
    target = target.resolve()
    with NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as beside:
        beside.write(text)
    try:
        os.chmod(beside.name, target.stat().st_mode if target.exists() else 0o644)
        os.replace(beside.name, target)
    except OSError:
        Path(beside.name).unlink()
        raise


def _can_hold_a_page(target: Path) -> bool:
    """Whether a page can be put there: tried with a file that is gone at once."""
    try:
        with TemporaryFile(dir=target.parent):
            return not target.exists() or (target.is_file() and os.access(target, os.W_OK))
    except OSError:
        return False
