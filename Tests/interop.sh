#!/usr/bin/env bash
# What needs more than the program itself: other programs open exports and save files for ingest, and a
# disk is really full.
# Usage: Tests/interop.sh BINARY
#
# Installs libreoffice-calc (Debian, Ubuntu) where `soffice` is missing, and openpyxl, XlsxWriter,
# pandas and DuckDB from PyPI in a virtual environment of its own. AIKB_DATA names a folder of data sets
# that are compared, too. Mounting a file system of sixteen megabytes takes root.
set -euo pipefail

aikb=$(realpath "$1")
tests=$(dirname "$(realpath "$0")")
fixtures=$tests/Fixtures
data=${AIKB_DATA:+$(realpath "$AIKB_DATA")}
folder=$(mktemp -d)
trap 'mountpoint -q "$folder/full" && umount "$folder/full"; rm -rf "$folder"' EXIT
cd "$folder"
export AIKB_DB=$folder/kb.db LANG=C.UTF-8
unset LC_ALL

if ! command -v soffice >/dev/null; then
  as=; [ "$(id -u)" = 0 ] || as=sudo
  $as apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as apt-get install -qq -y --no-install-recommends libreoffice-calc
fi
python3 -m venv python
python/bin/pip --quiet --disable-pip-version-check install openpyxl xlsxwriter pandas duckdb
export HOME=$folder  # a LibreOffice without settings

# ------------------------------------------------------------------------------------ a spreadsheet
columns=key,name,name_zh,released,parameters,training_flop,description,description_zh
"$aikb" init --empty
"$aikb" ingest "$fixtures/spreadsheet.csv" --as models
"$aikb" export models --excel --columns $columns -o guarded.csv
"$aikb" export models --columns $columns -o plain.csv

# The harshest reading: UTF-8 (76), numbers and dates recognised, formulas in CSV evaluated.
# https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html
reading=44,34,76,1,,0,false,true,false,false,false,-1,true
for name in guarded plain; do
  soffice --headless --infilter="CSV:$reading" --convert-to xlsx $name.csv >/dev/null 2>&1
done
soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76' --outdir back \
  guarded.xlsx >/dev/null 2>&1

python/bin/python - <<'CHECK'
import csv
import datetime
import openpyxl


def rows(file):
    cells = list(openpyxl.load_workbook(file).active.iter_rows())
    header = [cell.value for cell in cells[0]]
    return header, {row[0].value: dict(zip(header, row)) for row in cells[1:]}


def expect(what, found, wanted):
    if found != wanted:
        raise SystemExit(f"interop: {what}: {found!r}, not {wanted!r}")


_, plain = rows("plain.xlsx")
expect("the control, without --excel, is a formula", plain["formula-1"]["name"].data_type, "f")

header, table = rows("guarded.xlsx")
expect("the first header, behind the mark", header[0], "key")
formulas = [c.coordinate for row in table.values() for c in row.values() if c.data_type == "f"]
expect("formulas", formulas, [])
expect("a formula as text", table["formula-1"]["name"].value,
       "'=HYPERLINK(\"http://example.invalid\",\"click\")")
expect("Chinese", [table[key]["name_zh"].value for key in ("plain", "formula-1", "number-1")],
       ["墨子", "公式", "四点五"])
expect("Chinese behind a guard", table["formula-2"]["description_zh"].value, "'@求和")
expect("lines in a cell", table["plain"]["description"].value, 'Two lines,\none "quote".')
numbers = [table["plain"]["parameters"], table["plain"]["training_flop"],
           table["formula-3"]["parameters"], table["number-1"]["name"],
           table["number-1"]["description"]]
expect("types of numbers", {cell.data_type for cell in numbers}, {"n"})
expect("numbers", [cell.value for cell in numbers],
       [671_000_000_000, 4.02001e24, 257_000_000, 4.5, -5])
expect("a date", table["plain"]["released"].value, datetime.datetime(2025, 3, 1))
expect("a month is no day", table["formula-1"]["released"].value, "'2025-03")

