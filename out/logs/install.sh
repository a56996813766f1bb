#!/bin/sh
# Has nginx' log rotated before it grows too large, and bans addresses that guess passwords, at the login pages or over SSH. Run it as root;
# running it again changes nothing.
#
#   install.sh             put the files in place, and have logrotate and fail2ban read them
#   install.sh --dry-run   say what would be done, and change nothing
#   install.sh --check     check whether everything is in place: one line for each deviation
#
# prepare-host.sh has installed the programs. All files have names of this site's own; what an operator writes into jail.local or into files
# of fail2ban that end in .local takes precedence. fail2ban tests the files before they are put in place.
# Exit status: 0 done, or nothing found; 1 it failed, or something was found; 64 wrong usage; 77 not root; 78 a program is missing, or files
# of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR/..
set -eu
self=$(readlink -f -- "$0")
out=${self%/*/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/logs-files.sh"
. "${out}/ops/lib/logs-bans.sh"
umask 022
PATH=${PATH}:/usr/sbin:/sbin

check=false

main() {
  case $* in
    '') ;;
    --dry-run) dry_run=true ;;
    --check) check=true ;;
    *) usage ;;
  esac
  need_root
  for program in fail2ban-client logrotate nft; do
    command -v "${program}" >/dev/null || stop "the program ${program} is missing: prepare-host.sh installs it" 78
  done
  work=$(mktemp -d)
  trap 'rm -rf -- "${work}"' EXIT
  trap 'exit 1' HUP INT TERM
  make_files
  compare
  if "${check}"; then
    while read -r _ target; do problem "${target} is missing, or differs"; done <"${work}/changes"
    check_services
    [ "${problems}" -eq 0 ] || exit 1
    return
  fi
  if ! [ -s "${work}/changes" ] && ! "${dry_run}" && services_run; then
    line "nothing to change"
    return
  fi
  while read -r _ target; do line "write ${target}"; done <"${work}/changes"
  "${dry_run}" || test_files
  put_in_place
  start_services
}

main "$@"
exit
