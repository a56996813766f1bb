# shellcheck shell=sh
# Lets only one of deploy.sh, update.sh, tenants.sh, backup.sh and restore.sh run at a time, and defines the folder for their state.

state="/var/lib/${site_name}"
lock="/run/${site_name}.lock"

# take_lock [SECONDS]: a script that is started by another one inherits the lock, and shares it; otherwise it waits that long for it, or not at all.
# Programs that are started here inherit it too: while one that outlives its script runs, the next script refuses to start.
take_lock() {
  held=$(readlink /proc/self/fd/9) || held=''
  if [ "${held}" != "${lock}" ]; then
    exec 9>"${lock}"
  fi
  flock -w "${1:-0}" 9 || stop "another deploy.sh, update.sh, tenants.sh, backup.sh or restore.sh is running"
  mkdir -p -- "${state}"
  chmod 0700 -- "${state}"
}
