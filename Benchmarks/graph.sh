#!/usr/bin/env bash
# Measures the graph functions of SQL and `aikb path` on the knowledge base that run.sh made, as
# processes, and prints Markdown. AIKB, RUNS and WORK as in run.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${RUNS:-5}
aikb=$(realpath "${AIKB:-.build/release/aikb}")
work=$(realpath "${WORK:-.build/bench}")
db=$work/ours.db
[ -f "$db" ] || { echo "Benchmarks/graph.sh: no $db; run Benchmarks/run.sh first" >&2; exit 1; }

quote() { printf '%q ' "$@"; }
ask() { quote "$aikb" --db "$db" sql "$1"; }
supplies="r.predicate = (SELECT id FROM predicate WHERE name = 'supplies')"
most="SELECT e.key FROM relation r JOIN entity e ON e.id = r.subject WHERE $supplies"
from=$(sqlite3 "$db" "$most GROUP BY e.key ORDER BY count(*) DESC, e.key LIMIT 1")
to=$("$aikb" --db "$db" sql "SELECT key FROM reach('$from') WHERE distance = 4 LIMIT 1" | tail -1)
hop="neighbors(x.key, 'supplies') y, neighbors(y.key, 'supplies') z"
by_hand="FROM entity e, relation r, relation s, relation t WHERE e.key = '$from' AND $supplies
  AND r.subject = e.id AND s.subject = r.object AND s.predicate = r.predicate
  AND t.subject = s.object AND t.predicate = r.predicate"

echo "Three hops along \`supplies\` from the firm with most of them:"
echo
python3 Benchmarks/measure.py --processes "$runs" \
  "\`neighbors()\` three times" \
  "$(ask "SELECT count(*) FROM neighbors('$from', 'supplies') x, $hop")" \
  "\`sqlite3\`, the same joins by hand" \
  "$(quote sqlite3 "$db" "SELECT count(*) $(echo $by_hand)")"
echo
echo "One call each; the second row is the start of the process alone:"
echo
python3 Benchmarks/measure.py --processes "$runs" \
  "\`aikb path A B\`, four steps apart" "$(quote "$aikb" --db "$db" path "$from" "$to" -f csv)" \
  "\`SELECT 1\`" "$(ask "SELECT 1")" \
  "\`neighbors(A)\`" "$(ask "SELECT * FROM neighbors('$from')")" \
  "\`reach(A, 'supplies', 3)\`" "$(ask "SELECT * FROM reach('$from', 'supplies', 3)")" \
  "\`reach(A)\`, everything" "$(ask "SELECT count(*) FROM reach('$from')")" \
  "\`search('semiconductor') LIMIT 10\`" \
  "$(ask "SELECT key FROM search('semiconductor') LIMIT 10")"
