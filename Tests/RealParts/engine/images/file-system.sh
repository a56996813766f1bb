#!/bin/sh
# Makes FOLDER/file-system.tar, of which all images of the tests consist: Debian with PostgreSQL's server and its exporter and, when the archive has the
# package odoo-19, Odoo and what it needs. FOLDER/has-odoo says whether it has.
#
#   file-system.sh FOLDER
#
# The official images cannot be pulled where there is no registry. The same programs come from Debian: Odoo from its unstable suite, and
# everything else from trixie, whose Python is the one that Odoo 19.0 runs on.
# Users and folders are those of the official images. Nothing is made again while this script stays as it is.
set -eu
umask 022

suite=trixie
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
mkdir -p "${1:?usage: file-system.sh FOLDER}"
folder=$(CDPATH='' cd -- "$1" && pwd -P)

recipe=$(sha256sum <"$here/file-system.sh")
if [ -f "$folder/file-system.tar" ] && [ "$(cat "$folder/recipe" 2>/dev/null)" = "$recipe" ]; then
  exit 0
fi

# shellcheck source-path=SCRIPTDIR source=../../debian-archive.sh
. "$here/../../debian-archive.sh"
mirror=$(debian_archive) || no_archive file-system.sh

work=$folder/unfinished
rm -rf "$work" "$folder/recipe" "$folder/file-system.tar" "$folder/has-odoo"
mkdir -p "$work/odoo"
trap 'rm -rf "$work"' EXIT
use_suite sid "$work"

packages=ca-certificates,postgresql,postgresql-client,prometheus-postgres-exporter,busybox
# An archive out of reach has been a failure by now; a package that is not in it is none.
if suite_apt --print-uris download odoo-19 >/dev/null 2>&1; then
  (cd "$work/odoo" && logged suite_apt download odoo-19)
  package=$(echo "$work"/odoo/odoo-19_*.deb)
  # Of alternatives the first; without versions, for trixie's are what there is. Odoo 19.0 still asks for names of former time zones.
  needed=$(dpkg-deb -f "$package" Depends | tr ',' '\n' | sed -E 's/[(|:].*//; s/ //g' | sed '/^$/d' | paste -sd,)
  packages=$packages,tzdata-legacy,$needed
  touch "$folder/has-odoo"
fi

# customize FOLDER: what the official images do on top of their packages. Runs inside mmdebstrap, on the finished file system.
cat >"$work/customize" <<'SCRIPT'
set -eu
root=$1
for package in "$work"/odoo/*.deb; do
  [ -f "$package" ] || continue
  # Without translations, which are most of it, and without the maintainer's scripts, which would start a service.
  dpkg-deb --fsys-tarfile "$package" | tar -x -C "$root" --exclude='*/addons/*/i18n/*' --exclude='./usr/share/doc/*'
  chroot "$root" python3 -m compileall -q -j 0 /usr/lib/python3/dist-packages/odoo || :
done
rm -rf "$root"/var/lib/postgresql/*
chroot "$root" sh -c '
  install -d -o odoo -g odoo /var/lib/odoo /mnt/extra-addons
  install -d -o postgres -g postgres -m 1777 /var/lib/postgresql/data
  install -d /docker-entrypoint-initdb.d
  ln -s /usr/lib/postgresql/*/bin/* /usr/local/bin/'
SCRIPT
export work

# The numbers are those of the official images, and must be there before a package takes them or makes the user itself.
# It is mmdebstrap's shell that reads this.
# shellcheck disable=SC2016
accounts='printf "odoo:x:100:101::/var/lib/odoo:/usr/sbin/nologin\npostgres:x:999:999::/var/lib/postgresql:/bin/bash\n" >>"$1/etc/passwd"
  printf "odoo:x:101:\npostgres:x:999:\n" >>"$1/etc/group"'

logged mmdebstrap --variant=minbase --include="$packages" \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt=force-unsafe-io \
  --essential-hook="$accounts" --customize-hook="sh $work/customize \"\$1\"" \
  "$suite" "$work/file-system.tar" "deb [signed-by=$debian_keyring] $mirror $suite main"

mv -f "$work/file-system.tar" "$folder/file-system.tar"
printf '%s\n' "$recipe" >"$folder/recipe"
