"""The line as Dagster assets: each loads staged tables, calls one pure function, stages its rows."""
