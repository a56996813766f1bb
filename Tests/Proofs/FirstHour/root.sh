#!/bin/sh
# Makes FOLDER/root.tar: a Debian with apt, git, and what a job of a forge needs. Nothing is made again while this script stays as it is.
#
#   root.sh FOLDER
set -eu
umask 022

suite=trixie
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
mkdir -p "${1:?usage: root.sh FOLDER}"
folder=$(CDPATH='' cd -- "$1" && pwd -P)

recipe=$(sha256sum <"$here/root.sh")
if [ -f "$folder/root.tar" ] && [ "$(cat "$folder/recipe" 2>/dev/null)" = "$recipe" ]; then
  exit 0
fi

# shellcheck source-path=SCRIPTDIR source=../../RealParts/debian-archive.sh
. "$here/../../RealParts/debian-archive.sh"
mirror=$(debian_archive) || no_archive root.sh

suite_folder=$folder/unfinished
rm -rf "$suite_folder" "$folder/recipe" "$folder/root.tar"
mkdir -p "$suite_folder"
trap 'rm -rf "$suite_folder"' EXIT

logged mmdebstrap --variant=apt --include=ca-certificates,curl,git,jq \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt=force-unsafe-io \
  "$suite" "$suite_folder/root.tar" "deb [signed-by=$debian_keyring] $mirror $suite main"

mv -f "$suite_folder/root.tar" "$folder/root.tar"
printf '%s\n' "$recipe" >"$folder/recipe"
