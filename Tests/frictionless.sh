#!/usr/bin/env bash
# The Python package `frictionless` finds nothing wrong with our data packages, and we read one of its own.
# Usage: Tests/frictionless.sh BINARY
#
# Installs frictionless from PyPI in a virtual environment of its own.
set -euo pipefail

aikb=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export AIKB_DB=$folder/kb.db LANG=C.UTF-8
unset LC_ALL

python3 -m venv python
python/bin/pip --quiet --disable-pip-version-check install frictionless

"$aikb" init
"$aikb" kind add dataset --plural datasets --label-zh 数据集 --property tokens:integer \
  --property open:boolean
printf 'key,name,tokens,open\nd-1,D 1,12,true\nd-2,D 2,,false\n' >datasets.csv
"$aikb" ingest datasets.csv
"$aikb" export --all plain
"$aikb" export --all excel --excel
"$aikb" export --all split --excel --split

# Somebody else's: a table that frictionless describes itself.
mkdir theirs
printf '名称;成立;ticker\n墨子;2001-02-03;007\n荀子;;008\n' | iconv -t gb18030 >theirs/firms.csv

python/bin/python - <<'CHECK'
import frictionless

for name in ("plain", "excel", "split"):
    report = frictionless.validate(f"{name}/datapackage.json")
    if not report.valid:
        raise SystemExit(f"frictionless: {name}: {report.flatten(['title', 'rowNumber', 'note'])}")
    print(f"frictionless {frictionless.__version__}: {name}: {report.stats['tasks']} tables, valid")
resource = frictionless.Resource(
    "firms.csv", basepath="theirs", encoding="gb18030",
    dialect=frictionless.Dialect(controls=[frictionless.formats.CsvControl(delimiter=";")]))
resource.infer(stats=True)
package = frictionless.Package(name="theirs", title="Theirs", resources=[resource])
package.to_json("theirs/datapackage.json")
CHECK
"$aikb" init --empty --db theirs.db
"$aikb" ingest theirs --db theirs.db
found=$("$aikb" export firms --columns name,founded,ticker --db theirs.db)
[ "$found" = "$(printf 'name,founded,ticker\n墨子,2001-02-03,007\n荀子,,008')" ] ||
  { echo "frictionless: its own package came in as: $found" >&2; exit 1; }
echo "frictionless: its own package is read as it describes it"
