#!/bin/sh
# Unpacks the nginx of every operating system that site.yaml may name: install-nginx.sh [FOLDER]
# FOLDER is nginx in $REALPARTS_TOOLS by default, and that is .build/realparts of the repository. Below it are 18, 22 and 26, after the
# second number of the version, each with bin/nginx and the etc that its package installs. Ubuntu's 1.24 knows the same directives as 1.22.
#
# Debian's packages, each with the libraries that a later system has no more. The mirror is the one that this machine's own sources name,
# and the package lists stay in FOLDER. Nothing is installed.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
folder=${1:-${REALPARTS_TOOLS:-$here/../../.build/realparts}/nginx}
mkdir -p "$folder"
folder=$(CDPATH='' cd -- "$folder" && pwd -P)
work=$folder/download
# Where Debian puts libraries: x86_64-linux-gnu, aarch64-linux-gnu.
triplet=$(uname -m)-linux-gnu
trap 'rm -rf "$work"' EXIT

# mirror: the first Debian archive among the machine's sources, in either of apt's two notations.
mirror() {
  sed -n 's/^URIs:[[:space:]]*\([^[:space:]]*\).*/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null
  sed -n 's/^deb[[:space:]]\{1,\}\(\[[^]]*\][[:space:]]*\)\{0,1\}\([^[:space:]]*\).*/\2/p' /etc/apt/sources.list 2>/dev/null
}

apt_private() {
  if ! apt-get -q -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::Lists="$work/lists" \
    -o Dir::State::status=/dev/null -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root "$@" >"$work/log" 2>&1; then
    cat "$work/log" >&2
    exit 1
  fi
}

# nginx GENERATION SUITE PACKAGE...: unpacks the packages of a suite, and puts a program before them that finds the libraries.
nginx() {
  place=$folder/$1
  suite=$2
  shift 2
  if [ -x "$place/bin/nginx" ] && "$place/bin/nginx" -v 2>/dev/null; then return 0; fi
  rm -rf "$work" "$place"
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$place.new/bin"
  printf 'deb [signed-by=%s] %s %s main\n' /usr/share/keyrings/debian-archive-keyring.gpg "$archive" "$suite" >"$work/sources.list"
  cd "$work"
  apt_private update
  apt_private download nginx-common "$@"
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

archive=$(mirror | sed -n 1p)
if [ -z "$archive" ]; then
  printf 'install-nginx.sh: no archive among the sources of apt\n' >&2
  exit 1
fi
nginx 18 bullseye nginx-core libssl1.1 libpcre3
nginx 22 bookworm nginx
nginx 26 trixie nginx
