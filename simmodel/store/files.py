"""One kept run as a Parquet file: written whole or not at all, and read only if it is what it should be."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import pyarrow as pa
import pyarrow.parquet as pq

from simmodel.store.table import SCHEMA, hash_of_rows

ENDING = ".parquet"
PART = ".part"
"""The ending of a file that is not yet whole."""
ASIDE = "_set_aside"
"""The folder of files that are never read; readers of Parquet folders pass over names that begin with _."""
_FACTS, _ROWS = b"simmodel", b"simmodel_rows"
"""Under which metadata the facts of a run stand, and the hash of its rows."""


class TornError(Exception):
    """A file that is not the run it should be; its text says why."""


def write(path: Path, table: pa.Table, facts: Mapping[str, object]) -> int:
    """Write a table with its facts in place of whatever is there, and give its bytes; OSError leaves nothing behind."""
    told = {**(table.schema.metadata or {}), _FACTS: json.dumps(facts).encode()}
    told[_ROWS] = hash_of_rows(table).encode()
    part = path.with_name(f".{path.name}.{token_hex(4)}{PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            pq.write_table(
                table.replace_schema_metadata(told),
                file,
                compression="zstd",
                use_dictionary=[field.name for field in SCHEMA if pa.types.is_dictionary(field.type)],
                write_page_checksum=True,
            )
            file.flush()
            os.fsync(file.fileno())
        size = part.stat().st_size
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return size


def read(path: Path, facts: Mapping[str, object]) -> pa.Table:
    """The table in a file, whose facts must be these; TornError, with the reason, for anything else.

    FileNotFoundError where there is none.
    """
    try:
        with path.open("rb") as file, pq.ParquetFile(file, page_checksum_verification=True) as whole:
            _same_facts(whole.schema_arrow, facts)
            table = whole.read()
            table.validate(full=True)
            if whole.schema_arrow.metadata.get(_ROWS) != hash_of_rows(table).encode():
                raise TornError("its rows are not those that were written")
            return table
    except FileNotFoundError:
        raise
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise TornError(str(error).partition("\n")[0] or type(error).__name__) from error


def set_aside(path: Path, folder: Path) -> None:
    """Move a file into the folder of files that are never read; a file that is gone by now is no fault."""
    aside = folder / ASIDE
    with suppress(OSError):
        aside.mkdir(parents=True, exist_ok=True)
        path.replace(aside / f"{path.stem}.{token_hex(4)}")


def _same_facts(schema: pa.Schema, facts: Mapping[str, object]) -> None:
    told = (schema.metadata or {}).get(_FACTS)
    if told is None:
        raise TornError("it was not written by simmodel")
    if json.loads(told) != dict(facts):
        raise TornError("it holds another run than its name says")
    if schema.remove_metadata() != SCHEMA:
        raise TornError("its columns are not those of a run")
