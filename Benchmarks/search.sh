#!/usr/bin/env bash
# Measures search beside tantivy, DuckDB and plain FTS5 on the same queries, and prints Markdown.
#   SCALES  entities, several with spaces between (5000 100000); the first is also measured for recall
#   OPTIONS  of search.py, such as --cpu on a machine with other work
#   RUNS, AIKB, WORK as in run.sh; BENCH  the measuring binary (.build/release/search-bench)
# Needs Python with: pip install tantivy duckdb==1.4.4 duckdb-ext-fts
set -euo pipefail
cd "$(dirname "$0")/.."
aikb=$(realpath "${AIKB:-.build/release/aikb}")
bench=$(realpath "${BENCH:-.build/release/search-bench}")
work=${WORK:-.build/bench}
mkdir -p "$work"
more=
for scale in ${SCALES:-5000 100000}; do
  data=$work/data-$scale
  db=$work/search-$scale.db
  python3 Benchmarks/generate.py "$scale" "$data"
  rm -f "$db" "$db-wal" "$db-shm"
  "$aikb" --db "$db" init --empty >&2
  "$aikb" --db "$db" ingest "$data" >&2
  # shellcheck disable=SC2086
  python3 Benchmarks/search.py "$db" "$bench" --runs "${RUNS:-5}" ${OPTIONS:-} $more
  more="--no-recall --no-duckdb"
  echo
done
