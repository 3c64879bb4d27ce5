#!/bin/sh
# Scripts/man.sh [BINARY] [en|zh] > aikb.1: the manual page, made of what --help prints.
# (The GenerateManual plugin of swift-argument-parser leaves out every character beyond ASCII, and so
# the Chinese half of the examples.)
set -eu
aikb=${1:-.build/release/aikb}
language=${2:-en}

# Text as it stands: no character has a meaning to roff, and lines stay lines.
verbatim() {
  printf '.nf\n'
  sed -e 's/\\/\\e/g' -e "s/^\([.']\)/\\\\\&\1/" -e 's/-/\\-/g' -e "s/'/\\\\(aq/g" -e 's/`/\\(ga/g' -e 's/\^/\\(ha/g' -e 's/~/\\(ti/g'
  printf '.fi\n'
}

case $language in
  zh) name=名称 description=说明 title='全球人工智能竞争知识库，存于单个 SQLite 文件' ;;
  *) name=NAME description=DESCRIPTION title='a knowledge base of the global AI competition in one SQLite file' ;;
esac

help() {
  COLUMNS=80 "$aikb" --lang "$1" $2 --help
}

printf '.\\" Made by Scripts/man.sh.\n.TH AIKB 1 "" "aikb %s"\n' "$("$aikb" --version)"
printf '.SH %s\naikb \\- %s\n.SH %s\n' "$name" "$title" "$description"
help "$language" '' | verbatim
# A name stands behind two spaces; its further lines and aliases behind more, or a comma.
for command in $(help en '' | sed -n '/^SUBCOMMANDS:/,$s/^  \([a-z]*\).*/\1/p'); do
  printf '.SH AIKB %s\n' "$(echo "$command" | tr a-z A-Z)"
  help "$language" "$command" | verbatim
done
