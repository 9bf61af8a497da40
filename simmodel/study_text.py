"""A study file as text: how it is read, what its TOML says, and the line on which each key stands.

Whatever is wrong with a file ends in one StudyError.
"""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any

from simmodel.errors import StudyError

KeyPath = tuple[str | int, ...]
"""The way to a value: table names, keys and, in a list, the position counted from 0."""
LARGEST_FILE = 256 * 1024
"""Bytes; a study is a few kilobytes."""
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r]+|\#[^\n]*)
    |(?P<newline>\n)
    |(?P<quoted>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*')
    |(?P<mark>[\[\]{}=,.])
    |(?P<bare>[^\s\[\]{}=,.\#"']+)""",
    re.VERBOSE | re.DOTALL,
)
_TOML_FAULT = re.compile(
    r"(?P<reason>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)
_KEY_OF_MANY_STEPS = re.compile(
    r"""(?<![A-Za-z0-9_-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){40}"""
)
"""Reading such a key takes time and memory that grow with the square of its steps."""
_TOO_DEEP = "lists or tables are nested too deeply to read; a study has at most four levels"
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")


def read_text(path: Path) -> str:
    """The text of a study file; StudyError, with the files beside it, where there is none to read."""
    try:
        fault = _fault_in_place(path)
        if fault:
            raise StudyError(str(path), [fault])
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = f"line {line}: this is not UTF-8 text; save the file as plain text with the encoding UTF-8"
        raise StudyError(str(path), [fault]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no file can have this name"
        fault = f"the file cannot be read ({reason}); allowed: a TOML file that you may read"
        raise StudyError(str(path), [fault]) from None


def _fault_in_place(path: Path) -> str | None:
    if path.is_dir():
        return f"this is a folder, not a study file; {_files_in(path, '')}"
    if not path.exists():
        if not path.parent.is_dir():
            return f"there is no folder {path.parent}; type for example scenarios/taree.toml"
        return f"there is no file of this name; {_files_in(path.parent, path.name)}"
    if not path.is_file():
        return "this is not an ordinary file; allowed: a TOML file"
    if path.stat().st_size > LARGEST_FILE:
        return f"the file has {path.stat().st_size:,} bytes; allowed: at most {LARGEST_FILE:,}"
    return None


def _files_in(folder: Path, name: str) -> str:
    names = sorted(path.name for path in folder.glob("*.toml") if _may_be_ours(path))
    if not names:
        return f"there are no study files (*.toml) in {folder}; type for example scenarios/taree.toml"
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"did you mean {folder / close[0]}? " if close else ""
    more = ", ..." if len(names) > 8 else ""
    return f"{hint}study files in {folder}: {', '.join(names[:8])}{more}"


def _may_be_ours(path: Path) -> bool:
    """Whether a file is a study or a budget, which have scenarios or sites; a file that cannot be read may be one."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig")) if path.stat().st_size <= LARGEST_FILE else {}
    except (OSError, ValueError, RecursionError):
        return True
    return not given.keys().isdisjoint(("scenarios", "sites"))


def parse_toml(text: str, where: str) -> tuple[dict[str, Any], dict[KeyPath, int]]:
    """What the TOML says, and the line of every key; StudyError with line and column where it is not TOML."""
    try:
        text.encode()
        if _KEY_OF_MANY_STEPS.search(text):
            raise RecursionError
        given = tomllib.loads(text)
        lines = lines_of_keys(text)
    except UnicodeEncodeError:
        fault = "this is not UTF-8 text; save the file as plain text with the encoding UTF-8"
    except tomllib.TOMLDecodeError as error:
        fault = _toml_fault(str(error), text.split("\n"))
    except RecursionError:
        fault = _TOO_DEEP
    except ValueError:
        fault = "a number in the file has too many digits to read"
    else:
        if given:
            return given, lines
        fault = "there is nothing in it; copy scenarios/taree.toml and change what you need"
    raise StudyError(where, [fault])


def _toml_fault(message: str, rows: list[str]) -> str:
    found = _TOML_FAULT.fullmatch(message)
    reason = found["reason"] if found else message
    if not found or found["line"] is None:
        return f"line {len(rows)}: this is not TOML: the file ends too early ({_lower(reason)})"
    line, column = int(found["line"]), int(found["column"])
    row = "".join(char for char in rows[line - 1] if char.isprintable()).strip()
    shown = f" in: {row[:60]}" if row else ""
    return f"line {line}, column {column}: this is not TOML: {_plain(reason)}{shown}"


def _plain(reason: str) -> str:
    if reason.startswith(_TWICE):
        return "a key or table is given twice; keep one,"
    hint = 'text goes in "quotes", numbers have no $ and no commas, yes and no are true and false'
    return f"{_lower(reason)} ({hint})"


def _lower(reason: str) -> str:
    return reason[:1].lower() + reason[1:]


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """The line of a key, or of the nearest table around it; None where there is no text."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def lines_of_keys(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every table, key and list item of a valid TOML text, inline tables included."""
    return _Scanner(text).lines


class _Scanner:
    """Walks through the tokens of a valid TOML text and notes where each key stands."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {(): 1}
        self._tables_so_far: dict[KeyPath, int] = {}
        self._tokens: list[tuple[str, str, int]] = []
        self._at = 0
        line = 1
        for token in _TOKEN.finditer(text):
            kind, written = str(token.lastgroup), token.group()
            if kind != "space":
                self._tokens.append((kind, written, line))
            line += written.count("\n")
        self._file()

    def _next(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _note(self, path: KeyPath) -> None:
        self.lines.setdefault(path, self._tokens[self._at][2])

    def _file(self) -> None:
        table: KeyPath = ()
        while self._at < len(self._tokens):
            if self._next() == "\n":
                self._at += 1
            elif self._next() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyPath:
        start = self._at
        while self._next() == "[":
            self._at += 1
        in_list = self._at - start == 2
        path = self._table(self._key(), in_list)
        while self._next() == "]":
            self._at += 1
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], self._tokens[start][2])
        return path

    def _table(self, names: KeyPath, in_list: bool) -> KeyPath:
        path: KeyPath = ()
        for name in names[:-1]:
            path += (name,)
            if path in self._tables_so_far:
                path += (self._tables_so_far[path],)
        path += names[-1:]
        if in_list:
            self._tables_so_far[path] = self._tables_so_far.get(path, -1) + 1
            path += (self._tables_so_far[path],)
        return path

    def _key(self) -> KeyPath:
        names: KeyPath = ()
        while self._next() not in ("=", "]"):
            kind, written, _ = self._tokens[self._at]
            if kind == "quoted":
                names += (tomllib.loads(f"key = {written}")["key"],)
            elif kind == "bare":
                names += (written,)
            self._at += 1
        return names

    def _pair(self, table: KeyPath) -> None:
        start = self._at
        names = self._key()
        for length in range(1, len(names) + 1):
            self.lines.setdefault(table + names[:length], self._tokens[start][2])
        self._at += 1
        self._value(table + names)

    def _value(self, path: KeyPath) -> None:
        if self._next() == "{":
            self._inside("}", path)
        elif self._next() == "[":
            self._inside("]", path)
        else:
            while self._next() not in ("\n", ",", "]", "}", ""):
                self._at += 1

    def _inside(self, end: str, path: KeyPath) -> None:
        self._at += 1
        position = 0
        while self._next() != end:
            if self._next() in (",", "\n"):
                self._at += 1
            elif end == "}":
                self._pair(path)
            else:
                self._note((*path, position))
                self._value((*path, position))
                position += 1
        self._at += 1
