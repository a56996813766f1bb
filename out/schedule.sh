#!/bin/sh
# Installs what starts backups, test restores, the daily check and the sending of alarms that have waited: a crontab or timers of systemd, as backup.scheduler says. Run it as root. Running it again
# changes nothing.
#
#   schedule.sh                install it, and remove the other kind
#   schedule.sh --remove       remove both kinds, such as before a move to another server
#   schedule.sh --check        say what is missing or differs
#   schedule.sh --dry-run ...  print the commands that would be run, and change nothing
#
# Exit status: 0 done, or nothing found; 1 something differs; 64 wrong usage; 77 not root; 78 files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/schedule-units.sh"
umask 022

remove_crontab() { if [ -e "${crontab}" ]; then run rm -f -- "${crontab}"; fi; }

remove_timers() {
  for task in ${tasks}; do
    [ -e "${units}/${site_name}-${task}.timer" ] || continue
    run systemctl --quiet disable --now "${site_name}-${task}.timer"
    run rm -f -- "${units}/${site_name}-${task}.timer" "${units}/${site_name}-${task}.service"
    is_changed=true
  done
  if "${is_changed}"; then run systemctl daemon-reload; fi
}

install_crontab() {
  cmp -s backup.crontab "${crontab}" || run install -m 0644 -o root -g root backup.crontab "${crontab}"
  remove_timers
}

# put_unit NAME TEXT
put_unit() {
  if printf '%s\n' "$2" | cmp -s - "${units}/$1"; then return 0; fi
  is_changed=true
  if "${dry_run}"; then
    line "write ${units}/$1"
  else
    printf '%s\n' "$2" >"${units}/$1.new"
    mv -fT -- "${units}/$1.new" "${units}/$1"
  fi
}

install_timers() {
  for task in ${tasks}; do
    text=$(service_of "${task}")
    put_unit "${site_name}-${task}.service" "${text}"
    text=$(timer_of "${task}")
    put_unit "${site_name}-${task}.timer" "${text}"
  done
  if "${is_changed}"; then run systemctl daemon-reload; fi
  for task in ${tasks}; do
    # A timer that runs keeps its former times until it is started again.
    if "${is_changed}" || ! systemctl --quiet is-active "${site_name}-${task}.timer"; then
      run systemctl --quiet enable "${site_name}-${task}.timer"
      run systemctl restart "${site_name}-${task}.timer"
    fi
  done
  remove_crontab
}

main() {
  is_changed=false
  action=install
  while [ "$#" -gt 0 ]; do
    case ${action}:$1 in
      *:--dry-run) dry_run=true ;;
      install:--check | install:--remove) action=${1#--} ;;
      *) usage ;;
    esac
    shift
  done
  cd -- "${out}"
  if [ "${action}" = check ]; then
    check_schedule
    [ "${problems}" -eq 0 ] || exit 1
    return
  fi
  "${dry_run}" || need_root
  if [ "${action}" = remove ]; then
    remove_crontab
    remove_timers
  elif [ "${site_backup_scheduler}" = systemd ]; then
    install_timers
  else
    install_crontab
  fi
}

main "$@"
