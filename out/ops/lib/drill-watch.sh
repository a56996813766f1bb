# shellcheck shell=sh
# One test at a time, which leaves nothing behind: a second process removes its containers and files however it ends, by kill -9 too, and
# when its time is over.

drill_lock="/run/${site_name}-drill.lock"
# Why it failed.
verdict=''

# end_test REASON
end_test() {
  verdict=$1
  stop "$1"
}

# lock_drill: not the lock of deploy.sh and the others, which this need not keep waiting. But a backup that is running is waited for.
lock_drill() {
  exec 8>"${drill_lock}"
  flock -w 30 8 || stop "another restore-test.sh is running"
  flock -w "${site_backup_wait}" "${lock}" true || stop "another script has been running since the last backup: see what has ${lock}"
}

# clean_up: removes the containers and the files of whichever run.
clean_up() {
  end_boxes
  free_scratch
  rm -rf -- "${drill_work:?}"
}

# free_scratch: removes a file system that no container has mounted yet.
free_scratch() {
  for device in $(losetup --noheadings --output NAME --associated "${scratch_file}" 2>/dev/null); do losetup --detach "${device}" || true; done
  rm -f -- "${scratch_file}"
}

# begin_drill: from here on it is cleaned up, and a failure is reported. A dry run has a folder of its own, and waits for nobody.
begin_drill() {
  if "${dry_run}"; then
    drill_work=$(mktemp -d)
    trap 'rm -rf -- "${drill_work:?}"' EXIT
    trap 'exit 1' HUP INT TERM
    return
  fi
  lock_drill
  mkdir -p -- "${drills}"
  chmod 0700 -- "${state}" "${drills}"
  rm -rf -- "${drill_work:?}"
  mkdir -m 0700 -- "${drill_work}"
  renice -n 10 -p "$$" >/dev/null || true
  ionice -c 2 -n 7 -p "$$" || true
  began=$(date +%s)
  deadline=$((began + hours * 3600))
  line "${deadline}" >"${drill_work}/deadline"
  : >"${drill_work}/results"
  : >"${drill_work}/problems"
  trap end_drill EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  start_watch
  # What a test has left whose second process was killed too.
  end_boxes
  free_scratch
}

# end_drill: runs however the script ends, unless it is killed.
end_drill() {
  status=$?
  trap - EXIT
  trap '' HUP INT TERM
  exec 6<&-
  clean_up
  if [ "${status}" -ne 0 ]; then
    tell warning drill "restore test failed: ${verdict:-it did not get to its end}"
  fi
  exit "${status}"
}

# start_watch: as a service of systemd, which no session takes with it; elsewhere in a session of its own.
start_watch() {
  sign "${drill_work}/drill"
  if [ -d /run/systemd/system ] && command -v systemd-run >/dev/null &&
    systemd-run --quiet --collect --unit="${site_name}-drill-watch-$$" -- "${self}" --watch 8>&-; then
    return 0
  fi
  setsid -- "${self}" --watch </dev/null >/dev/null 2>&1 8>&- &
}

# is_overdue: whether the time of the test is over.
is_overdue() {
  now=$(date +%s)
  [ "${now}" -ge "${deadline}" ]
}

# watch: the second process.
watch() {
  trap '' HUP INT
  read -r deadline <"${drill_work}/deadline" || return 0
  while alive "${drill_work}/drill"; do
    if is_overdue; then end_boxes; fi
    sleep 1
  done
  [ -e "${drill_work}" ] || return 0
  exec 8>"${drill_lock}"
  # What it has started, such as restic, may still have the lock, until its container is gone.
  until flock -n 8; do
    ! alive "${drill_work}/drill" || return 0
    end_boxes
    sleep 1
  done
  [ -e "${drill_work}" ] || return 0
  clean_up
  tell warning drill "restore test failed: it was killed"
}
