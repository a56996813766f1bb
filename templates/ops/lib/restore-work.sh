{#
format: sh
#}
# shellcheck shell=sh
# The folder of a restore, and its end.

# begin_work: a dry run has a folder of its own, and needs no lock.
begin_work() {
  if "${dry_run}"; then
    work=$(mktemp -d)
  else
    take_lock
    work="${state}/restoring"
    rm -rf -- "${work}"
    mkdir -m 0700 -- "${work}"
  fi
  trap end_work EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# end_work: however this ends: what still runs is ended, and what it has begun removed.
end_work() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  if [ -n "${slots-}" ]; then
    : >"${work}/stop"
    for process in ${slots}; do end_descendants "${process}"; done
    wait
    end_jobs
  fi
  "${dry_run}" || clear_begun
  rm -rf -- "${work:?}"
  exit "${status}"
}

# clear_begun: what was begun, and has not got its name.
clear_begun() {
  for left in "${work}"/new_*; do
    [ -d "${left}" ] || continue
    left=${left##*/}
    for server in "${site_tenants_server}" "${site_superadmin_server}"; do
      if exists "${server}" "${left}"; then
        service=$(service_of "${server}")
        discard "${server}" "${service}" "${left}" >/dev/null || say "the remains of ${left} could not be removed: run this again"
      fi
    done
  done
}

# end_descendants PROCESS: ends all that it has started, and then itself. An interrupt makes restic remove its lock.
end_descendants() {
  children=$(cat "/proc/$1/task/$1/children" 2>/dev/null) || children=''
  for child in ${children}; do end_descendants "${child}"; done
  kill -s TERM "$1" 2>/dev/null || true
}
