#!/bin/sh
# Installs the sites of this folder in nginx. Run it as root; running it again changes nothing.
#
#   install.sh             copy this folder to /etc/nginx, enable the sites that have a certificate, test, reload or start
#   install.sh --dry-run   say what would be done, and change nothing
#   install.sh --confirm SECONDS
#                          the same, and put everything back after so many seconds, unless somebody confirms it from a new connection
#   install.sh --confirmed confirm it: the new configuration stays
#
# Its files go to a folder of their own. It stops, and changes nothing, if one of them is somebody else's, or if another file serves a
# name of the site. If the test or the reload fails, the former state is restored, and the exit status is 1.
# If nginx.conf, which is not this site's, allows too few connections for its users, it says what to write there.
# Exit status: 0 done; 1 it failed, or nobody has confirmed it; 64 wrong usage; 77 not root; 78 files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR/..
set -eu
self=$(readlink -f -- "$0")
out=${self%/*/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/nginx-files.sh"
. "${out}/ops/lib/nginx-names.sh"
. "${out}/ops/lib/nginx-process.sh"
. "${out}/ops/lib/nginx-capacity.sh"
umask 022

part=nginx
. "${out}/ops/lib/known.sh"
. "${out}/ops/lib/nginx-place.sh"
. "${out}/ops/lib/nginx-change.sh"
. "${out}/ops/lib/connection.sh"
. "${out}/ops/lib/confirm.sh"
. "${out}/ops/lib/notify.sh"
lock="/run/${site_name}-nginx.lock"
seconds=''

main() {
  action=install
  case "$#:${1-}" in
    0:) ;;
    1:--dry-run) dry_run=true ;;
    2:--confirm)
      check_seconds "$2" || usage
      seconds=$2
      ;;
    1:--confirmed) action=confirm ;;
    # For this script itself.
    1:--guard) action=guard ;;
    *) usage ;;
  esac
  cd -- "${out}/nginx"
  need_root
  command -v nginx >/dev/null || stop "nginx is not installed"
  case ${action} in
    confirm) confirm ;;
    guard) guard ;;
    *) install ;;
  esac
}

install() {
  if ! "${dry_run}"; then
    take_lock
    refuse_pending
    if [ -d "${former}" ]; then
      line "an earlier run was interrupted: its changes are undone first"
      restore
    fi
  fi

  enabled='default.conf'
  consider_all
  refuse_foreign
  compare
  refuse_served

  if "${dry_run}"; then
    for path in ${changed}; do describe "${path}"; done
    if [ -n "${changed}" ]; then
      line "test the configuration: nginx -t"
      line "reload or start nginx"
    else
      line "nothing to change"
    fi
    return
  fi

  if [ -n "${changed}" ]; then
    (umask 077 && note_known <../SHA256SUMS)
    put_in_place
  fi
  # Before nginx runs at all: even its test creates the file.
  protect_log
  if ! said=$(nginx -t 2>&1); then
    printf '%s\n' "${said}" >&2
    if [ -n "${changed}" ]; then take_back "nginx refuses the configuration"; fi
    stop "nginx rejects its present configuration; nothing was changed"
  fi
  if [ -n "${changed}" ]; then
    activate || take_back "nginx could not take the configuration, see /var/log/nginx/error.log"
    settle
  elif running=$(master) && [ -n "${running}" ]; then
    line "nothing to change"
  else
    activate || stop "nginx does not start: see /var/log/nginx/error.log"
    line "nginx is started; nothing else to change"
  fi
  report_capacity
}

main "$@"
exit
