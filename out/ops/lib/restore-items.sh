# shellcheck shell=sh
# Restores one database with its files.

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
