#!/bin/sh
# The source, compiled in another folder, is the same program: as a release has it, byte for byte.
#
# usage: check-reproducible.sh GEN
set -eu
cd -- "$(dirname -- "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/source"
git ls-files -z | tar --null --files-from=- --create --file=- | tar --directory="$work/source" --extract --file=-
swift build --quiet -c release --product gen --package-path "$work/source" --scratch-path "$work/build"
python3 packaging/placeless.py "$1" "$work/here"
python3 packaging/placeless.py "$work/build/release/gen" "$work/there"
cmp "$work/here" "$work/there"
printf 'compiled in two folders: the same %s bytes\n' "$(wc -c <"$work/here")"
