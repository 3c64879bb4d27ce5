#!/usr/bin/env python3
"""Reads a table as a peer of aikb does, and prints what reading-bench prints: seconds of processor time,
rows, cells that are not empty, and their bytes in UTF-8.

    read_table.py csv|json|openpyxl|duckdb|pandas FILE [ENCODING]

The work is the least that gives every cell as a value; cells and bytes are counted in a second reading,
which is not measured, with the option --count.
"""

import csv
import json
import sys
import time

csv.field_size_limit(1 << 30)


def rows_of_csv(path, encoding):
    with open(path, encoding=encoding, newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def rows_of_json(path, encoding):
    with open(path, encoding=encoding) as file:
        for line in file:
            yield json.loads(line).values()


def rows_of_openpyxl(path, _):
    import openpyxl
    book = openpyxl.load_workbook(path, read_only=True)
    rows = book.active.iter_rows(values_only=True)
    next(rows)
    yield from rows


def rows_of_duckdb(path, encoding):
    import duckdb
    db = duckdb.connect(config={"threads": 1})
    if path.endswith(".jsonl"):
        source = db.sql(f"SELECT * FROM read_json('{path}', format = 'newline_delimited')")
    else:
        source = db.sql(f"SELECT * FROM read_csv('{path}', header = true, all_varchar = true, "
                       f"encoding = '{encoding}')")
    # Every value is looked at inside DuckDB: handing 400,000 of them to Python is not its work.
    sums = ", ".join(f"sum(strlen(CAST(\"{name}\" AS VARCHAR))), count(nullif(CAST(\"{name}\" AS "
                     f"VARCHAR), ''))" for name in source.columns)
    yield db.sql(f"SELECT count(*), {sums} FROM source").fetchall()[0]


def rows_of_pandas(path, encoding):
    import pandas
    frame = pandas.read_csv(path, encoding=encoding, dtype=str, keep_default_na=False)
    yield len(frame)


def main(arguments):
    counts = "--count" in arguments
    how, path, *rest = [word for word in arguments if word != "--count"]
    encoding = rest[0] if rest else "utf-8"
    for module in {"openpyxl": ["openpyxl"], "duckdb": ["duckdb"], "pandas": ["pandas"]}.get(how, []):
        __import__(module)  # starting is not reading
    rows = globals()[f"rows_of_{how}"]
    start = time.process_time()
    count = cells = size = 0
    for row in rows(path, encoding):
        count += 1
        if counts and how not in ("duckdb", "pandas"):
            texts = [str(value).encode() for value in row if value not in (None, "")]
            cells += len(texts)
            size += sum(map(len, texts))
    seconds = time.process_time() - start
    if how == "duckdb":
        count, *sums = row
        cells, size = sum(sums[1::2]), sum(value or 0 for value in sums[::2])
    if how == "pandas":
        count = row
    print(seconds, count, cells, size)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1:])
