{#
format: sh
#}
# shellcheck shell=sh
# Restores databases, several at the same time.

# restore_slot SLOT: every line of ${work}/items whose number leaves the remainder SLOT.
restore_slot() {
  job="${site_name}-job-$1"
  job_log="${state}/log-$1"
  awk -v jobs="${jobs}" -v slot="$1" 'NR % jobs == slot' "${work}/items" >"${work}/slot-$1"
  while read -r server name snapshot sum target <&3; do
    [ ! -e "${work}/stop" ] || return 0
    if restore_item "${server}" "${name}" "${snapshot}" "${sum}" "${target}"; then
      line "${target}" >>"${work}/done"
    else
      line "${target}" >>"${work}/failed"
    fi
  done 3<"${work}/slot-$1"
}

# check_space: rows and their indexes take about twice what a dump has, and beside what is there already; a full disk would stop PostgreSQL for all.
check_space() {
  needed=$(
    awk -v files="${with_files}" '
      FILENAME == ARGV[1] { wanted[$1, $2] = 1; next }
      $1 == "database" && ($2, $3) in wanted { bytes += 2 * $6 }
      $1 == "database" { all[$2]++ }
      $1 == "files" && files == "true" { stored += $5 }
      END { for (item in wanted) n++; for (server in all) total += all[server]; printf "%.0f\n", (bytes + (total ? stored * n / total : 0)) / 1024 }' \
      "${work}/items" "${work}/record"
  )
  root=$(docker info 2>/dev/null | sed -n 's/^ *Docker Root Dir: //p')
  free=$(df -Pk -- "${root:-/var/lib}" | awk 'NR == 2 { print $4 }')
  [ "${free:-0}" -gt "${needed}" ] || stop "${root:-/var/lib} has ${free} KiB free, but this may need ${needed} KiB"
}

# restore_items: everything in ${work}/items, lines of SERVER NAME SNAPSHOT SUM TARGET. Returns 1 if nothing was restored, 2 if some were not.
restore_items() {
  check_space
  slots=''
  slot=0
  while [ "${slot}" -lt "${jobs}" ]; do
    (
      trap - EXIT
      trap 'exit 143' HUP INT TERM
      restore_slot "${slot}"
    ) &
    slots="${slots} $!"
    slot=$((slot + 1))
  done
  for process in ${slots}; do wait "${process}" || : >>"${work}/failed"; done
  slots=''
  [ -e "${work}/failed" ] || return 0
  while read -r target; do say "not restored: ${target}"; done <"${work}/failed"
  if [ -s "${work}/done" ]; then return 2; fi
  return 1
}
