{#
format: sh

What every script begins with. A script finds it beside itself, wherever it was called from and by whatever link.
#}
# shellcheck shell=sh
# Begins a script of this folder: the values of site.sh, and how a script speaks, stops, and goes through a list.
# Read with `out`, the folder of docker-compose.yml, which scripts find by their own place:
#
#   self=$(readlink -f -- "$0")
#   out=${self%/*}
#   . "${out}/ops/lib/begin.sh"
umask 077
# Ranges such as a-z mean those letters and no others.
LC_ALL=C
export LC_ALL

dry_run=false
problems=0

# say MESSAGE: tells people. Messages go to standard error: standard output is for what was asked for.
say() { printf '%s: %s\n' "${0##*/}" "$1" >&2; }

# line WORD...: one line of what was asked for.
line() { printf '%s\n' "$*"; }

# stop MESSAGE [STATUS]
stop() {
  say "$1"
  exit "${2:-1}"
}

# wrong_usage ARGUMENTS: how the script is called.
wrong_usage() {
  printf 'usage: %s %s\n' "${0##*/}" "$1" >&2
  exit 64
}

need_root() {
  uid=$(id -u)
  [ "${uid}" -eq 0 ] || stop "must be run as root" 77
}

# run COMMAND...: one that changes something; a dry run only names it.
run() {
  if "${dry_run}"; then
    line "$@"
  else
    "$@"
  fi
}

# problem TEXT: something that is not as it should be.
problem() {
  line "$1"
  problems=$((problems + 1))
}

# each COMMAND LIST: runs a command once for each entry of a list of site.sh, with the entry's fields as its arguments.
each() {
  # What an outer list runs comes back afterwards.
  set -- "$1" "$2" "${site_command-}"
  site_command=$1
  "$2"
  site_command=$3
}

# The values may be those of another version of gen, where files of two folders were mixed.
unset site_format site_command
[ -r "${out:?}/ops/site.sh" ] || stop "${out}/ops/site.sh is missing: put the whole folder here that gen build has made" 78
. "${out}/ops/site.sh"
[ "${site_format-}" = 1 ] || stop "${out}/ops/site.sh is of another version of gen than this script: put the whole folder here" 78
