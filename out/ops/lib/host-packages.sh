# shellcheck shell=sh
# Packages and files of the server.

# put FILE MODE: writes standard input to a file, by a rename; a file that is right already is not touched.
# apt ignores names that end in .dpkg-new, so it does not read a file that an interrupted run has left.
put() {
  cat >"${work}/content"
  if [ -f "$1" ] && cmp -s "${work}/content" "$1"; then
    return 0
  fi
  line "write $1"
  if "${dry_run}"; then
    return 0
  fi
  mkdir -p "$(dirname "$1")"
  install -m "$2" "${work}/content" "$1.dpkg-new"
  mv -f "$1.dpkg-new" "$1"
}

# Whether a package is completely installed and configured.
installed() {
  state=$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) || return 1
  [ "${state}" = installed ]
}

apt() {
  # Another apt may be running: that of the security upgrades, on a server that has just booted.
  run env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef \
    -o Dpkg::Options::=--force-confold "$@"
}

# need PACKAGE...: installs the missing packages.
need() {
  missing=''
  for package in "$@"; do
    installed "${package}" || missing="${missing} ${package}"
  done
  [ -n "${missing}" ] || return 0
  # Split at blanks: names of packages contain none.
  # shellcheck disable=SC2086
  set -- ${missing}
  apt update
  apt install --no-install-recommends "$@"
}

# newer FILE PIDFILE: whether a file was changed after the program that reads it had started.
newer() {
  [ -e "$2" ] || return 1
  found=$(find "$1" -prune -newer "$2")
  [ -n "${found}" ]
}

# make_folder PATH MODE
make_folder() {
  if ! [ -d "$1" ]; then
    run install -d -m "$2" "$1"
    return
  fi
  mode=$(stat -c '%a:%u' "$1")
  [ "${mode}" = "${2#0}:0" ] || run chown root: "$1"
  [ "${mode%:*}" = "${2#0}" ] || run chmod "$2" "$1"
}
