# shellcheck shell=sh
# What of gen's was ever put on this server: a check sum and a path for each file, and `rule` with its text for each rule of the firewall.

state="/var/lib/${site_name}"
known="${state}/known"

# note_known: adds the lines of standard input.
note_known() {
  mkdir -p -- "${state}"
  chmod 0700 -- "${state}"
  [ -e "${known}" ] || : >"${known}"
  sort -u -- "${known}" - >"${known}.new"
  mv -fT -- "${known}.new" "${known}"
}

# is_known LINE
is_known() { [ -e "${known}" ] && grep -Fxq -e "$1" "${known}"; }

# was_put PATH: whether some version of a file of this folder was put on this server.
was_put() { [ -e "${known}" ] && cut -c 67- "${known}" | grep -Fxq -e "$1"; }

# is_version FILE PATH: whether a file is a version of the file of this folder that was put on this server.
is_version() {
  sum=$(sha256sum <"$1") || return 1
  is_known "${sum%% *}  $2"
}

# digest: prints by which digits plans and records name a folder, from its SHA256SUMS on standard input.
digest() { sha256sum | cut -c 1-16; }
