{#
format: sh
#}
# shellcheck shell=sh
# Restores databases with their files, several at the same time.

# service_of SERVER: prints the service whose databases are there.
service_of() {
  case $1 in
    "${site_tenants_server}") line "${site_tenants_service}" ;;
    *) line "${site_superadmin_service}" ;;
  esac
}

# exact NAME: puts the name that a record writes as NAME into ${exact}, with line feeds at its end, if it has any.
exact() {
  exact=$(
    decoded "$1"
    printf .
  )
  exact=${exact%.}
}

# restore_item SERVER NAME SNAPSHOT SUM TARGET: one database of the record, as TARGET; both names are written as in the record.
restore_item() {
  exact "$2"
  item_name=${exact}
  begin_item "$1" "$5" || return 1
  needs_in "$1" "$2" >"${item_folder}/needs"
  fill_item take_item_files "$4" take_out "$3" "/$1/$2.dump"
}

# begin_item SERVER TARGET
begin_item() {
  item_server=$1
  item_service=$(service_of "$1")
  item_word=$2
  exact "$2"
  item_target=${exact}
  item_new=$(random_digits) || return 1
  item_new=new_${item_new}
  item_folder="${work}/${item_new}"
  mkdir -- "${item_folder}"
  # A name that no folder can have has no files, in Odoo neither.
  item_has_files=${with_files}
  case ${item_target} in
    */* | . | ..) item_has_files=false ;;
    *) ;;
  esac
}

# fill_item FILES SUM COMMAND...: the dump is what COMMAND prints; FILES is the function that takes the files. The database is complete, with its files,
# before it gets its name.
fill_item() {
  take=$1
  expected=$2
  shift 2
  say "restoring ${item_word}"
  if restore_database "${item_server}" "${item_new}" "${item_folder}" "${expected}" "$@" &&
    { ! "${item_has_files}" || "${take}"; } &&
    { ! "${as_copy}" || neutralize "${item_server}" "${item_service}" "${item_new}" "${item_target}"; } &&
    finish_item; then
    report_item
    return 0
  fi
  say "${item_word} was not restored"
  discard "${item_server}" "${item_service}" "${item_new}" || say "the remains of ${item_new} could not be removed: run this again"
  return 1
}

# take_item_files: of the same backup: saved after the database, they have every file that it knows.
take_item_files() {
  if ! files_in "${item_service}"; then
    say "the backup has no files of ${item_service}"
    return 1
  fi
  take_files "${item_service}" "${files_snapshot}" "${files_path}" "${item_name}" "${item_new}"
}

# finish_item: gives the database its name. From here on it is not interrupted.
finish_item() {
  trap '' HUP INT TERM
  if "${item_has_files}"; then
    take_place "${item_server}" "${item_service}" "${item_new}" "${item_target}" || return 1
  else
    aside=$(prefixed bad "${item_target}")
    drop_database "${item_server}" "${aside}" && rename_database "${item_server}" "${item_new}" "${item_target}" "${aside}" || return 1
    drop_database "${item_server}" "${aside}" || say "the remains of ${aside} could not be removed"
  fi
  if grep -qx closed "${item_folder}/needs" && ! "${as_copy}"; then close_again "${item_server}" "${item_target}"; fi
}

# report_item: what was restored, and what of it was not.
report_item() {
  line "restored ${item_word}"
  awk -v name="${item_word}" '
    $1 == "left-out" { print name ": not restored, as only a superuser may make it, or because of such a thing: " $4 " " $5 }
    $1 == "owner" && $4 == "postgres" { print name ": belongs to the role of Odoo now, and not to a superuser: " $2 " " $3 }' "${item_folder}/needs" >&2
  if [ -s "${item_folder}/refused" ]; then
    say "${item_word}: these privileges or comments could not be restored:"
    grep -e '^pg_restore: error' -e '^Command was' -e ERROR "${item_folder}/refused" | printable_lines >&2
  fi
  rm -rf -- "${item_folder}"
}

# printable_lines: as much of a text of others as is good for a terminal.
printable_lines() { head -n 40 | tr -c '[:print:]\n' ' ' | cut -c 1-300; }

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
