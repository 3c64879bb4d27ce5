#!/usr/bin/env python3
"""Ingests what LibreOffice saves from our own exports: nothing may change.

Usage: saved.py AIKB KNOWLEDGE-BASE FOLDER

Everything is exported with --excel, opened by LibreOffice and saved in each form and encoding that
colleagues send; each has to come back as "nothing changed". So do dates in the ways that spreadsheets
show them. Big5 has no simplified characters: rows of traditional ones come back, and of the others
every cell that was damaged has to be told.
"""
import csv
import pathlib
import re
import shutil
import subprocess
import sys

import openpyxl

aikb, path, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
# https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html
READING = "--infilter=CSV:44,34,76,1,,0,false,false,false"
SAVING = "csv:Text - txt - csv (StarCalc):{separator},34,{encoding},1,,1033,false,true"
UTF8, UTF16, GB18030, BIG5 = 76, 65535, 85, 68
FORMS = {
    "GB18030, CSV": ("csv", SAVING.format(separator=44, encoding=GB18030)),
    "UTF-16, CSV": ("csv", SAVING.format(separator=44, encoding=UTF16)),
    "UTF-8, semicolons": ("csv", SAVING.format(separator=59, encoding=UTF8)),
    "GB18030, tabs": ("csv", SAVING.format(separator=9, encoding=GB18030)),
    "XLSX": ("xlsx", "xlsx"),
    "ODS": ("ods", "ods"),
}
# How LibreOffice shows 2024-04-17 in a cell of this format.
DATES = {
    "4/17/2024": "m/d/yyyy", "17.04.2024": "dd.mm.yyyy", "2024年4月17日": 'yyyy"年"m"月"d"日"',
    "17 Apr 2024": "d mmm yyyy", "April 17, 2024": "mmmm d, yyyy", "2024/4/17": "yyyy/m/d",
}


def run(*words, base=path):
    done = subprocess.run([aikb, *words, "--db", base], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"interop: aikb {' '.join(words)}: {done.stderr.strip()[-2000:]}")
    return done.stdout + done.stderr


def soffice(files, target, form, *options):
    target.mkdir()
    subprocess.run(
        ["soffice", "--headless", *options, "--convert-to", form, "--outdir", target, *files],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return sorted(target.iterdir())


def unchanged(what, files, *words, base=path):
    said = run("ingest", *map(str, files), *words, base=base)
    found = re.search(r"^(\d+) rows read: nothing changed$", said, re.MULTILINE)
    if not found:
        sys.exit(f"interop: {what}: {said[-3000:]}")
    print(f"{what:24} {len(files):>3} files {found[1]:>7} rows: nothing changed")


def rows(file, encoding):
    with open(file, encoding=encoding, errors="replace", newline="") as text:
        return list(csv.DictReader(text))


def forms():
    # The contents are a list of the other files.
    ours = sorted(file for file in (folder / "all").glob("*.csv") if file.stem != "contents")
    for what, (ending, form) in FORMS.items():
        saved = soffice(ours, folder / re.sub(r"\W+", "-", what), form, READING)
        if [file.stem for file in saved] != [file.stem for file in ours]:
            sys.exit(f"interop: LibreOffice saved {len(saved)} of {len(ours)} files as {what}")
        unchanged(what, saved)


def dates():
    """Days as numbers with a format, which LibreOffice writes out as a person would see them."""
    for what, code in DATES.items():
        books = []
        place = folder / ("dates-" + re.sub(r"\W+", "-", code))
        place.mkdir()
        for kind in ("models", "policies"):
            run("export", kind, "-o", str(place / f"{kind}.xlsx"))
            book = openpyxl.load_workbook(place / f"{kind}.xlsx")
            for row in book.active.iter_rows(min_row=2):
                for cell in row:
                    if cell.is_date:
                        cell.number_format = code
            book.save(place / f"{kind}.xlsx")
            books.append(place / f"{kind}.xlsx")
        unchanged(f"{what}, XLSX", books)
        saved = soffice(
            books, place / "saved", SAVING.format(separator=44, encoding=UTF8))
        shown = {row["key"]: row["released"] for row in rows(saved[0], "utf-8")}
        if shown["abab6-5"] != what:
            sys.exit(f"interop: {code} is shown as {shown['abab6-5']}")
        unchanged(f"{what}, CSV", saved)


def big5():
    base = str(folder / "big5.db")
    traditional = folder / "firms.csv"
    traditional.write_text(
        "key,name,name_zh,description_zh\n"
        "tsmc,TSMC,台積電,全球最大的晶圓代工廠。\n"
        'mediatek,MediaTek,聯發科技,"設計手機晶片,總部在新竹。"\n'
        "foxconn,Foxconn,鴻海精密,組裝伺服器與機櫃。\n", encoding="utf-8")
    run("init", "--empty", base=base)
    run("ingest", str(traditional), base=base)
    run("export", "firms", "--excel", "-o", str(folder / "big5" / "firms.csv"), base=base)
    form = SAVING.format(separator=44, encoding=BIG5)
    saved = soffice([folder / "big5" / "firms.csv"], folder / "big5-saved", form, READING)
    unchanged("Big5, traditional", saved, base=base)

    # Question marks for what Big5 has not: each such cell is a change, or refused.
    saved = soffice([folder / "all" / "firms.csv"], folder / "big5-damaged", form, READING)
    report = folder / "big5.csv"
    run("ingest", str(saved[0]), "--dry-run", "--encoding", "big5", "--report", str(report))
    told = {(row["record"], row["column"]) for row in rows(report, "utf-8") if row["record"]}
    damaged = {
        (before["key"], column)
        for before, after in zip(
            rows(folder / "all" / "firms.csv", "utf-8-sig"), rows(saved[0], "big5"))
        for column in before
        if before[column] != after[column] and "?" in after[column]}
    silent = sorted(damaged - told)
    if silent or not damaged:
        sys.exit(f"interop: damaged by Big5 and not told: {silent[:9]}")
    print(f"{'Big5, simplified':24} {len(damaged)} cells that it cannot hold, each told")


run("export", "--all", str(folder / "all"), "--excel")
(folder / "big5").mkdir()
forms()
dates()
big5()
