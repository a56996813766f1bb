# shellcheck shell=sh
# Packages of a suite of Debian that this machine need not run, fetched and not installed. To be sourced by who needs some.

# debian_archive: prints the archive that DEBIAN_ARCHIVE names, or else the first one of Debian among the machine's own sources, in either
# of apt's two notations. Ends with 1 where there is none, as on Ubuntu.
debian_archive() {
  if [ -n "${DEBIAN_ARCHIVE:-}" ]; then
    printf '%s\n' "$DEBIAN_ARCHIVE"
    return
  fi
  {
    sed -n 's/^URIs:[[:space:]]*\([^[:space:]]*\).*/\1/p' /etc/apt/sources.list.d/*.sources
    sed -n 's/^deb[[:space:]]\{1,\}\(\[[^]]*\][[:space:]]*\)\{0,1\}\([^[:space:]]*\).*/\2/p' /etc/apt/sources.list
  } 2>/dev/null | grep -m 1 '/debian/*$'
}

# no_archive SCRIPT: ends a script that cannot do without.
no_archive() {
  printf '%s: no archive of Debian among the sources of apt: name one in the variable DEBIAN_ARCHIVE\n' "$1" >&2
  exit 1
}

debian_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# use_suite SUITE FOLDER: what suite_apt is about from now on; its lists and what it fetches go into an empty folder.
use_suite() {
  suite_folder=$2
  mkdir -p "$suite_folder/lists/partial" "$suite_folder/cache/archives/partial"
  printf 'deb [signed-by=%s] %s %s main\n' "$debian_keyring" "$(debian_archive)" "$1" >"$suite_folder/sources.list"
  logged suite_apt update --error-on=any
}

# suite_apt COMMAND...: apt-get as if the machine had nothing but that suite.
suite_apt() {
  apt-get -q -o Dir::Etc::sourcelist="$suite_folder/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::State::Lists="$suite_folder/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$suite_folder/cache" \
    -o APT::Sandbox::User=root "$@"
}

# logged COMMAND...: says nothing while all goes well; when it does not, says everything, and ends the script.
logged() {
  "$@" >"$suite_folder/log" 2>&1 || {
    cat "$suite_folder/log" >&2
    exit 1
  }
}
