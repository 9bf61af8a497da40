"""`simmodel validate`: outside cases and trials, as a table, a page and JSON."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryFile

import click
from rich.console import Console

from simmodel.commands.compare import LEAST_WIDTH, cores
from simmodel.commands.progress import progress_told
from simmodel.errors import SimmodelError
from simmodel.validation.case import Effort
from simmodel.validation.cases import outside_cases
from simmodel.validation.page import Findings, as_json, page, print_findings
from simmodel.validation.trials import battery

DOCS = Path(__file__).parents[2] / "docs"
"""Beside the package in a checkout; an installed package has none."""
PAGE = "validation.md"
FAILED = 1


def validate_model(quick: bool, seed: int, as_text: bool, out: Path | None) -> int:
    """Run every case and trial, tell what was found, and give the exit status: 0, or 1 where an outside case failed.

    The page goes to `out`, or to docs/validation.md of a checkout; from an installed package none is written unasked.
    """
    target = page_file(out)
    effort = Effort(quick, seed)
    with progress_told("outside cases") as told:
        cases = outside_cases(effort, min(cores(), 2), told)
    with progress_told("trials") as told:
        trials = battery(quick, seed, cores(), told)
    findings = Findings(effort, cases, trials)
    if as_text:
        click.echo(as_json(findings))
    else:
        print_findings(Console(highlight=False, width=max(LEAST_WIDTH, Console().width)), findings)
    if target is not None:
        target.write_text(page(findings), encoding="utf-8")
        click.echo(f"The page is in {target}.", err=True)
    return 0 if findings.all_passed else FAILED


def page_file(out: Path | None) -> Path | None:
    """Where the page goes, found writable before anything is played; None where there is no place for it."""
    if out is None:
        return DOCS / PAGE if (DOCS / "README.md").is_file() and _can_hold_a_page(DOCS / PAGE) else None
    if out.is_dir() or not out.parent.is_dir():
        words = "is a folder" if out.is_dir() else f"is in {out.parent}, which is no folder"
        raise SimmodelError(f"--out {out} {words}; allowed: a file in a folder that exists; type --out validation.md")
    if not _can_hold_a_page(out):
        words = "cannot be written; allowed: a file in a folder that you may write to"
        raise SimmodelError(f"--out {out} {words}; type --out validation.md")
    return out


def _can_hold_a_page(target: Path) -> bool:
    """Whether a page can be put there: tried with a file that is gone at once."""
    try:
        with TemporaryFile(dir=target.parent):
            return not target.exists() or (target.is_file() and os.access(target, os.W_OK))
    except OSError:
        return False
