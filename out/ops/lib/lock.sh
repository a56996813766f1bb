# shellcheck shell=sh
# One of deploy.sh, update.sh, tenants.sh and restore.sh at a time, and the folder where they keep what they remember.

state="/var/lib/${site_name}"
lock="/run/${site_name}.lock"

# take_lock: a script that another one has started finds the lock open already, and shares it. The programs that are started here
# inherit it too: one that outlives its script keeps the next one away.
take_lock() {
  held=$(readlink /proc/self/fd/9) || held=''
  if [ "${held}" != "${lock}" ]; then
    exec 9>"${lock}"
  fi
  flock -n 9 || stop "another deploy.sh, update.sh, tenants.sh or restore.sh is running"
  mkdir -p -- "${state}"
  chmod 0700 -- "${state}"
}
