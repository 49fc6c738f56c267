"""The contract: every table declared once, and all that derives from the declarations.

`validate` judges rows, and bad ones go to quarantine; `check_tables` judges whole tables, and a violation
blocks a release.
"""

from pipeline.tables.arrow import arrow_schema
from pipeline.tables.canonical import canonical
from pipeline.tables.consistency import TABLE_RULES, check_tables
from pipeline.tables.ddl import duckdb_ddl, duckdb_type
from pipeline.tables.dictionary import ColumnInfo, column_info, data_dictionary
from pipeline.tables.model import ContractError, RowRule, TableFacts, TableModel
from pipeline.tables.package import data_package, table_schema
from pipeline.tables.registry import (
    SORT_KEYS,
    TABLES,
    ColumnFacts,
    empty,
    polars_schema,
    table_columns,
    table_facts,
)
from pipeline.tables.validation import Validation, from_rows, validate
from pipeline.tables.violations import Violation

__all__ = [
    "SORT_KEYS",
    "TABLES",
    "TABLE_RULES",
    "ColumnFacts",
    "ColumnInfo",
    "ContractError",
    "RowRule",
    "TableFacts",
    "TableModel",
    "Validation",
    "Violation",
    "arrow_schema",
    "canonical",
    "check_tables",
    "column_info",
    "data_dictionary",
    "data_package",
    "duckdb_ddl",
    "duckdb_type",
    "empty",
    "from_rows",
    "polars_schema",
    "table_columns",
    "table_facts",
    "table_schema",
    "validate",
]
