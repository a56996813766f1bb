# shellcheck shell=sh
# What starts backups, test restores and the daily check, and sends alarms that have waited: a file for cron, or units of systemd with the same commands.

crontab="/etc/cron.d/${site_name}-backup"
units=/etc/systemd/system
tasks="backup restore-test daily-check notify"

# script_of TASK
script_of() {
  case $1 in
    backup) line backup.sh ;;
    restore-test) line restore-test.sh ;;
    daily-check) line daily-check.sh ;;
    *) line "notify.sh --waiting" ;;
  esac
}

# service_of TASK: a unit that runs a script once. It ends when the script has: a backup may take hours.
service_of() {
  script=$(script_of "$1")
  cat <<UNIT
[Unit]
Description=${site_name}: ${script}
Documentation=file:${site_directory}/out/RUNBOOK.md
Wants=network-online.target
After=network-online.target docker.service

[Service]
Type=oneshot
ExecStart=${site_directory}/out/${script}
SyslogIdentifier=${site_name}-$1
Nice=10
IOSchedulingClass=best-effort
IOSchedulingPriority=7
UNIT
}

# timer_of TASK: a run that this machine was switched off for is made up for.
timer_of() {
  cat <<UNIT
[Unit]
Description=When ${site_name} runs its $1

[Timer]
UNIT
  case $1 in
    backup) each on_calendar site_backup_calendar ;;
    restore-test) each on_calendar site_restore_test_calendar ;;
    daily-check) on_calendar "*-*-* 07:10:00" ;;
    *) on_calendar "*-*-* *:00/15:00" ;;
  esac
  cat <<'UNIT'
Persistent=true

[Install]
WantedBy=timers.target
UNIT
}

on_calendar() { line "OnCalendar=$1"; }

# check_schedule: one problem for each thing that differs.
check_schedule() {
  if [ "${site_backup_scheduler}" = cron ]; then
    cmp -s backup.crontab "${crontab}" || problem "${crontab} is missing, or differs"
  elif [ -e "${crontab}" ]; then
    problem "${crontab} starts what the timers start"
  fi
  for task in ${tasks}; do
    if [ "${site_backup_scheduler}" = systemd ]; then
      check_timer "${task}"
    elif [ -e "${units}/${site_name}-${task}.timer" ]; then
      problem "${units}/${site_name}-${task}.timer starts what cron starts"
    fi
  done
}

# check_timer TASK
check_timer() {
  for kind in service timer; do
    text=$("${kind}_of" "$1")
    printf '%s\n' "${text}" | cmp -s - "${units}/${site_name}-$1.${kind}" || problem "${units}/${site_name}-$1.${kind} is missing, or differs"
  done
  systemctl --quiet is-active "${site_name}-$1.timer" 2>/dev/null || problem "${site_name}-$1.timer does not run: nothing is started"
}
