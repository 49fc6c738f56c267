"""Everything that derives from the declarations agrees with them, and the declarations say enough."""

import json

import duckdb
import good_rows as good
import polars as pl
import pyarrow.parquet as pq
import pytest

from pipeline.tables import (
    SORT_KEYS,
    TABLES,
    ContractError,
    arrow_schema,
    canonical,
    column_info,
    data_dictionary,
    data_package,
    duckdb_ddl,
    duckdb_type,
    empty,
    polars_schema,
    table_columns,
    table_facts,
    table_schema,
)
from pipeline.tables.ddl import column_comment

COLUMNS = [(table, column) for table in TABLES for column in table_columns(table)]
each_table = pytest.mark.parametrize("table", TABLES)


class TestDeclarations:
    """A reader of any derived artefact finds what each table and column means."""

    def test_tables_are_those_of_the_design_in_flow_order(self) -> None:
        assert list(TABLES) == [
            "articles",
            "figures",
            "set_aside",
            "places",
            "incidents",
            "incident_figures",
            "estimates",
            "totals",
            "findings",
            "quarantine",
            "releases",
        ]

    @pytest.mark.parametrize(("table", "column"), COLUMNS)
    def test_a_column_has_a_title_a_description_and_a_number_has_a_unit(
        self, table: str, column: object
    ) -> None:
        facts = next(c for c in table_columns(table) if c == column)
        assert facts.title
        assert facts.description.endswith(".")
        assert bool(facts.unit) == facts.dtype.is_numeric()

    @each_table
    def test_a_table_has_a_title_a_description_and_keys_among_its_columns(self, table: str) -> None:
        facts, columns = table_facts(table), polars_schema(table)
        assert facts.title
        assert facts.description.endswith(".")
        assert set(facts.primary_key) <= set(columns)
        assert set(SORT_KEYS[table]) <= set(columns)
        assert all(not column.nullable for column in table_columns(table) if column.name in facts.primary_key)

    @each_table
    def test_the_sort_key_holds_the_whole_primary_key_so_that_no_two_orders_are_equal(
        self, table: str
    ) -> None:
        assert set(SORT_KEYS[table]) >= set(table_facts(table).primary_key or polars_schema(table))

    @each_table
    def test_row_rules_name_columns_of_the_table_and_say_what_must_be_true(self, table: str) -> None:
        for rule in table_facts(table).row_rules:
            assert set(rule.columns) <= set(polars_schema(table))
            assert set(rule.holds.meta.root_names()) == set(rule.columns)
            assert rule.says[0].islower()
            assert not rule.says.endswith(".")

    @pytest.mark.parametrize(("table", "column"), [(t, c) for t, c in COLUMNS if c.references])
    def test_a_reference_is_to_the_only_key_of_another_column_of_the_same_type(
        self, table: str, column: object
    ) -> None:
        facts = next(c for c in table_columns(table) if c == column)
        target, target_column = facts.references or ("", "")
        assert table_facts(target).primary_key == (target_column,)

    def test_columns_of_one_name_and_one_meaning_are_declared_once(self) -> None:
        for name in ("value_low", "char_start", "harm_type", "qualifier", "adm1", "date_prec", "weapon"):
            declared = {(c.title, c.description, c.unit, str(c.dtype)) for _, c in COLUMNS if c.name == name}
            assert len(declared) == 1


