#!/usr/bin/env bash
# Measures ingest, a second ingest, show and export, and prints Markdown. See README.md.
#   SCALE  entities (100000); relations are five times as many
#   RUNS   measured runs of each (5)
#   AIKB   the release binary (.build/release/aikb)
#   WORK   where data and databases go (.build/bench)
set -euo pipefail
cd "$(dirname "$0")/.."
scale=${SCALE:-100000}
runs=${RUNS:-5}
aikb=$(realpath "${AIKB:-.build/release/aikb}")
work=${WORK:-.build/bench}
mkdir -p "$work"
work=$(realpath "$work")
data=$work/data-$scale
ours=$work/ours.db
limit=$work/limit.db

say() { echo "$@" >&2; }
fail() { say "Benchmarks/run.sh: $*"; exit 1; }
for tool in clang python3 sqlite3 /usr/bin/time; do
  command -v "$tool" >/dev/null || fail "$tool is missing (clang comes with Swift; Debian: python3 sqlite3 time)"
done
[ -x "$aikb" ] || fail "no release binary; run 'make build' first, or set AIKB"

clang -std=gnu2x -O2 -Wall -ISources/CUnicode/include -o "$work/baseline" \
  Benchmarks/baseline.c Sources/CUnicode/tables.c -lsqlite3 -lmd
words=Sources/KnowledgeBase/Text/PolyphoneWords.swift
python3 Benchmarks/generate.py "$scale" "$data"

measure() { python3 Benchmarks/measure.py "$@"; }
quote() { printf '%q ' "$@"; }
fresh() { echo "rm -f $(quote "$1" "$1-wal" "$1-shm")"; }

echo "Ingest of $scale entities and $((5 * scale)) relations ($(du -csm "$data"/*.csv | tail -1 |
  cut -f1) MB of CSV), $runs runs each:"
echo
say "ingest, in turn"
measure "$runs" \
  "\`aikb init --empty\` + \`aikb ingest\`" \
  "$(fresh "$ours"); $(quote "$aikb" --db "$ours" init --empty)
   $(quote "$aikb" --db "$ours" ingest "$data")" \
  "C on libsqlite3" \
  "$(fresh "$limit"); $(quote "$work/baseline" "$limit" "$data" "$words" Migrations/*.sql)"
echo "(target: at most 1.5; memory below 256 MB)"
echo
say "comparing the two files"
if ! python3 Benchmarks/compare.py "$ours" "$limit" >&2; then
  fail "the two files differ: the times above compare different work"
fi
echo "Both files hold the same rows; $(($(stat -c %s "$ours") >> 20)) MB and" \
  "$(($(stat -c %s "$limit") >> 20)) MB."
echo
echo "The same folder again, which changes nothing; with \`--dry-run\` every row is compared:"
echo
say "a second ingest"
measure "$runs" "\`aikb ingest --dry-run\`" "$(quote "$aikb" --db "$ours" ingest --dry-run "$data")" \
  "C on libsqlite3" "$(quote "$work/baseline" -u "$ours" "$data")"
measure "$runs" "\`aikb ingest\`" "$(quote "$aikb" --db "$ours" ingest "$data")" \
  "\`sha256sum\`" "sha256sum $(quote "$data"/*.csv)"
echo "(targets: at most 1.5; the time of the sums)"
echo
few=$work/few-$scale
mkdir -p "$few"
cp "$data/sources.csv" "$few/"
python3 Benchmarks/more.py $((scale / 100)) "$data/firms.csv" "$few/firms.csv"
echo "$((scale / 100)) firms more:"
echo
say "a few rows more"
measure "$runs" "\`aikb ingest\`" \
  "$(fresh "$work/more.db"); cp $(quote "$ours" "$work/more.db")
   $(quote "$aikb" --db "$work/more.db" ingest "$few")" \
  "copying the file" "$(fresh "$work/more.db"); cp $(quote "$ours" "$work/more.db")"
echo
key=$(sed -n '2s/,.*//p' "$data/firms.csv")
echo "One entity on a page, as a process, $((40 * runs)) runs each:"
echo
say "show"
measure --processes $((40 * runs)) \
  "\`aikb show KEY\`" "$(quote "$aikb" --db "$ours" show "$key")" \
  "\`sqlite3 DB \"SELECT * FROM firms WHERE key = 'KEY'\"\`" \
  "$(quote sqlite3 "$ours" "SELECT * FROM firms WHERE key = '$key'")" \
  "\`aikb --version\`" "$(quote "$aikb" --version)"
echo "(target: at most 3)"
echo
say "export"
Benchmarks/export.sh
