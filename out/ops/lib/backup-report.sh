# shellcheck shell=sh
# How a backup begins and ends, and what it says: failures, and the notification when there was one.

step="starting"
mine=false

# failed MESSAGE: records a failure and continues: one broken database must not prevent the others from being saved.
failed() {
  printf 'FAILED: %s\n' "$1" >&2
  if "${mine}"; then printf '%s\n' "$1" >>"${work:?}/failures"; else first_failure=$1; fi
}

# has_failed: whether something has.
has_failed() { [ -s "${work:?}/failures" ]; }

# failures: prints all failures in one line.
failures() {
  if "${mine}" && has_failed; then
    paste -s -d ';' -- "${work}/failures" | sed 's/;/; /g' | printable
  else
    printf '%s' "${first_failure-}"
  fi
}

# give_up FAILURE
give_up() {
  failed "$1"
  exit 1
}

# tell SEVERITY DUTY MESSAGE: tells people of a failed backup or restore test, and the address of backup.notify. A failure here must not hide the original one.
tell() {
  text="$3
See: journalctl -t ${site_name}-backup -t ${site_name}-restore-test"
  if [ -n "${site_backup_notify}" ]; then
    post "${site_backup_notify}" "$1" "$2" "${site_name}: ${text}" || say "the address of backup.notify has not taken it: ${said}"
  fi
  notify "$1" "$2" "${text}" || true
}

# begin: from here on, however the script ends, a failure is reported.
begin() {
  trap finish EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  step="waiting for the lock ${lock}"
  wait_for_lock "${site_backup_wait}"
  step="making ${work}"
  rm -rf -- "${work}"
  mkdir -- "${work}" "${work}/items"
  mine=true
  began=$(date +%s)
  run=$(date -u --date="@${began}" +%Y%m%dT%H%M%SZ)
  : >"${work}/dropped"
  [ -r "${site_secrets}/${site_backup_secret}" ] || give_up "no readable file ${site_secrets}/${site_backup_secret}"
  # Everything that this script starts on this machine lets the services go first.
  renice -n 10 -p "$$" >/dev/null || true
  ionice -c 2 -n 7 -p "$$" || true
  step="opening the repositories"
  for number in $(repositories); do lose "${number}"; done
  has_live || give_up "no repository answers"
  for number in $(live); do unlock "${number}"; done
}

# finish: runs however the script ends.
finish() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  said=$(failures)
  if "${mine}"; then
    end_streams
    [ -z "${guard-}" ] || end_dumps
    write_status "${status}" || printf 'the status could not be written\n' >&2
    rm -rf -- "${work:?}"
  fi
  if [ "${status}" -ne 0 ]; then
    tell critical backup "backup failed: ${said:-stopped while ${step}}"
  else
    heartbeat || true
  fi
  exit "${status}"
}
