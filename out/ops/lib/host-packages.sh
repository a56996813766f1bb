# shellcheck shell=sh
# Packages of the server, and what could be in the way of them.

# put FILE MODE: makes a file of what it reads, by a rename; one that is right already stays untouched.
# apt passes over names that end in .dpkg-new, so that a run that is broken off leaves nothing that it would read.
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

# Whether a package is installed, whole and configured.
installed() {
  state=$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) || return 1
  [ "${state}" = installed ]
}

apt() {
  # Another apt may be at work: that of the security upgrades, on a server that has just come up.
  run env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef \
    -o Dpkg::Options::=--force-confold "$@"
}

# need PACKAGE...: installs those that are missing.
need() {
  missing=''
  for package in "$@"; do
    installed "${package}" || missing="${missing} ${package}"
  done
  [ -n "${missing}" ] || return 0
  # Split at blanks: names of packages hold none.
  # shellcheck disable=SC2086
  set -- ${missing}
  apt update
  apt install --no-install-recommends "$@"
}

# newer FILE PIDFILE: whether a file was changed after the program that has read it was started.
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
