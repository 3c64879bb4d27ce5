#!/usr/bin/env bash
# Scripts/dist.sh BINARY FOLDER: FOLDER/aikb-VERSION-linux-MACHINE.tar.gz and its SHA-256.
#
# BINARY is linked statically against everything, the C library too: it runs on any Linux of its
# machine, an empty folder as its root included, which is tried here before anything is packed. The same
# commit and tools give the same bytes: entries are sorted, and carry the date of the commit.
set -euo pipefail
binary=$1 out=$2
version=$("$binary" --version)
name=aikb-$version-linux-$(uname -m)
date=$(git log -1 --format=%cI)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
root=$stage/$name

if readelf -d "$binary" | grep -q NEEDED; then
  echo "$binary needs shared libraries:" >&2
  readelf -d "$binary" | grep NEEDED >&2
  exit 1
fi

install -D -m 755 "$binary" "$root/bin/aikb"
strip "$root/bin/aikb"

# Nothing but the program and /proc in its root: what it needs besides would be missing here.
install -D "$root/bin/aikb" "$stage/bare/aikb"
mkdir "$stage/bare/proc" "$stage/bare/tmp"
inside() {
  unshare --map-root-user --mount --pid --fork --mount-proc="$stage/bare/proc" \
    chroot "$stage/bare" /aikb --db /tmp/aikb.db "$@"
}
inside init >/dev/null 2>&1
[ "$(inside search 华为 --limit 1 -f csv 2>/dev/null | sed -n '2s/,.*//p')" = huawei ] || {
  echo "the program does not work in an empty root" >&2
  exit 1
}

manual() {
  mkdir -p "$root/share/man/$2"
  Scripts/man.sh "$root/bin/aikb" "$1" | gzip -9n > "$root/share/man/$2/aikb.1.gz"
}
manual en man1
manual zh zh_CN/man1

completions() {
  mkdir -p "$(dirname "$root/share/$2")"
  "$root/bin/aikb" completions "$1" > "$root/share/$2"
}
completions bash bash-completion/completions/aikb
completions zsh zsh/site-functions/_aikb
completions fish fish/vendor_completions.d/aikb.fish

documents=$root/share/doc/aikb
install -D -m 644 -t "$documents" README.md README.zh.md CHANGELOG.md LICENSE
install -D -m 644 -t "$documents/docs" docs/*
install -D -m 644 -t "$documents/Examples" Examples/*.csv Examples/*.yaml

# What is linked in belongs to others; their terms come along.
licence() {
  install -D -m 644 "$2" "$documents/licences/$1"
}
for package in libsqlite3-dev libyaml-dev libmd-dev libexpat1-dev zlib1g-dev libc6-dev; do
  licence "${package%-dev}" "/usr/share/doc/$package/copyright"
done
licence libstdc++ "$(ls /usr/share/doc/libstdc++-*-dev/copyright | tail -1)"
licence swift "$(dirname "$(readlink -f "$(command -v swift)")")/../share/swift/LICENSE.txt"
licence swift-argument-parser "$(dirname "$(dirname "$binary")")/checkouts/swift-argument-parser/LICENSE.txt"
licence unicode Sources/CUnicode/LICENSE.md

mkdir -p "$out"
tar --create --directory "$stage" --sort=name --mtime="$date" --owner=0 --group=0 --numeric-owner "$name" \
  | gzip -9n > "$out/$name.tar.gz"
(cd "$out" && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
echo "$out/$name.tar.gz: $(du -h "$out/$name.tar.gz" | cut -f1), sha256 $(cut -d' ' -f1 "$out/$name.tar.gz.sha256")"
