#!/usr/bin/env python3
"""Makes further rows of a file of firms, all of them new.

    more.py COUNT FIRMS.csv OUT.csv
"""

import csv
import itertools
import sys

count, source, out = sys.argv[1:]
with open(source, newline="", encoding="utf-8") as old, \
        open(out, "w", newline="", encoding="utf-8") as new:
    rows = csv.DictReader(old)
    writer = csv.DictWriter(new, rows.fieldnames, lineterminator="\n")
    writer.writeheader()
    for row in itertools.islice(rows, int(count)):
        writer.writerow(row | {"key": row["key"] + "-more", "name": row["name"] + " More"})
