#!/usr/bin/env bash
# Puts the --help text of every command into README.md, between <!-- help: NAME --> and <!-- /help -->.
# A test fails while the two differ.
set -eu
cd "$(dirname "$0")/.."
binary=${1:-.build/release/aikb}
python3 - "$binary" <<'PY'
import re, subprocess, sys
binary = sys.argv[1]
text = open("README.md", encoding="utf-8").read()
def block(match):
    name = match.group(1)
    command = [binary] + ([] if name == "aikb" else [name]) + ["--help"]
    output = subprocess.run(command, capture_output=True, text=True, check=True, env={"COLUMNS": "80"}).stdout
    return f"<!-- help: {name} -->\n```\n{output.strip()}\n```\n<!-- /help -->"
text = re.sub(r"<!-- help: ([\w-]+) -->.*?<!-- /help -->", block, text, flags=re.S)
open("README.md", "w", encoding="utf-8").write(text)
PY
