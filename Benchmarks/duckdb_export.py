#!/usr/bin/env python3
"""Writes the rows of a query on an SQLite file as CSV, by DuckDB on one thread.

    duckdb_export.py DATABASE SQL OUT
"""

import importlib.util
import pathlib
import sys

import duckdb

database, sql, out = sys.argv[1:]
connection = duckdb.connect(config={"threads": 1})
folder = importlib.util.find_spec("duckdb_ext").submodule_search_locations[0]
extension, = pathlib.Path(folder).glob("**/sqlite_scanner.duckdb_extension")
connection.execute(f"LOAD '{extension}'")
connection.execute(f"ATTACH '{database}' AS kb (TYPE sqlite, READ_ONLY); USE kb")
connection.execute(f"COPY ({sql}) TO '{out}' (FORMAT csv, HEADER)")
