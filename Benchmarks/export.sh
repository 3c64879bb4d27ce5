#!/usr/bin/env bash
# Measures export beside C on libsqlite3, sqlite3, sqlite-utils and DuckDB, and prints Markdown.
#   SCALE, RUNS, AIKB, WORK as in run.sh, which makes the knowledge base and the C program
#   PYTHON  with: pip install sqlite-utils duckdb==1.4.4 duckdb-ext-sqlite (python3)
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${RUNS:-5}
aikb=$(realpath "${AIKB:-.build/release/aikb}")
work=$(realpath "${WORK:-.build/bench}")
python=${PYTHON:-python3}
db=$work/ours.db
measure() { python3 Benchmarks/measure.py "$runs" "$@"; }
quote() { printf '%q ' "$@"; }

echo "Everything as CSV (\`export --all\`):"
echo
mkdir -p "$work/export" "$work/export-c"
measure \
  "aikb" "$(quote "$aikb" --db "$db" export --all "$work/export")" \
  "C on libsqlite3" "$(quote "$work/baseline" -x "$db" "$work/export-c")" \
  "aikb --excel" "$(quote "$aikb" --db "$db" export --all "$work/export-excel" --excel)"
for file in "$work"/export-c/*.csv; do
  cmp "$file" "$work/export/${file##*/}" || { echo "export.sh: the files differ" >&2; exit 1; }
done
echo "The files are equal byte for byte."

# The rows that `aikb export WHAT` writes, by its own SQL where the peer can run that.
for what in relations names firms; do
  sql=$("$aikb" --db "$db" export "$what" --sql | tr '\n' ' ')

  echo
  echo "\`export $what\`, $(sqlite3 "$db" "SELECT count(*) FROM $what") rows:"
  echo
  commands=("aikb" "$(quote "$aikb" --db "$db" export "$what" -o "$work/one.csv")"
    "aikb --excel" "$(quote "$aikb" --db "$db" export "$what" --excel -o "$work/one-excel.csv")"
    "aikb, workbook" "$(quote "$aikb" --db "$db" export "$what" -o "$work/one.xlsx")"
    "sqlite3 -csv" "$(quote sqlite3 -csv -header "$db" "$sql") > $(quote "$work/one-shell.csv")")
  if "$python" -c 'import sqlite_utils' 2>/dev/null; then
    commands+=("sqlite-utils" "$(quote "$python" -m sqlite_utils query "$db" "$sql" --csv) \
      > $(quote "$work/one-utils.csv")")
  fi
  if "$python" Benchmarks/duckdb_export.py "$db" "$sql" "$work/one-duck.csv"; then
    commands+=("DuckDB, one thread" \
      "$(quote "$python" Benchmarks/duckdb_export.py "$db" "$sql" "$work/one-duck.csv")")
  fi
  measure "${commands[@]}"
done
