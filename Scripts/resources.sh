#!/bin/sh
# Writes Sources/CResources/resources.c: every file of Migrations/ and Seeds/, compiled into the binary
# with C23 #embed. Run it when a file is added or removed (a test fails until then); a changed file is
# picked up by the compiler by itself.
set -eu
cd "$(dirname "$0")/.."
files=$(find Migrations Seeds -type f \( -name '*.sql' -o -name '*.csv' -o -name '*.yaml' \) | LC_ALL=C sort)
out=Sources/CResources/resources.c
{
  echo '// Made by Scripts/resources.sh: the files of Migrations/ and Seeds/, by their path.'
  echo '#include "CResources.h"'
  n=0
  for f in $files; do
    n=$((n + 1))
    printf '\nstatic const unsigned char file_%d[] = {\n#embed "../../%s" suffix(,)\n0};\n' "$n" "$f"
  done
  printf '\nstatic const struct aikb_resource resources[] = {\n'
  n=0
  for f in $files; do
    n=$((n + 1))
    printf '  {"%s", file_%d, sizeof file_%d - 1},\n' "$f" "$n" "$n"
  done
  printf '};\n\nint aikb_resource_count(void) { return sizeof resources / sizeof *resources; }\n'
  printf 'struct aikb_resource aikb_resource_at(int i) { return resources[i]; }\n'
} > "$out"
