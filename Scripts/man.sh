#!/bin/sh
# Scripts/man.sh [BINARY] > aikb.1: the manual page, made of what --help prints.
# (The GenerateManual plugin of swift-argument-parser leaves out every character beyond ASCII, and so
# the Chinese half of the examples.)
set -eu
aikb=${1:-.build/release/aikb}

# Text as it stands: no character has a meaning to roff, and lines stay lines.
verbatim() {
  printf '.nf\n'
  sed -e 's/\\/\\e/g' -e "s/^\([.']\)/\\\\\&\1/" -e 's/-/\\-/g' -e "s/'/\\\\(aq/g" -e 's/`/\\(ga/g' -e 's/\^/\\(ha/g' -e 's/~/\\(ti/g'
  printf '.fi\n'
}

printf '.\\" Made by Scripts/man.sh.\n.TH AIKB 1 "" "aikb %s"\n' "$("$aikb" --version)"
printf '.SH NAME\naikb \\- a knowledge base of the global AI competition in one SQLite file\n'
printf '.SH DESCRIPTION\n'
COLUMNS=80 "$aikb" --help | verbatim
# A name stands behind two spaces; its further lines and aliases behind more, or a comma.
for command in $(COLUMNS=80 "$aikb" --help | sed -n '/^SUBCOMMANDS:/,$s/^  \([a-z]*\).*/\1/p'); do
  printf '.SH AIKB %s\n' "$(echo "$command" | tr a-z A-Z)"
  COLUMNS=80 "$aikb" "$command" --help | verbatim
done
