# shellcheck shell=sh
# Restores single databases, and decides what becomes of those that they have replaced.

# each_name COMMAND: runs a command for each name of the command line, which is a whole name of a database.
each_name() {
  service=$(service_of "${server}")
  for word in ${names}; do
    exact "${word}"
    "$1" "${exact}"
  done
}

# restore_some: the databases of ${server} that the command line names. With ${other}, one of them as a copy.
restore_some() {
  choose_run "${when}"
  : >"${work}/items"
  each_name add_item
  if "${dry_run}"; then
    show_some
    return
  fi
  take_roles "${server}" needed
  clear_remains
  restore_items
}

# add_item DATABASE
add_item() {
  item_line=$(database_in "${server}" "${word}")
  [ -n "${item_line}" ] || stop "the backup ${run} has no database ${word} of ${server}"
  check_target "${other:-$1}"
  to=$(encoded "${other:-$1}")
  line "${item_line} ${to}" >>"${work}/items"
}

# show_some: the steps, for a dry run.
show_some() {
  while read -r server name _ _ target; do
    exact "${target}"
    line "restore ${name} into a database that is closed to Odoo, as Odoo's role"
    if "${with_files}"; then line "restore its files"; fi
    if "${as_copy}"; then line "neutralize it, and set its address"; fi
    if exists "${server}" "${exact}"; then line "close the present ${target}, and keep it until --discard-former"; fi
    line "rename it to ${target}, and open it"
  done <"${work}/items"
}

# check_target DATABASE: whether it may have this name.
check_target() {
  if "${as_copy}" && exists "${server}" "$1"; then stop "there is a database $1 already: choose another name for the copy"; fi
  kept=$(former_of "$1")
  if exists "${server}" "${kept}"; then
    stop "what an earlier restore has replaced is still kept: bring it back with --undo, or remove it with --discard-former"
  fi
}

# clear_remains: what killed runs have left.
clear_remains() {
  service=$(service_of "${server}")
  if ! discard_unfinished "${server}" "${service}" || ! discard_unfinished_files "${server}" "${service}"; then
    stop "the remains of a killed run could not be removed"
  fi
}

# restore_removed FOLDER TENANT: from the files of tenants.sh remove.
restore_removed() {
  target=${other:-$2_db}
  if exists "${server}" "${target}" && ! is_empty "${server}" "${target}"; then stop "the database ${target} already exists, and is not empty"; fi
  restore_from "$1/$2_db" "${target}"
}

# restore_superadmin FOLDER: from two files, such as those of another deployment; it gets the address that it has here.
restore_superadmin() {
  exact "${names}"
  restore_from "$1/superadmin" "${exact}"
  if "${dry_run}"; then
    line "set its address"
    return
  fi
  query "${server}" "${exact}" --set=url="https://${site_superadmin_domain}" <<'SQL' || stop "it is restored, but its address could not be set: change web.base.url in its settings"
UPDATE ir_config_parameter SET value = :'url' WHERE key = 'web.base.url'
SQL
}

# restore_from FILES DATABASE: from FILES.dump and FILES.filestore.tar. Its roles are made without login, if they are missing.
restore_from() {
  dump_file="$1.dump"
  archive_file="$1.filestore.tar"
  for file in "${dump_file}" "${archive_file}"; do [ -s "${file}" ] || stop "${file} is missing or empty"; done
  check_target "$2"
  if "${dry_run}"; then
    line "restore ${dump_file} into a database that is closed to Odoo, as Odoo's role, with the files of ${archive_file}"
    if "${as_copy}"; then line "neutralize it, and set its address"; fi
    if exists "${server}" "$2" && ! is_empty "${server}" "$2"; then line "close the present $2, and keep it until --discard-former"; fi
    line "rename it to $2, and open it"
    return
  fi
  clear_remains
  word=$(encoded "$2")
  begin_item "${server}" "${word}" || exit 1
  if [ -e "$1.needs" ]; then
    cp -- "$1.needs" "${item_folder}/needs"
    awk '$1 == "role" { print $2 }' "${item_folder}/needs" >"${work}/roles"
    make_roles "${server}" "${work}/roles" true || stop "roles that it needs could not be made"
  fi
  fill_item unpack_files '' cat -- "${dump_file}" || exit 1
}

# unpack_files: the archive has one folder.
unpack_files() {
  # shellcheck disable=SC2016
  in_files "${item_service}" 'mkdir -p "filestore/$1"' "${item_new}" &&
    put_files "${item_service}" "filestore/${item_new}" --strip-components=1 <"${archive_file}"
}

# undo DATABASE
undo() {
  kept=$(former_of "$1")
  exists "${server}" "${kept}" || stop "no restore has replaced ${word}, or what it had replaced is removed"
  line "${word}: back to what it was before the restore"
  "${dry_run}" || bring_back "${server}" "${service}" "$1" || stop "${word} could not be brought back: run this again"
}

# discard_former DATABASE
discard_former() {
  kept=$(former_of "$1")
  exists "${server}" "${kept}" || stop "no restore has replaced ${word}, or what it had replaced is removed"
  line "${word}: what the restore replaced is removed"
  "${dry_run}" || discard "${server}" "${service}" "${kept}" || stop "${kept} could not be removed: run this again"
}
