#!/usr/bin/env python3
"""Measures the peak of resident memory of reading and of ingesting small and large inputs by every road,
and prints Markdown. `make bench-memory` runs it.

    memory.py READING_BENCH AIKB WORK [SMALL LARGE]

SMALL and LARGE are megabytes (64 and 1024). The inputs are the same thousand firms again and again, 2 kB
each, so that an ingest has nothing to remember; they are removed afterwards. The script fails where the
large input takes 8 MB more than the small one.
"""

import csv
import gzip
import io
import json
import os
import subprocess
import sys
import tempfile

LETTERS = "模型芯片算力企业政策研究数据中心供应链训练推理开源评测出口管制投资融资"
LIMIT = 8 << 10


def rows():
    """A thousand firms."""
    for number in range(1000):
        text = "".join(LETTERS[(number * 7 + at * at) % len(LETTERS)] for at in range(500))
        yield {"key": f"firm-{number}", "name": f"Firm {number}", "founded": str(1950 + number % 70),
               "description": f"The {number}th of a thousand, \"all alike\". " * 10, "description_zh": text}


def block(form):
    """Header and thousand rows as bytes."""
    if form == "jsonl":
        return b"", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows()).encode()
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ["key", "name", "founded", "description", "description_zh"])
    writer.writeheader()
    header = text.tell()
    writer.writerows(rows())
    encoding = {"utf16": "utf-16-le", "gb18030": "gb18030"}.get(form, "utf-8")
    head, body = (part.encode(encoding) for part in
                  (text.getvalue()[:header], text.getvalue()[header:]))
    return (b"\xff\xfe" if form == "utf16" else b"") + head, body


def write(path, form, size):
    header, body = block(form)
    with (gzip.open(path, "wb", 1) if path.endswith(".gz") else open(path, "wb")) as file:
        file.write(header)
        for _ in range(max(1, size // len(body))):
            file.write(body)


def peak(command, stdin=None):
    """Kilobytes of resident memory. Started by `time`, since a process begins with the peak of the one
    that starts it."""
    with tempfile.NamedTemporaryFile("r") as result:
        subprocess.run(["/usr/bin/time", "-f", "%M", "-o", result.name, *command], stdin=stdin,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return int(result.read())


def peak_of_pipe(command, path):
    with subprocess.Popen(["cat", path], stdout=subprocess.PIPE) as source:
        return peak(command, source.stdout)


def main(arguments):
    if len(arguments) not in (3, 5):
        sys.exit(__doc__)
    bench, aikb, work = arguments[:3]
    sizes = [int(size) << 20 for size in arguments[3:] or ("64", "1024")]
    os.makedirs(work, exist_ok=True)
    database, few = os.path.join(work, "memory.db"), os.path.join(work, "firms.csv")
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(database + suffix):
            os.remove(database + suffix)
    write(few, "csv", 0)
    for words in (["init", "--empty"], ["ingest", few]):
        subprocess.run([aikb, "--db", database, *words], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
    ingest = [aikb, "--db", database, "ingest", "--dry-run", "--as", "firms"]
    peaks = {}
    for size in sizes:
        for form, ending in (("csv", "csv"), ("csv", "csv.gz"), ("gb18030", "csv"), ("utf16", "csv"),
                             ("jsonl", "jsonl")):
            path = os.path.join(work, f"memory.{ending}")
            write(path, form, size)
            title = {"csv": "CSV", "gb18030": "CSV in GB18030", "utf16": "CSV in UTF-16",
                     "jsonl": "JSON Lines"}[form]
            if ending.endswith("gz"):
                title += ", gzip"
            for road in ("file", "pipe"):
                entry = peaks.setdefault((title, road), [])
                if road == "file":
                    entry += [peak([bench, path]), peak(ingest + [path])]
                else:
                    entry += [peak_of_pipe([bench, "-"], path), peak_of_pipe(ingest + ["-"], path)]
            os.remove(path)
    print("| | by | read, small | large | `ingest --dry-run`, small | large |")
    print("|---|---|---:|---:|---:|---:|")
    grown = False
    for (title, road), (small, ingested, large, all_ingested) in peaks.items():
        numbers = " | ".join(f"{number / 1024:.1f} MB" for number in
                             (small, large, ingested, all_ingested))
        print(f"| {title} | {road} | {numbers} |")
        grown = grown or large - small > LIMIT or all_ingested - ingested > LIMIT
    for path in (few, database, database + "-wal", database + "-shm"):
        if os.path.exists(path):
            os.remove(path)
    if grown:
        sys.exit("memory.py: memory grows with the input")


if __name__ == "__main__":
    main(sys.argv[1:])
