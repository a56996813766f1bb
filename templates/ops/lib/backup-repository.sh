{#
format: sh
#}
# shellcheck shell=sh
# What a backup leaves the server with: restic's snapshots, and who is told when one failed.

failures=''
step="starting"
locked=false

# Counts a failure and goes on: one broken database must not keep the others from being saved.
failed() {
  printf 'FAILED: %s\n' "$1" >&2
  failures="${failures:+${failures}, }$1"
}

# give_up FAILURE
give_up() {
  failed "$1"
  exit 1
}

# call MESSAGE: the address to notify. The message needs no escaping in JSON: it is made of the words of these files and of checked names.
# The address goes over standard input: who knows it may call it, and arguments stand in the process list.
call() {
  curl --fail --silent --show-error --max-time 30 --retry 3 --output /dev/null \
    --header 'Content-Type: application/json' --data-binary "{\"text\": \"$1\"}" \
    --config - <<CURL || printf 'the notification could not be sent\n' >&2
url = "${site_backup_notify}"
CURL
}

# Tells people; whatever goes wrong here must not hide what went wrong before.
tell() {
  if [ -n "${site_backup_notify}" ]; then call "$1"; fi
  if command -v mail >/dev/null; then
    printf '%s\n' "$1" "See: journalctl -t ${site_name}-backup" | mail -s "${site_name}: backup failed" "${site_alerts}" ||
      printf 'the mail to %s could not be sent\n' "${site_alerts}" >&2
  fi
}

# Runs whichever way the script ends.
finish() {
  status=$?
  trap - EXIT HUP INT TERM
  # Without the lock, the folder belongs to the run that has it.
  if "${locked}"; then rm -rf -- "${staging:?}"; fi
  if [ "${status}" -ne 0 ]; then
    tell "${site_name}: backup failed: ${failures:-stopped while ${step}}"
  fi
  exit "${status}"
}

# What restic takes beside the staging folder: enough to put the server up again. Whole paths, as restic would store
# ../site.yaml under another name, or not at all.
configuration() {
  for path in . ../site.yaml ../templates "${site_secrets}" /etc/letsencrypt; do
    if [ -e "${path}" ]; then realpath -- "${path}"; fi
  done
}

# upload TAG: one snapshot of the staging folder and the configuration.
upload() {
  configuration >"${staging}/configuration" &&
    restic backup --quiet --host "${site_name}" --tag "${site_name}" --tag "$1" \
      --files-from-verbatim "${staging}/configuration" "${staging}"
}

# forget TAG OPTION...: removes old snapshots with a tag. Grouped by host alone, as paths may come and go.
forget() {
  tag=$1
  shift
  restic forget --quiet --host "${site_name}" --tag "${site_name},${tag}" --group-by host "$@"
}

# tidy: removes what is old. A run that was killed leaves its lock in the repository; only those of processes that are gone go.
tidy() {
  restic unlock --quiet || failed "removal of stale locks"
  forget complete \
    --keep-daily "${site_backup_keep_daily}" \
    --keep-weekly "${site_backup_keep_weekly}" \
    --keep-monthly "${site_backup_keep_monthly}" || failed "removal of old snapshots"
  forget incomplete --keep-within 14d || failed "removal of old incomplete snapshots"
  restic prune --quiet || failed "pruning of the repository"
}
