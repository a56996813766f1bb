#!/bin/sh
# Sets up what watches the site: the packages of Prometheus, Alertmanager and the exporters, with the files of this folder. Run it as
# root, and again when this folder or a secret has changed; otherwise running it again changes nothing.
#
#   install.sh             install the packages, check the files, put them in place, and restart the services that read them
#   install.sh --dry-run   say what would be done, and change nothing
#   install.sh --check     check whether everything is in place and answers: one line for each deviation
#
# Every program listens on 127.0.0.1 only. Files go to folders of their own, or beside the packages' own as drop-ins of systemd. It stops,
# and changes nothing, if a program refuses its file, or if somebody else has configured one of them on this server.
# Exit status: 0 done, or nothing found; 1 it failed, or something was found; 64 wrong usage; 77 not root; 78 something on this server is
# in the way, a secret is missing, or files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR/..
set -eu
self=$(readlink -f -- "$0")
out=${self%/*/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/host-packages.sh"
. "${out}/ops/lib/sql.sh"
. "${out}/ops/lib/monitoring-files.sh"
. "${out}/ops/lib/monitoring-units.sh"
. "${out}/ops/lib/monitoring-programs.sh"
. "${out}/ops/lib/monitoring-off.sh"
. "${out}/ops/lib/monitoring-targets.sh"
. "${out}/ops/lib/monitoring-log-units.sh"
. "${out}/ops/lib/monitoring-logs.sh"
umask 022
PATH=${PATH}:/usr/sbin:/sbin

check=false
work=''

report_problems() {
  while read -r source target _; do problem "not in place: ${source##*/} in ${target}"; done <"${work}/changes"
  for service in $(services); do
    systemctl --quiet is-active "${service}" || problem "${service} does not run"
  done
}

main() {
  case $* in
    '') ;;
    --dry-run) dry_run=true ;;
    --check) check=true ;;
    *) usage ;;
  esac
  cd -- "${out}"
  need_root
  # A variable that came from the environment would be passed on to every child.
  unset password others
  work=$(mktemp -d)
  trap 'rm -rf -- "${work}"' EXIT
  trap 'exit 1' HUP INT TERM
  check_server
  make_files
  compare
  if "${check}"; then
    report_problems
    [ "${problems}" -eq 0 ] || exit 1
    return
  fi
  need_packages
  while read -r source target _; do line "put ${source##*/} to ${target}"; done <"${work}/changes"
  if "${dry_run}"; then return; fi
  check_files
  awk '{ print $2, $5 }' "${work}/files" >"${work}/installed"
  remove_installed "${work}/installed"
  put_in_place
  mkdir -p -- "${installed_list%/*}"
  cp -- "${work}/installed" "${installed_list}"
  targets || true
  start
  [ -s "${work}/changes" ] || line "nothing to change"
}

main "$@"
exit
