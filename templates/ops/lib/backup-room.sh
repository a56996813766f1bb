{#
format: sh

A full disk stops PostgreSQL for all tenants, so a backup ends before it.
#}
# shellcheck shell=sh
# Whether there is room where a backup writes on this machine: repositories in a folder, and restic's own temporary files.

# free_kib FOLDER: prints the free space there, or of the nearest folder above, that this may take: a twentieth, at most 1 GiB, stays.
free_kib() {
  folder=$1
  while [ ! -d "${folder}" ]; do folder=$(dirname -- "${folder}"); done
  df --output=avail,size -k -- "${folder}" | awk 'NR == 2 {
    kept = $2 / 20
    if (kept > 1048576) kept = 1048576
    printf "%d\n", ($1 > kept ? $1 - kept : 0)
  }'
}

# needed_kib: about what this run will add: what the last one did and half as much again, or everything there is.
needed_kib() {
  if read -r last 2>/dev/null <"${state}/backup/added"; then
    line "$((last * 3 / 2048 + 1024))"
    return
  fi
  awk '{ total += $3 } END { printf "%d\n", total / 1024 }' "${work}/databases"
}

# check_room_first: before anything is written.
check_room_first() {
  for number in $(live); do
    folder=$(repository "${number}")
    case ${folder} in /*) ;; *) continue ;; esac
    free=$(free_kib "${folder}")
    needed=$(needed_kib)
    if [ "${free}" -lt "${needed}" ]; then
      : >"${work}/lost.${number}"
      failed "repository ${number}: this backup needs about ${needed} KiB in ${folder}, and may take ${free} KiB"
    fi
  done
  check_room
}

# check_room: whether there still is some; a repository without is not written to any more.
check_room() {
  for number in $(live); do
    folder=$(repository "${number}")
    case ${folder} in /*) ;; *) continue ;; esac
    free=$(free_kib "${folder}")
    if [ "${free}" -lt 1024 ]; then
      : >"${work}/lost.${number}"
      failed "repository ${number}: no room is left in ${folder}"
    fi
  done
  free=$(free_kib "${TMPDIR:-/tmp}")
  [ "${free}" -ge 65536 ] || {
    failed "less than 64 MiB are left in ${TMPDIR:-/tmp}"
    return 1
  }
}
