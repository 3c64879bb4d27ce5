#!/usr/bin/env python3
"""Ingests workbooks that other libraries write, and compares what is stored with what was written.

Usage: workbooks.py AIKB FOLDER

openpyxl and XlsxWriter, each with shared texts and with texts in the cells, XlsxWriter with the
extensions for files above 4 GB and days from 1904, pandas through both.
"""
import datetime
import json
import pathlib
import subprocess
import sys

import openpyxl
import pandas
import xlsxwriter

aikb, folder = sys.argv[1], pathlib.Path(sys.argv[2])
HEADER = ["key", "name", "name_zh", "released", "parameters", "training_flop", "licence", "description"]
DAY = datetime.date(2025, 7, 23)
ROWS = [
    ["a", "Model A", "模型甲", DAY, 671_000_000_000, 4.02001e24, "007", "two\nlines, \"quoted\""],
    ["b", "Model B", "模型乙", datetime.date(1999, 12, 31), 7, 1e15, "1234567890123456789012", " x "],
    ["c", "Model C", "模型丙", "2025-07", 999_999_999_999_999, 0.1, "2025-07", "A & <b>"],
    ["d", "TRUE", "是", None, None, None, None, "🙂 e\u0301"],
]
SHOWN = 'yyyy"年"m"月"d"日"'


def with_openpyxl(path, write_only):
    book = openpyxl.Workbook(write_only=write_only)
    sheet = book.create_sheet() if write_only else book.active
    sheet.append(HEADER)
    for row in ROWS:
        cells = []
        for value in row:
            cell = openpyxl.cell.WriteOnlyCell(sheet, value) if write_only else value
            if write_only and isinstance(value, datetime.date):
                cell.number_format = SHOWN
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


def with_xlsxwriter(path, zip64=False, **options):
    book = xlsxwriter.Workbook(path, {"strings_to_urls": False, **options})
    if zip64:
        book.use_zip64()
    sheet = book.add_worksheet("模型")
    shown = book.add_format({"num_format": SHOWN})
    for number, row in enumerate([HEADER] + ROWS):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(number, column, value, shown)
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            else:
                sheet.write(number, column, value)
    book.close()


def with_pandas(path, engine):
    pandas.DataFrame(ROWS, columns=HEADER, dtype=object).to_excel(path, index=False, engine=engine)


WRITERS = {
    "openpyxl": lambda path: with_openpyxl(path, False),
    "openpyxl, row by row": lambda path: with_openpyxl(path, True),
    "XlsxWriter": with_xlsxwriter,
    "XlsxWriter, texts in the cells": lambda path: with_xlsxwriter(path, constant_memory=True),
    "XlsxWriter, zip64": lambda path: with_xlsxwriter(path, zip64=True),
    "XlsxWriter, from 1904": lambda path: with_xlsxwriter(path, date_1904=True),
    "pandas, openpyxl": lambda path: with_pandas(path, "openpyxl"),
    "pandas, XlsxWriter": lambda path: with_pandas(path, "xlsxwriter"),
}


def run(*words):
    done = subprocess.run([aikb, *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"interop: aikb {' '.join(words)}: {done.stderr.strip()[-2000:]}")
    return done.stdout


wanted = [
    {name: str(value) if isinstance(value, datetime.date) else value
     for name, value in zip(HEADER, row)} for row in ROWS]
for number, (what, write) in enumerate(WRITERS.items()):
    path, base = str(folder / f"{number}.xlsx"), str(folder / f"{number}.db")
    write(path)
    run("init", "--empty", "--db", base)
    run("ingest", path, "--as", "models", "--db", base)
    found = json.loads(
        run("export", "models", "--columns", ",".join(HEADER), "-f", "json", "--db", base))
    for expected, row in zip(wanted, found, strict=True):
        for name, value in expected.items():
            if row[name] != value:
                sys.exit(f"interop: {what}: {expected['key']} {name}: {row[name]!r}, not {value!r}")
    print(f"{what:32} {len(found) * len(HEADER)} cells: as written")