class TestArrow:
    @each_table
    def test_types_are_what_polars_exports_and_nulls_are_where_the_model_allows_them(
        self, table: str
    ) -> None:
        schema = arrow_schema(table)
        exported = empty(table).to_arrow(compat_level=pl.CompatLevel.oldest()).schema
        assert schema.names == exported.names
        assert schema.types == exported.types
        assert [field.nullable for field in schema] == [column.nullable for column in table_columns(table)]

    @each_table
    def test_metadata_says_title_description_and_unit(self, table: str) -> None:
        assert arrow_schema(table).metadata[b"title"].decode() == table_facts(table).title
        for field, column in zip(arrow_schema(table), table_columns(table), strict=True):
            said = {key.decode(): value.decode() for key, value in field.metadata.items()}
            assert said["title"] == column.title
            assert said["description"] == column.description
            assert said.get("unit") == column.unit

    @each_table
    def test_rows_survive_parquet_with_the_schema(self, table: str, tmp_path: object) -> None:
        path = f"{tmp_path}/{table}.parquet"
        rows = canonical(table, good.ledger()[table])
        exported = rows.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(arrow_schema(table))
        pq.write_table(exported, path)
        stored = pq.read_schema(path)
        assert stored.metadata[b"description"] == arrow_schema(table).metadata[b"description"]
        for field, declared in zip(stored, arrow_schema(table), strict=True):
            assert (field.name, field.nullable) == (declared.name, declared.nullable)
            assert declared.metadata.items() <= field.metadata.items()
        assert pl.read_parquet(path).equals(rows, null_equal=True)


