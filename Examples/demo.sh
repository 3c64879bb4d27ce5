#!/usr/bin/env bash
# A first session: make a knowledge base, ingest a CSV, search in both languages, ask in SQL, export.
set -eu
bin=$(cd "$(dirname "$1")" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
export PATH="$bin:$PATH" AIKB_DB=demo/aikb.db LANG=en_US.UTF-8
rm -rf demo
mkdir demo

run() {
  printf '\n$ %s\n' "$1"
  bash -c "$1"
}

ln -sfn "$here" demo/Examples
run "aikb init"
run "aikb ingest demo/Examples/china-open-models.csv --map demo/Examples/china-open-models.yaml"
run "aikb search 华为 -f table"
run "aikb search 'open weights reasoning' -f table"
run "aikb show kimi-k2-thinking"
run "aikb sql \"SELECT name, developers, released, parameters FROM models WHERE countries LIKE '%China%' AND released >= '2025-07' ORDER BY released\" -f table"
run "aikb export models --excel -o demo/models.csv"
echo
echo "The knowledge base is demo/aikb.db, the spreadsheet demo/models.csv."
