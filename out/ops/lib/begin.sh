# shellcheck shell=sh
# Common to all scripts of this folder: reads the values of site.sh, and has the functions for messages, stopping and lists.
# It needs `out`, the folder of docker-compose.yml, and `self`, the script, which scripts find from their own path:
#
#   self=$(readlink -f -- "$0")
#   out=${self%/*}
#   . "${out}/ops/lib/begin.sh"
umask 077
# In this locale, ranges such as a-z match these letters only.
LC_ALL=C
export LC_ALL

dry_run=false
problems=0

# say MESSAGE: prints a message to standard error; standard output is for results.
say() { printf '%s: %s\n' "${0##*/}" "$1" >&2; }

# line WORD...: prints one line of the result.
line() { printf '%s\n' "$*"; }

# stop MESSAGE [STATUS]
stop() {
  say "$1"
  exit "${2:-1}"
}

# help: prints the comment at the head of the script, which says what it does, its options and how it ends.
help() { sed -n -e 1d -e '/^#/!q' -e '/^# shellcheck /d' -e 's/^# \{0,1\}//p' "${self:?}"; }

# usage: prints how the script can be called, and ends it.
usage() {
  help | sed -n "s/^  *\(${self##*/}\( .*\)\{0,1\}\)\$/\1/p" | sed -e '1s/^/usage: /' -e '1!s/^/       /' >&2
  say "not understood: ${arguments:-no argument}; ${0##*/} --help says more"
  exit 64
}

need_root() {
  uid=$(id -u)
  [ "${uid}" -eq 0 ] || stop "must be run as root" 77
}

# run COMMAND...: runs a command that changes something; a dry run only prints it.
run() {
  if "${dry_run}"; then
    line "$@"
  else
    "$@"
  fi
}

# problem TEXT: prints and counts a deviation.
problem() {
  line "$1"
  problems=$((problems + 1))
}

# each COMMAND LIST: runs a command once for each entry of a list of site.sh, with the entry's fields as its arguments.
each() {
  # Lists can be nested: the outer command is restored afterwards.
  set -- "$1" "$2" "${site_command-}"
  site_command=$1
  "$2"
  site_command=$3
}

# Help needs neither rights nor site.sh. What follows these words is for another program.
arguments=$*
for argument in "$@"; do
  case ${argument} in
    --help)
      help
      exit
      ;;
    -- | --restic) break ;;
    *) ;;
  esac
done

# If files of two folders were mixed, the values may be from another version of gen.
unset site_format site_command
[ -r "${out:?}/ops/site.sh" ] || stop "${out}/ops/site.sh is missing: copy the whole folder that gen build made" 78
. "${out}/ops/site.sh"
[ "${site_format-}" = 1 ] || stop "${out}/ops/site.sh is from another version of gen than this script: copy the whole folder" 78