class TestDuckDB:
    @pytest.fixture
    def database(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        connection.execute("SET TimeZone = 'UTC'")
        for table in TABLES:
            for statement in duckdb_ddl(table):
                connection.execute(statement)
        return connection

    def test_every_table_and_column_has_its_comment(self, database: duckdb.DuckDBPyConnection) -> None:
        tables = dict(database.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
        assert tables == {
            table: f"{table_facts(table).title}. {table_facts(table).description}" for table in TABLES
        }
        columns = database.execute(
            "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() "
            "WHERE NOT internal ORDER BY table_oid, column_index"
        ).fetchall()
        assert {(row[0], row[1], row[3], row[4]) for row in columns} == {
            (table, column.name, column.nullable, column_comment(column)) for table, column in COLUMNS
        }

    @each_table
    def test_rows_survive_a_round_trip(self, table: str, database: duckdb.DuckDBPyConnection) -> None:
        rows = canonical(table, good.ledger()[table])
        database.register("rows", rows.to_arrow(compat_level=pl.CompatLevel.oldest()))
        database.execute(f'INSERT INTO "{table}" SELECT * FROM rows')
        back = database.execute(f'SELECT * FROM "{table}"').pl()
        assert canonical(table, back).equals(rows, null_equal=True)

    def test_a_null_where_one_is_required_is_refused(self, database: duckdb.DuckDBPyConnection) -> None:
        with pytest.raises(duckdb.ConstraintException, match="NOT NULL"):
            database.execute("INSERT INTO places (place_id) VALUES ('P1')")

    def test_a_schema_goes_before_the_table(self) -> None:
        database = duckdb.connect()
        database.execute("CREATE SCHEMA ledger")
        for statement in duckdb_ddl("estimates", "ledger"):
            database.execute(statement)
        assert database.execute("SELECT count(*) FROM ledger.estimates").fetchall() == [(0,)]


class TestDataPackage:
    PACKAGE = data_package(
        version="2013-05-04.1",
        created="2013-05-04T12:30:00Z",
        licenses=[{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        sources=[{"title": "UNAMI"}],
        resources={"articles": {"bytes": 10}},
    )

    def test_it_is_json_and_has_what_the_standard_asks_for(self) -> None:
        package = json.loads(json.dumps(self.PACKAGE))
        assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
        assert [resource["name"] for resource in package["resources"]] == list(TABLES)
        assert package["licenses"][0]["name"] == "CC0-1.0"
        assert package["resources"][0]["bytes"] == 10

    @each_table
    def test_a_resource_has_the_tables_file_fields_and_keys(self, table: str) -> None:
        resource = next(item for item in self.PACKAGE["resources"] if item["name"] == table)
        assert resource["path"] == f"parquet/{table}.parquet"
        assert resource["format"] == "parquet"
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert list(fields) == list(polars_schema(table))
        assert resource["schema"].get("primaryKey", []) == list(table_facts(table).primary_key)
        for column in table_columns(table):
            field = fields[column.name]
            assert (field["title"], field["description"]) == (column.title, column.description)
            assert field.get("unit") == column.unit
            constraints = dict(field.get("constraints", {}))
            constraints.pop("jsonSchema", None)
            assert constraints == dict(column.constraints)

    def test_foreign_keys_name_fields_of_resources(self) -> None:
        schemas = {table: table_schema(table) for table in TABLES}
        keys = [(table, key) for table in TABLES for key in schemas[table].get("foreignKeys", [])]
        assert ("figures", "parent_figure_id") in {(table, key["fields"][0]) for table, key in keys}
        for table, key in keys:
            target = schemas[key["reference"].get("resource", table)]
            assert target["primaryKey"] == key["reference"]["fields"]

    def test_types_are_those_of_table_schema(self) -> None:
        types = {f["name"]: f["type"] for f in table_schema("figures")["fields"]}
        assert (types["value"], types["of_perpetrators"], types["date_start"]) == (
            "integer",
            "boolean",
            "date",
        )
        changes = table_schema("findings")["fields"][-1]
        assert changes["type"] == "array"
        assert changes["constraints"]["jsonSchema"]["items"]["properties"]["proposed"] == {"type": "integer"}


class TestDictionary:
    def test_each_column_has_a_line_of_five_cells(self) -> None:
        lines = [line for line in data_dictionary().splitlines() if line.startswith("| `")]
        assert len(lines) == len(COLUMNS)
        assert {line.replace("\\|", "").count("|") for line in lines} == {6}

    @each_table
    def test_a_chapter_tells_the_table_its_keys_and_its_row_rules(self, table: str) -> None:
        chapter = data_dictionary().split(f"## {table}\n")[1].split("\n## ")[0]
        assert table_facts(table).description in chapter
        for rule in table_facts(table).row_rules:
            assert f"{rule.says} (`{rule.name}`)" in chapter

    def test_column_info_is_for_display(self) -> None:
        info = {column.name: column for column in column_info("figures")}
        assert info["value_low"].unit == "people"
        assert info["value_low"].type == "BIGINT"
        assert info["value_low"].constraints == ("must be at least 0",)
        assert "must be among figures.figure_id" in info["parent_figure_id"].constraints
        assert "must be unique" in info["figure_id"].constraints
        assert "must be among" not in " ".join(info["figure_id"].constraints)
        assert duckdb_type(polars_schema("findings")["figure_ids"]) == "VARCHAR[]"


class TestCanonical:
    @each_table
    def test_the_order_of_rows_and_columns_does_not_matter(self, table: str) -> None:
        rows = good.ledger()[table]
        doubled = pl.concat([rows, rows.reverse()]) if not table_facts(table).primary_key else rows
        shuffled = doubled.select(sorted(doubled.columns)).sample(fraction=1, shuffle=True, seed=7)
        assert canonical(table, shuffled).equals(canonical(table, doubled), null_equal=True)
        assert canonical(table, shuffled).schema == polars_schema(table)

    def test_rows_follow_the_sort_key_with_missing_values_last(self) -> None:
        rows = [
            good.good_row("incidents")
            | {"incident_id": f"I{n:016x}", "date_start": None, "date_end": None, "date_prec": None}
            for n in (2, 1)
        ]
        ordered = canonical("incidents", good.frame("incidents", *rows, good.good_row("incidents")))
        assert [key[-1] for key in ordered["incident_id"]] == ["0", "1", "2"]

    def test_what_is_not_in_the_contracts_form_is_refused(self) -> None:
        with pytest.raises(ContractError, match="set_aside: cannot be put into the contract's form"):
            canonical("set_aside", good.ledger()["set_aside"].drop("reason"))
        with pytest.raises(ContractError, match="validate it first"):
            canonical("set_aside", good.ledger()["set_aside"].with_columns(char_start=pl.lit("x")))
