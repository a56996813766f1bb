#!/bin/sh
# Puts Docker Compose v2 at FOLDER/docker-compose, unless it is there already: install-compose.sh [FOLDER]
# FOLDER is programs in $REALPARTS_TOOLS by default, and that is .build/realparts of the repository. The tests call the program there,
# whatever else has its name on this machine.
#
# Debian 12 has only Compose v1, so where Docker's plugin is not installed, the package of Debian's unstable suite is unpacked; it needs
# no more of the system than its C library. `docker-compose config` needs no engine.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
folder=${1:-${REALPARTS_TOOLS:-$here/../../.build/realparts}/programs}
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

# shellcheck source-path=SCRIPTDIR source=debian-archive.sh
. "$here/debian-archive.sh"
debian_archive >/dev/null || no_archive install-compose.sh

work=$folder/compose-download
rm -rf "$work"
trap 'rm -rf "$work"' EXIT
use_suite sid "$work"
cd "$work"
logged suite_apt download docker-compose
dpkg-deb --fsys-tarfile docker-compose_*.deb | tar -xO ./usr/libexec/docker/cli-plugins/docker-compose >"$program.new"
chmod 0755 "$program.new"
mv -f "$program.new" "$program"
"$program" version --short
