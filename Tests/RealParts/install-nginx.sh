#!/bin/sh
# Unpacks the nginx of every operating system that site.yaml may name: install-nginx.sh [FOLDER]
# FOLDER is nginx in $REALPARTS_TOOLS by default, and that is .build/realparts of the repository. Below it are 18, 22 and 26, after the
# second number of the version, each with bin/nginx and the etc that its package installs. Ubuntu's 1.24 knows the same directives as 1.22.
#
# Debian's packages, each with the libraries that a later system has no more. Nothing is installed.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
folder=${1:-${REALPARTS_TOOLS:-$here/../../.build/realparts}/nginx}
mkdir -p "$folder"
folder=$(CDPATH='' cd -- "$folder" && pwd -P)
work=$folder/download
# Where Debian puts libraries: x86_64-linux-gnu, aarch64-linux-gnu.
triplet=$(uname -m)-linux-gnu
trap 'rm -rf "$work"' EXIT

# shellcheck source-path=SCRIPTDIR source=debian-archive.sh
. "$here/debian-archive.sh"

# nginx GENERATION SUITE PACKAGE...: unpacks the packages of a suite, and puts a program before them that finds the libraries.
nginx() {
  place=$folder/$1
  suite=$2
  shift 2
  if [ -x "$place/bin/nginx" ] && "$place/bin/nginx" -v 2>/dev/null; then return 0; fi
  rm -rf "$work" "$place" "$place.new"
  mkdir -p "$place.new/bin"
  use_suite "$suite" "$work"
  cd "$work"
  logged suite_apt download nginx-common "$@"
  for package in *.deb; do dpkg-deb -x "$package" "$place.new"; done
  cat >"$place.new/bin/nginx" <<PROGRAM
#!/bin/sh
export LD_LIBRARY_PATH='$place/lib/$triplet:$place/usr/lib/$triplet'
exec '$place/usr/sbin/nginx' "\$@"
PROGRAM
  chmod 0755 "$place.new/bin/nginx"
  mv "$place.new" "$place"
  "$place/bin/nginx" -v
}

debian_archive >/dev/null || no_archive install-nginx.sh
nginx 22 bookworm nginx
nginx 26 trixie nginx
# An archive keeps a suite for some years after its end. When this one is gone, its neighbour takes its place; run.py says so.
if ! (nginx 18 bullseye nginx-core libssl1.1 libpcre3); then
  printf 'SKIPPED nginx 1.18: the archive of Debian has it no more; 1.22 takes its place\n' >&2
  ln -sfn 22 "$folder/18"
fi
