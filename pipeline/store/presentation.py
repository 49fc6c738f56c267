"""How a release is shown: descriptions and views, which may change without a new release."""

import hashlib
from functools import cache
from importlib import resources

from pipeline.tables import TABLES, data_dictionary, duckdb_ddl

SQL_FOLDER = "sql"
DIGITS = 12


@cache
def analyst_sql() -> tuple[str, ...]:
    """The analysts' views and macros with their comments: the files of `store/sql/`, by file name.

    What others rest on has a number before its name, so that it comes first.
    """
    folder = resources.files("pipeline.store").joinpath(SQL_FOLDER)
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name
    )
    return tuple(file.read_text(encoding="utf-8") for file in files)


@cache
def presentation_version() -> str:
    """Hash (12 hex) of all that a materialised release shows besides its rows."""
    ddl = (statement for name in TABLES for statement in duckdb_ddl(name))
    shown = "\0".join((*ddl, *analyst_sql(), data_dictionary()))
    return hashlib.sha256(shown.encode()).hexdigest()[:DIGITS]
