#!/bin/sh
# Lays out the package for Debian and Ubuntu, which dpkg-deb then packs.
#
# usage: build.sh GEN ARCHITECTURE SBOM FOLDER
set -eu
umask 022

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
gen=$1
architecture=$2
sbom=$3
root=$4
version=$("$gen" --version)

sh "$here/../install.sh" "$gen" /usr "$root"
documents=$root/usr/share/doc/gen
install -d "$root/DEBIAN" "$documents" "$root/usr/share/lintian/overrides"
install -m 0644 "$here/copyright" "$sbom" "$documents/"
install -m 0644 "$here/lintian-overrides" "$root/usr/share/lintian/overrides/gen"

# Debian's own changelog has one entry; what has changed is beside it.
gzip -9 -n <"$here/../../CHANGELOG.md" >"$documents/NEWS.md.gz"
date=$(date --utc --date="@$SOURCE_DATE_EPOCH" +'%a, %d %b %Y %H:%M:%S +0000')
sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$date/" -e "s/@MAINTAINER@/$(sed -n 's/^Maintainer: //p' "$here/control")/" "$here/changelog" |
  gzip -9 -n >"$documents/changelog.gz"
chmod 0644 "$documents"/*.gz

size=$(find "$root/usr" -type f -printf '%s\n' | awk '{ total += int(($1 + 1023) / 1024) } END { print total }')
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$size/" "$here/control" >"$root/DEBIAN/control"
(cd "$root" && find usr -type f | LC_ALL=C sort | xargs md5sum >DEBIAN/md5sums)
chmod 0644 "$root/DEBIAN/control" "$root/DEBIAN/md5sums"
