{#
format: sh
#}
# shellcheck shell=sh
# Removes a tenant, after saving it as three files, which restore.sh reads.

# If a removal ends before the tenant is saved, for whatever reason, the tenant is put back.
keep() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  if exists "${site_tenants_server}" "${off}"; then
    rename_database "${site_tenants_server}" "${off}" "${tenant}_db" "${off}" || say "the database of ${tenant} is now ${off}: run this again"
  elif exists "${site_tenants_server}" "${tenant}_db"; then
    open_database "${site_tenants_server}" "${tenant}_db" || say "${tenant}_db is closed to Odoo: run this again"
  fi
  say "${tenant} was not removed"
  exit "${status}"
}

# save: the database, with what its owner could not restore by itself, then its files, each read back.
save() {
  files="${folder}/${tenant}_db.filestore.tar"
  dump "${site_tenants_server}" "${off}" "${folder}/${tenant}_db.dump" "${folder}/${tenant}_db.needs" || return 1
  # shellcheck disable=SC2016
  in_files "${site_tenants_service}" 'mkdir -p "filestore/$1"; tar -cf - -C filestore "$1"' "${tenant}_db" >"${files}.part" &&
    tar -tf "${files}.part" >/dev/null &&
    sync -- "${files}.part" &&
    mv -- "${files}.part" "${files}"
}

# forget: removes what else there is of the tenant: the copies of an update, what a restore has replaced, left-overs, its sessions, the page that an update
# closes. Backups keep it for as long as they are kept.
forget() {
  kept=$(copy_of "${tenant}_db")
  former=$(former_of "${tenant}_db")
  left=$(prefixed bad "${tenant}_db")
  for record in ${records}; do rm -f -- "${record}/touched/${tenant}_db" "${record}/open/${tenant}_db"; done
  open_page "${tenant}"
  drop_database "${site_tenants_server}" "${kept}" && discard "${site_tenants_server}" "${site_tenants_service}" "${former}" && drop_database "${site_tenants_server}" "${left}" || return 1
  # If the superadmin's application has created a tenant of that name meanwhile, its files stay.
  if exists "${site_tenants_server}" "${tenant}_db"; then return 0; fi
  # A session is a JSON file that names its database (Odoo's http.py).
  # shellcheck disable=SC2016
  in_files "${site_tenants_service}" 'rm -rf -- "filestore/$1" "update-copies/$1"
    if [ -d sessions ]; then
      find sessions -type f -exec grep -lF -e "\"db\": \"$1\"" -- {} + | while IFS= read -r session; do rm -f -- "${session}"; done
    fi' "${tenant}_db"
}

remove() {
  off=$(prefixed old "${tenant}")
  if ! exists "${site_tenants_server}" "${tenant}_db" && ! exists "${site_tenants_server}" "${off}"; then
    stop "the tenant ${tenant} does not exist"
  fi
  for file in "${folder}/${tenant}_db.dump" "${folder}/${tenant}_db.filestore.tar"; do
    [ ! -e "${file}" ] || stop "${file} already exists: name another folder"
  done
  if "${dry_run}"; then
    printf '%s\n' "close ${tenant}_db, and rename it to ${off}, so that nobody changes it" "write ${folder}/${tenant}_db.dump, ${tenant}_db.needs and ${tenant}_db.filestore.tar" \
      "drop ${off}, and remove its files"
    return
  fi
  mkdir -p -- "${folder}"
  trap keep EXIT
  # The server finishes a statement even if this script is interrupted, so interruptions are ignored from here on.
  trap '' HUP INT TERM
  if exists "${site_tenants_server}" "${tenant}_db"; then
    close_database "${site_tenants_server}" "${tenant}_db" "${off}" || exit 1
  fi
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  save || exit 1
  trap - EXIT HUP INT TERM
  drop_database "${site_tenants_server}" "${off}" || stop "${off} could not be dropped: run this again with another folder"
  forget || stop "what is left of ${tenant} could not be removed: run this again with another folder"
  say "${tenant} is removed; it is saved as ${folder}/${tenant}_db.dump and ${folder}/${tenant}_db.filestore.tar"
}
