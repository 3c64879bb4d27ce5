#!/usr/bin/env python3
"""Compares, cell by cell, what other programs read from exports with what the knowledge base holds.

Usage: cells.py AIKB KNOWLEDGE-BASE FOLDER

Exports every kind and view as CSV, as CSV with --excel and as XLSX into FOLDER, lets Python's csv,
pandas, DuckDB, openpyxl and LibreOffice read them, and compares with what the sqlite3 module of
Python reads from the views. Ends with a table of the cells compared and different, and with status 1
if any is different without a reason that is counted in the table.
"""
import collections
import csv
import datetime
import pathlib
import sqlite3
import subprocess
import sys

import duckdb
import openpyxl
import pandas

CELL_LIMIT = 32_767  # characters: what a cell of a workbook holds
# Token 8 false: as it is stored, not as it is shown. https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html
CALC_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"
CALC_READING = "CSV:44,34,76,1,,0,false,false,false"


def truth(base, sql):
    """The rows of a query, as stored."""
    return base.execute(sql).fetchall()


def same(stored, cell):
    """Whether a cell is the stored value, as a person would say."""
    if stored is None:
        return cell is None or cell == "" or cell != cell
    if isinstance(cell, bool):
        return str(cell).lower() == str(stored).lower()
    if isinstance(stored, int):
        if isinstance(cell, str):
            return cell == str(stored)
        return cell == stored
    if isinstance(stored, float):
        try:
            return float(cell) == stored
        except (TypeError, ValueError):
            return False
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time(0)
        return (cell.date() if midnight else cell).isoformat() == stored
    if isinstance(cell, datetime.date):
        return cell.isoformat() == stored
    return str(cell) == stored


def excused(stored, cell, program):
    """The reason for which a cell may be different; None if there is none."""
    if isinstance(stored, float) and program.startswith("LibreOffice"):
        # It saves text with 15 digits; the workbook itself has all of them (openpyxl).
        return "15 digits" if cell and float(cell) == float(f"{stored:.15g}") else None
    if not isinstance(stored, str):
        return None
    if program.endswith("types guessed") and stored.isdigit() and float(cell) == int(stored):
        return "digits taken for a number"
    if isinstance(cell, str):
        if "excel" in program and cell == "'" + stored:
            return "apostrophe of --excel"
        plain = cell.replace("\r\n", "\n").replace("\r", "\n")
        if plain == stored.replace("\r\n", "\n").replace("\r", "\n"):
            return "line end"
        if "xlsx" in program and len(stored) > CELL_LIMIT and stored.startswith(cell):
            return "cut at 32,767 characters"
    return None


# ------------------------------------------------------------------------------------- the programs


def read_csv(path):
    csv.field_size_limit(1 << 30)
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def read_pandas_text(path):
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return frame.values.tolist()


def read_pandas_guess(path):
    """By pandas's own choice of types, but with only nothing for nothing: NA is Namibia."""
    frame = pandas.read_csv(path, keep_default_na=False, na_values=[""])
    return frame.astype(object).values.tolist()


def read_duckdb(path, **options):
    words = "".join(f", {name}={value}" for name, value in options.items())
    return duckdb.sql(
        f"SELECT * FROM read_csv('{path}', header=true, max_line_size=100000000{words})").fetchall()


def read_openpyxl(path):
    # Not read-only: that mode stops at the size a sheet says it has.
    rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return [list(row) for row in rows][1:]


def read_pandas_excel(path):
    frame = pandas.read_excel(path, dtype=object, keep_default_na=False, na_values=[""])
    return frame.values.tolist()