with open("back/guarded.csv", encoding="utf-8", newline="") as file:
    back = {row["key"]: row for row in csv.DictReader(file)}
expect("Chinese in LibreOffice's own CSV", back["plain"]["description_zh"], "两行。")
expect("a number in LibreOffice's own CSV", float(back["plain"]["parameters"]), 671e9)
CHECK
echo "LibreOffice: Chinese intact, no formula, numbers are numbers"

# ------------------------------------------------------------------------ every cell, every program
export AIKB_DB=$folder/seeds.db
"$aikb" init
"$aikb" ingest "$fixtures/epoch-notable-excerpt.csv" --map epoch-models
"$aikb" ingest "$fixtures/epoch-large-scale-excerpt.csv" --map epoch-models
if [ -n "$data" ]; then
  "$aikb" ingest "$data"/epoch_models/*.csv --map epoch-models
  "$aikb" ingest "$data"/epoch_hardware/*.csv --map epoch-hardware
  "$aikb" ingest "$data"/epoch_clusters/*.csv --map epoch-clusters
  "$aikb" ingest "$data"/epoch_companies/*.csv --map epoch-companies
  "$aikb" ingest "$data"/epoch_chip_owners/*.csv --map epoch-chip-owners
  "$aikb" ingest "$data"/eto_supply_chain --map eto-supply-chain
  "$aikb" ingest "$data"/countries_umpirsky/*.csv --map iso-3166
  "$aikb" ingest "$data"/countries_mledoze/countries.json --map mledoze-countries
  "$aikb" ingest "$data"/cn_mofcom_lists/cn.json --map cn-mofcom-lists
  # Two of its rows have a cell too many.
  "$aikb" ingest "$data"/china_llms/README.md --map china-llms --rejects rejected.csv || [ $? = 2 ]
  for text in "$data"/../essay/*.txt; do
    [ ! -f "$text" ] || "$aikb" ingest "$text" --as document --source essay-global-ai-race
  done
fi
mkdir saved cells workbooks
python/bin/python "$tests/Interop/saved.py" "$aikb" "$AIKB_DB" "$folder/saved"
python/bin/python "$tests/Interop/workbooks.py" "$aikb" "$folder/workbooks"
python/bin/python "$tests/Interop/cells.py" "$aikb" "$AIKB_DB" "$folder/cells"

# -------------------------------------------------------------------------------------- a full disk
if [ "$(id -u)" != 0 ]; then
  echo "A full disk: not run, mounting one takes root"
  exit 0
fi

fail() { echo "interop: $*" >&2; exit 1; }

mkdir full
mount -t tmpfs -o size=16m tmpfs full
export AIKB_DB=$folder/full/kb.db
"$aikb" init
"$aikb" export --all before
{ echo key,name; seq 60000 | sed 's/.*/m-&,Model number &/'; } >models.csv
set +e
message=$("$aikb" ingest models.csv 2>&1)
status=$?
set -e
[ $status = 1 ] || fail "ingest on a full disk ended with $status: $message"
[ "$message" = "aikb: $AIKB_DB: the disk is full; nothing was changed" ] || fail "said: $message"
"$aikb" check
"$aikb" export --all after
diff -r before after || fail "the knowledge base changed"
[ "$(ls full)" = kb.db ] || fail "left behind: $(ls full)"

cp "$AIKB_DB" kb.db
export AIKB_DB=$folder/kb.db
echo precious >full/old.csv
head -c 16m /dev/zero >full/rest 2>/dev/null || true
if message=$("$aikb" export citations -o full/old.csv 2>&1); then fail "an export fit: $message"; fi
[ "$message" = "aikb: full/old.csv: no space left" ] || fail "said: $message"
[ "$(cat full/old.csv)" = precious ] || fail "the old file is gone"
rm full/rest
[ "$(ls full | tr '\n' ' ')" = "kb.db old.csv " ] || fail "left behind: $(ls full)"
echo "Full disk: nothing changed, nothing left behind"
