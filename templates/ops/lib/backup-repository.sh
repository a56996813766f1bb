{#
format: sh
#}
# shellcheck shell=sh
# How a backup leaves the server: restic's snapshots, and the notification when one failed.

failures=''
step="starting"
locked=false

# failed MESSAGE: records a failure and continues: one broken database must not prevent the others from being saved.
failed() {
  printf 'FAILED: %s\n' "$1" >&2
  failures="${failures:+${failures}, }$1"
}

# give_up FAILURE
give_up() {
  failed "$1"
  exit 1
}

# call MESSAGE: calls the address to notify. The message needs no escaping in JSON: it consists of texts of these files and checked names.
# The address goes over standard input, because arguments are visible in the process list, and anyone who knows the address can call it.
call() {
  curl --fail --silent --show-error --max-time 30 --retry 3 --output /dev/null \
    --header 'Content-Type: application/json' --data-binary "{\"text\": \"$1\"}" \
    --config - <<CURL || printf 'the notification could not be sent\n' >&2
url = "${site_backup_notify}"
CURL
}

# tell MESSAGE: notifies people. A failure here must not hide the original one.
tell() {
  if [ -n "${site_backup_notify}" ]; then call "$1"; fi
  if command -v mail >/dev/null; then
    printf '%s\n' "$1" "See: journalctl -t ${site_name}-backup" | mail -s "${site_name}: backup failed" "${site_alerts}" ||
      printf 'the mail to %s could not be sent\n' "${site_alerts}" >&2
  fi
}

# finish: runs however the script ends.
finish() {
  status=$?
  trap - EXIT HUP INT TERM
  # Without the lock, the folder belongs to another run.
  if "${locked}"; then rm -rf -- "${staging:?}"; fi
  if [ "${status}" -ne 0 ]; then
    tell "${site_name}: backup failed: ${failures:-stopped while ${step}}"
  fi
  exit "${status}"
}

# What restic saves besides the staging folder: enough to rebuild the server. Absolute paths, as restic would store
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

# forget TAG OPTION...: removes old snapshots with a tag. Grouped by host only, as paths may change.
forget() {
  tag=$1
  shift
  restic forget --quiet --host "${site_name}" --tag "${site_name},${tag}" --group-by host "$@"
}

# tidy: removes old snapshots, and the locks that killed runs have left in the repository.
tidy() {
  restic unlock --quiet || failed "removal of stale locks"
  forget complete \
    --keep-daily "${site_backup_keep_daily}" \
    --keep-weekly "${site_backup_keep_weekly}" \
    --keep-monthly "${site_backup_keep_monthly}" || failed "removal of old snapshots"
  forget incomplete --keep-within 14d || failed "removal of old incomplete snapshots"
  restic prune --quiet || failed "pruning of the repository"
}
