# shellcheck shell=sh
# Lets only one of deploy.sh, update.sh, tenants.sh, backup.sh and restore.sh run at a time, and defines the folder for their state.

state="/var/lib/${site_name}"
lock="/run/${site_name}.lock"

# wait_for_lock SECONDS: a script that is started by another one inherits the lock, and shares it; otherwise it waits that long for it.
# Programs that are started here inherit it too: while one that outlives its script runs, the next script refuses to start.
wait_for_lock() {
  held=$(readlink /proc/self/fd/9) || held=''
  if [ "${held}" != "${lock}" ]; then
    exec 9>"${lock}"
  fi
  flock -w "$1" 9 || stop "another deploy.sh, update.sh, tenants.sh, backup.sh or restore.sh is running"
  mkdir -p -- "${state}"
  chmod 0700 -- "${state}"
}

take_lock() { wait_for_lock 0; }