def calc(paths, folder, *options):
    """Lets LibreOffice save workbooks and texts as CSV of what is stored in their cells."""
    if not paths:
        return
    subprocess.run(
        ["soffice", "--headless", *options, "--convert-to", CALC_CSV, "--outdir", folder, *paths],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def calc_value(stored, text):
    """LibreOffice writes whole dates and numbers in its own way: as values they are the same."""
    if isinstance(stored, int) and text:
        try:
            number = float(text)
            return int(number) if number.is_integer() else text
        except ValueError:
            return text
    return text


# -------------------------------------------------------------------------------------- comparison


class Table:
    """How many cells a program read, and what is different."""

    def __init__(self):
        self.counts = collections.defaultdict(collections.Counter)
        self.examples = []

    def compare(self, program, thing, columns, stored, read):
        counts = self.counts[program]
        if len(stored) != len(read):
            counts["different"] += abs(len(stored) - len(read)) * len(columns)
            self.examples.append(f"{program}: {thing}: {len(read)} rows, not {len(stored)}")
        for expected, found in zip(stored, read):
            found = list(found) + [None] * (len(columns) - len(found))
            for column, value, cell in zip(columns, expected, found):
                counts["cells"] += 1
                if program.startswith("LibreOffice"):
                    cell = calc_value(value, cell)
                if same(value, cell):
                    continue
                reason = excused(value, cell, program)
                counts[reason or "different"] += 1
                if reason is None and len(self.examples) < 40:
                    self.examples.append(
                        f"{program}: {thing} {expected[0]} {column}: {str(cell)[:60]!r}, "
                        f"not {str(value)[:60]!r}")

    def show(self):
        print(f"{'program':34}{'cells':>9}{'different':>11}  by a reason")
        for program, counts in self.counts.items():
            reasons = ", ".join(
                f"{count} {reason}" for reason, count in counts.items()
                if reason not in ("cells", "different"))
            print(f"{program:34}{counts['cells']:>9}{counts['different']:>11}  {reasons}")
        for example in self.examples:
            print("  " + example)
        return sum(counts["different"] for counts in self.counts.values())


def main():
    aikb, path, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    views = [name for name, in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]

    def run(*words):
        return subprocess.run(
            [aikb, *words, "--db", path], check=True, capture_output=True, text=True).stdout

    things = {}
    for view in views:
        try:
            sql = run("export", view, "--sql")
        except subprocess.CalledProcessError:
            continue  # A view for questions in SQL only.
        stored = truth(base, sql)
        if not stored:
            continue
        columns = [column[0] for column in base.execute(sql + " LIMIT 0").description]
        quoted = ", ".join(f'"{column}"' for column in columns)
        everything = truth(base, f'SELECT {quoted} FROM "{view}"')
        if collections.Counter(stored) != collections.Counter(everything):
            sys.exit(f"interop: export {view} has not the rows of the view")
        things[view] = (columns, stored)
        run("export", view, "-o", str(folder / f"{view}.csv"))
        run("export", view, "--excel", "-o", str(folder / f"{view}-excel.csv"))
        run("export", view, "-o", str(folder / f"{view}.xlsx"))

    calc([str(folder / f"{view}.xlsx") for view in things], str(folder / "calc-xlsx"))
    calc([str(folder / f"{view}-excel.csv") for view in things], str(folder / "calc-excel"),
         "--infilter=" + CALC_READING)

    programs = {
        "csv (Python)": (".csv", read_csv),
        "csv (Python), --excel": ("-excel.csv", read_csv),
        "pandas, as text": (".csv", read_pandas_text),
        "pandas, types guessed": (".csv", read_pandas_guess),
        "pandas, as text, --excel": ("-excel.csv", read_pandas_text),
        "DuckDB, all_varchar": (".csv", lambda path: read_duckdb(path, all_varchar="true")),
        "DuckDB, types guessed": (".csv", lambda path: read_duckdb(path, sample_size=-1)),
        "DuckDB, all_varchar, --excel": (
            "-excel.csv", lambda path: read_duckdb(path, all_varchar="true")),
        "openpyxl, xlsx": (".xlsx", read_openpyxl),
        "pandas, xlsx": (".xlsx", read_pandas_excel),
        "LibreOffice, xlsx": ("calc-xlsx/{}.csv", read_csv),
        "LibreOffice, --excel": ("calc-excel/{}-excel.csv", read_csv),
    }
    table = Table()
    for program, (place, read) in programs.items():
        for view, (columns, stored) in things.items():
            name = place.format(view) if "{}" in place else view + place
            try:
                found = read(folder / name)
            except Exception as error:  # Whatever a program ends with is a difference.
                table.counts[program]["different"] += len(stored) * len(columns)
                table.examples.append(f"{program}: {view}: {str(error).splitlines()[0]}")
                continue
            table.compare(program, view, columns, stored, found)
    print(f"{len(things)} kinds and views, {sum(len(rows) for _, rows in things.values())} rows")
    sys.exit(1 if table.show() else 0)


if __name__ == "__main__":
    main()
