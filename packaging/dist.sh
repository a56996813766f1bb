#!/bin/sh
# Makes what a release consists of: the program, an archive with its manual pages and completions, a package for Debian and Ubuntu, the list of its
# parts, and the checksums of all of them.
#
# usage: dist.sh GEN FOLDER
#
# GEN is the static program, FOLDER is emptied. The same source, compiler and SOURCE_DATE_EPOCH make the same bytes, in any folder and by anybody;
# without the variable it is the time of the last commit.
set -eu
umask 022
LC_ALL=C.UTF-8 TZ=UTC
export LC_ALL TZ

if [ "$#" -ne 2 ]; then
  printf 'usage: dist.sh GEN FOLDER\n' >&2
  exit 64
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
gen=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd -P)/$(basename -- "$1")
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct)}
# One block after the other, however many processors there are.
DPKG_DEB_THREADS_MAX=1 XZ_DEFAULTS=--threads=1
export SOURCE_DATE_EPOCH DPKG_DEB_THREADS_MAX XZ_DEFAULTS

python3 "$here/../Scripts/check-static.py" "$gen" >&2
version=$("$gen" --version)
system=linux-$(uname -m)
architecture=$(dpkg --print-architecture)
name=gen-$version-$system

rm -rf "$2"
mkdir -p "$2"
folder=$(CDPATH='' cd -- "$2" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# dated FOLDER: everything in it has the time of the source.
dated() {
  find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

python3 "$here/placeless.py" "$gen" "$work/gen"
gen=$work/gen
python3 "$here/sbom.py" "$gen" >"$folder/gen-$version.cdx.json"

# The program alone, for whoever wants one file.
install -m 0755 "$gen" "$folder/$name"

# All of it, to be unpacked in /usr/local or ~/.local.
sh "$here/install.sh" "$gen" /gen "$work/archive"
install -d "$work/archive/gen/share/doc/gen"
install -m 0644 "$here/../LICENSE" "$here/../CHANGELOG.md" "$folder/gen-$version.cdx.json" "$work/archive/gen/share/doc/gen/"
mv "$work/archive/gen" "$work/archive/$name"
dated "$work/archive"
tar --directory="$work/archive" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --create "$name" | gzip -9 -n >"$folder/$name.tar.gz"

sh "$here/debian/build.sh" "$gen" "$architecture" "$folder/gen-$version.cdx.json" "$work/debian"
dated "$work/debian"
dpkg-deb --root-owner-group -Zxz --build "$work/debian" "$folder/gen_${version}_$architecture.deb" >&2

cd "$folder"
sha256sum -- * >"$work/SHA256SUMS"
install -m 0644 "$work/SHA256SUMS" SHA256SUMS
dated "$folder"
printf '%s\n' "$folder"/*
