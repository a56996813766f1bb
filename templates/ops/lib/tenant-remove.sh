{#
format: sh
#}
# shellcheck shell=sh
# Removes a tenant, when it is saved as two files.

# However a removal ends before the tenant is saved: it is put back.
keep() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  if exists "${site_tenants_server}" "${off}"; then
    rename_database "${site_tenants_server}" "${off}" "${tenant}_db" "${off}" || say "the database of ${tenant} is now ${off}: repeat this"
  elif exists "${site_tenants_server}" "${tenant}_db"; then
    open_database "${site_tenants_server}" "${tenant}_db" || say "${tenant}_db is closed to Odoo: repeat this"
  fi
  say "${tenant} was not removed"
  exit "${status}"
}

# save: the database, then its files, each read back.
save() {
  files="${folder}/${tenant}_db.filestore.tar"
  dump "${site_tenants_server}" "${off}" "${folder}/${tenant}_db.dump" || return 1
  # shellcheck disable=SC2016
  in_files "${site_tenants_service}" 'mkdir -p "filestore/$1"; tar -cf - -C filestore "$1"' "${tenant}_db" >"${files}.part" &&
    tar -tf "${files}.part" >/dev/null &&
    sync -- "${files}.part" &&
    mv -- "${files}.part" "${files}"
}

remove() {
  off=$(prefixed old "${tenant}")
  if ! exists "${site_tenants_server}" "${tenant}_db" && ! exists "${site_tenants_server}" "${off}"; then
    stop "there is no tenant ${tenant}"
  fi
  for file in "${folder}/${tenant}_db.dump" "${folder}/${tenant}_db.filestore.tar"; do
    [ ! -e "${file}" ] || stop "${file} is there already: name another folder"
  done
  if "${dry_run}"; then
    printf '%s\n' "close ${tenant}_db, and rename it to ${off}, so that nobody changes it" "write ${folder}/${tenant}_db.dump and ${folder}/${tenant}_db.filestore.tar" \
      "drop ${off}, and remove its files"
    return
  fi
  mkdir -p -- "${folder}"
  trap keep EXIT
  # What the server has been told it does to the end, whoever stops this meanwhile: so nobody does.
  trap '' HUP INT TERM
  if exists "${site_tenants_server}" "${tenant}_db"; then
    close_database "${site_tenants_server}" "${tenant}_db" "${off}" || exit 1
  fi
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  save || exit 1
  trap - EXIT HUP INT TERM
  drop_database "${site_tenants_server}" "${off}" || stop "${off} could not be dropped: repeat this with another folder"
  # One of that name that the superadmin's application has made meanwhile stays, with its files.
  if ! exists "${site_tenants_server}" "${tenant}_db"; then
    # shellcheck disable=SC2016
    in_files "${site_tenants_service}" 'rm -rf -- "filestore/$1"' "${tenant}_db" || stop "the files of ${tenant} could not be removed"
  fi
  say "${tenant} is removed; it is kept as ${folder}/${tenant}_db.dump and ${folder}/${tenant}_db.filestore.tar"
}
