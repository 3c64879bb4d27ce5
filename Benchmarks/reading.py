#!/usr/bin/env python3
"""Measures how fast tables are read beside Python's csv and json, openpyxl, pandas and DuckDB (one
thread), and prints Markdown. `make bench-reading` runs it.

    reading.py READING_BENCH DATA WORK [RUNS]

DATA is what generate.py makes. The same rows are written as CSV, quoted CSV, UTF-16, GB18030, JSON Lines
and XLSX to WORK. Every reader runs as a process of its own and times itself on the processor, without its
start; the table has the medians of RUNS (5) rounds in which all take turns. A peer that is not installed is
left out. Before that all say how many cells and bytes they found; where they differ the script fails.
"""

import csv
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# Form, file, peers, encoding as Python calls it.
FORMS = [
    ("CSV", "plain.csv", ["csv", "pandas", "duckdb"], "utf-8"),
    ("CSV, every field in quotes", "quoted.csv", ["csv", "pandas", "duckdb"], "utf-8"),
    ("CSV in UTF-16", "utf16.csv", ["csv", "pandas", "duckdb"], "utf-16"),
    ("CSV in GB18030", "gb18030.csv", ["csv", "pandas"], "gb18030"),
    ("JSON Lines", "rows.jsonl", ["json", "duckdb"], "utf-8"),
    ("XLSX", "rows.xlsx", ["openpyxl"], "utf-8"),
]
TITLES = {"csv": "Python csv", "json": "Python json", "openpyxl": "openpyxl", "pandas": "pandas",
          "duckdb": "DuckDB"}


def make(data, work):
    """The files, unless they are there."""
    os.makedirs(work, exist_ok=True)
    paths = {name: os.path.join(work, name) for _, name, _, _ in FORMS}
    if all(map(os.path.exists, paths.values())):
        return
    with open(os.path.join(data, "firms.csv"), encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)

    def write(name, encoding, **options):
        with open(paths[name], "w", encoding=encoding, newline="") as file:
            csv.writer(file, lineterminator="\n", **options).writerows([header, *rows])

    with open(os.path.join(data, "relations.csv"), "rb") as source, open(paths["plain.csv"], "wb") as file:
        file.write(source.read())
    write("utf16.csv", "utf-16")
    write("gb18030.csv", "gb18030")
    with open(paths["rows.jsonl"], "w", encoding="utf-8") as file:
        for row in rows:
            record = {name: cell for name, cell in zip(header, row) if cell}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    with open(paths["quoted.csv"], "w", encoding="utf-8", newline="") as file:
        quoted = [[cell.replace(". ", '."\n') for cell in row] for row in rows]
        csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([header, *quoted])
    import openpyxl
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [header, *rows]:
        sheet.append([cell or None for cell in row])
    book.save(paths["rows.xlsx"])


def run(command):
    """Seconds, then rows, cells and bytes; None where the reader is not installed."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        if "ModuleNotFoundError" in done.stderr or "extension" in done.stderr:
            return None
        sys.exit(f"{' '.join(command)}: {done.stderr.strip().splitlines()[-1]}")
    seconds, *counts = done.stdout.split()
    return float(seconds), tuple(map(int, counts))


def main(arguments):
    if len(arguments) not in (3, 4):
        sys.exit(__doc__)
    bench, data, work, *rest = arguments
    runs = int(rest[0]) if rest else 5
    make(data, work)
    print("| | MB | aikb | the others, and what part of their time aikb takes |")
    print("|---|---:|---:|---|")
    for title, name, peers, encoding in FORMS:
        path = os.path.join(work, name)
        commands = {"aikb": [bench, path]}
        for peer in peers:
            commands[peer] = [sys.executable, os.path.join(HERE, "read_table.py"), peer, path, encoding]
        found = {}
        for reader, command in list(commands.items()):
            counted = run(command + (["--count"] if reader != "aikb" else []))
            if counted is None:
                del commands[reader]
            elif reader != "pandas":  # which counts rows alone
                found[reader] = counted[1]
        if len(set(found.values())) != 1:
            sys.exit(f"{name}: the readers found different rows, cells or bytes: {found}")
        seconds = {reader: [] for reader in commands}
        for _ in range(runs):
            for reader, command in commands.items():
                seconds[reader].append(run(command)[0])
        medians = {reader: statistics.median(times) for reader, times in seconds.items()}
        own = medians.pop("aikb")
        others = "; ".join(f"{TITLES[peer]} {time:.2f} s ({own / time:.2f})"
                           for peer, time in medians.items())
        print(f"| {title} | {os.path.getsize(path) / 1e6:.0f} | {own:.3f} s "
              f"| {others} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
