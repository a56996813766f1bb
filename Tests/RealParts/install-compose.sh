#!/bin/sh
# Puts Docker Compose v2 at FOLDER/docker-compose, unless it is there already: install-compose.sh [FOLDER]
# FOLDER is bin in $REALPARTS_TOOLS by default, and that is .build/realparts of the repository.
#
# Debian 12 has only Compose v1, so where Docker's plugin is not installed, the package of Debian's unstable suite is unpacked; it needs
# no more of the system than its C library. The mirror is the one that this machine's own sources name, and the package lists stay in
# FOLDER. `docker-compose config` needs no engine.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
folder=${1:-${REALPARTS_TOOLS:-$here/../../.build/realparts}/bin}
mkdir -p "$folder"
folder=$(CDPATH='' cd -- "$folder" && pwd -P)
program=$folder/docker-compose
if [ -x "$program" ] && "$program" version --short >/dev/null 2>&1; then
  exit 0
fi

# Whoever has the plugin needs nothing else.
if command -v docker >/dev/null && docker compose version >/dev/null 2>&1; then
  printf '#!/bin/sh\nexec docker compose "$@"\n' >"$program.new"
  chmod 0755 "$program.new"
  mv -f "$program.new" "$program"
  exit 0
fi

# mirror: the first Debian archive among the machine's sources, in either of apt's two notations.
mirror() {
  sed -n 's/^URIs:[[:space:]]*\([^[:space:]]*\).*/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null
  sed -n 's/^deb[[:space:]]\{1,\}\(\[[^]]*\][[:space:]]*\)\{0,1\}\([^[:space:]]*\).*/\2/p' /etc/apt/sources.list 2>/dev/null
}

work=$folder/compose-download
rm -rf "$work"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
trap 'rm -rf "$work"' EXIT
archive=$(mirror | sed -n 1p)
if [ -z "$archive" ]; then
  printf 'install-compose.sh: no archive among the sources of apt\n' >&2
  exit 1
fi
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
printf 'deb [signed-by=%s] %s sid main\n' "$keyring" "$archive" >"$work/sources.list"

apt_private() {
  if ! apt-get -q -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::Lists="$work/lists" \
    -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root "$@" >"$work/log" 2>&1; then
    cat "$work/log" >&2
    exit 1
  fi
}

cd "$work"
apt_private update
apt_private download docker-compose
dpkg-deb --fsys-tarfile "$work"/docker-compose_*.deb |
  tar -xO ./usr/libexec/docker/cli-plugins/docker-compose >"$program.new"
chmod 0755 "$program.new"
mv -f "$program.new" "$program"
"$program" version --short
