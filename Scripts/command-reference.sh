#!/usr/bin/env bash
# Writes docs/commands.md and docs/commands.zh.md: what --help prints of every command. A test fails
# while they differ.
set -eu
cd "$(dirname "$0")/.."
binary=$(realpath "${1:-.build/release/aikb}")

help() {
  env -i COLUMNS=80 "$binary" --lang "$1" $2 --help
}

reference() {
  local language=$1 title=$2 made=$3
  printf '# %s\n\n%s\n\n```\n%s\n```\n' "$title" "$made" "$(help "$language" '')"
  # A name stands behind two spaces; its further lines and aliases behind more, or a comma.
  for command in $(help en '' | sed -n '/^SUBCOMMANDS:/,$s/^  \([a-z]*\).*/\1/p'); do
    printf '\n## %s\n\n```\n%s\n```\n' "$command" "$(help "$language" "$command")"
  done
}

reference en Commands 'What `aikb COMMAND --help` prints ([中文](commands.zh.md)).' > docs/commands.md
reference zh 命令 '`aikb COMMAND --help` 的输出（[English](commands.md)）。' > docs/commands.zh.md
