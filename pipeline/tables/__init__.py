"""The contract: every table declared once, and all that derives from the declarations."""

from pipeline.tables.arrow import arrow_schema
from pipeline.tables.canonical import canonical
from pipeline.tables.model import ContractError, TableModel
from pipeline.tables.registry import SORT_KEYS, TABLES, empty, polars_schema
from pipeline.tables.validation import Validation, from_rows, validate

__all__ = [
    "SORT_KEYS",
    "TABLES",
    "ContractError",
    "TableModel",
    "Validation",
    "arrow_schema",
    "canonical",
    "empty",
    "from_rows",
    "polars_schema",
    "validate",
]
