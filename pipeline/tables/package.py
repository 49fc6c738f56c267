"""Frictionless Data Package (version 2) of a release, derived from the models."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from pipeline.tables.model import instance
from pipeline.tables.registry import TABLES, ColumnFacts, table_columns, table_facts

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES: dict[type[pl.DataType], str] = {
    pl.String: "string",
    pl.Int8: "integer",
    pl.Int32: "integer",
    pl.Int64: "integer",
    pl.Float64: "number",
    pl.Boolean: "boolean",
    pl.Date: "date",
    pl.Datetime: "datetime",
    pl.List: "array",
}
_JSON_TYPES = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean"}


def data_package(
    *,
    version: str,
    created: str,
    licenses: Iterable[Mapping[str, str]],
    sources: Iterable[Mapping[str, str]],
    resources: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return the content of `datapackage.json` for a release (Data Package 2.0, Table Schema).

    `version` is the release, `created` its moment in RFC 3339. `licenses` (name, path, title) and `sources`
    (title, path) are as the standard has them. `resources` maps tables to further properties of theirs, such
    as bytes and hash.
    """
    extra = resources or {}
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "casualty-ledger",
        "title": "Casualty ledger",
        "description": "Numbers of people killed, wounded, missing, kidnapped, detained and displaced that "
        "news reports print, each with the characters it was read from.",
        "version": version,
        "created": created,
        "licenses": [dict(item) for item in licenses],
        "sources": [dict(item) for item in sources],
        "resources": [_resource(name) | dict(extra.get(name, {})) for name in TABLES],
    }


def _resource(name: str) -> dict[str, Any]:
    facts = table_facts(name)
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "title": facts.title,
        "description": facts.description,
        "path": f"parquet/{name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": table_schema(name),
    }


def table_schema(name: str) -> dict[str, Any]:
    """Return the table's Frictionless Table Schema: fields, constraints, primary key, foreign keys."""
    facts = table_facts(name)
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column) for column in table_columns(name)],
        "missingValues": [],
    }
    if facts.primary_key:
        schema["primaryKey"] = list(facts.primary_key)
    if keys := [_foreign_key(name, column) for column in table_columns(name) if _is_foreign_key(column)]:
        schema["foreignKeys"] = keys
    return schema


def _field(column: ColumnFacts) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[type(column.dtype)],
        "title": column.title,
        "description": column.description,
    }
    if column.unit is not None:
        field["unit"] = column.unit
    constraints = dict(column.constraints)
    if isinstance(column.dtype, pl.List):
        constraints["jsonSchema"] = _json_schema(column.dtype)
    if constraints:
        field["constraints"] = constraints
    return field


def _json_schema(dtype: pl.DataType) -> dict[str, Any]:
    if isinstance(dtype, pl.List):
        return {"type": "array", "items": _json_schema(instance(dtype.inner))}
    if isinstance(dtype, pl.Struct):
        properties = {field.name: _json_schema(instance(field.dtype)) for field in dtype.fields}
        return {"type": "object", "properties": properties, "required": list(properties)}
    return {"type": _JSON_TYPES[_TYPES[type(dtype)]]}


def _is_foreign_key(column: ColumnFacts) -> bool:
    """Table Schema has no foreign keys out of lists; `check_tables` and the dictionary have those too."""
    return column.references is not None and not isinstance(column.dtype, pl.List)


def _foreign_key(name: str, column: ColumnFacts) -> dict[str, Any]:
    target, target_column = column.references or (name, column.name)
    reference: dict[str, Any] = {"fields": [target_column]}
    if target != name:
        reference["resource"] = target
    return {"fields": [column.name], "reference": reference}
