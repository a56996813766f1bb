{#
format: sh

A run that is interrupted before its record leaves snapshots that nothing names, which retention removes.
#}
# shellcheck shell=sh
# Writes the record of a run into each repository: its last snapshot, which makes all others count.

# whole ITEM NUMBER: puts the whole id of an item's snapshot into ${snapshot}, and the size of its file into ${bytes}. It fails if the repository does not list
# it among this run's.
whole() {
  read -r short 2>/dev/null <"$1/snapshot.$2" || return 1
  snapshot=$(grep -o -e "^${short}[0-9a-f]* " -- "${work}/listed.$2") || return 1
  snapshot=${snapshot% }
  read -r bytes <"$1/bytes"
}

# record NUMBER: prints the record for a repository.
record() {
  line "format 1"
  line "run ${run}"
  line "begin ${began}"
  for server in "${site_tenants_server}" "${site_superadmin_server}"; do
    if whole "${work}/items/${server}/globals" "$1"; then
      read -r sum <"${work}/items/${server}/globals/sha256"
      line "globals ${server} ${snapshot} ${sum} ${bytes}"
    else
      line "failed globals ${server}"
    fi
  done
  while read -r server name _ owner; do record_database "$1"; done <"${work}/databases"
  for service in "${site_tenants_service}" "${site_superadmin_service}"; do
    if whole "${work}/items/files-${service}" "$1"; then
      read -r path <"${work}/items/files-${service}/path"
      line "files ${service} ${snapshot} ${path} ${bytes}"
    else
      line "failed files ${service}"
    fi
  done
  if whole "${work}/items/configuration" "$1"; then line "configuration ${snapshot}"; else line "failed configuration"; fi
  ended=$(date +%s)
  line "end ${ended}"
}

# record_database NUMBER
record_database() {
  item="${work}/items/${server}/database-${name}"
  if [ -e "${item}/seconds" ] && whole "${item}" "$1"; then
    read -r sum <"${item}/sha256"
    read -r seconds <"${item}/seconds"
    read -r uuid <"${item}/uuid"
    line "database ${server} ${name} ${snapshot} ${sum} ${bytes} ${seconds} ${owner} ${uuid}"
    sed "s/^/table ${server} ${name} /" <"${item}/tables"
    sed "s/^/needs ${server} ${name} /" <"${item}/needs"
  elif ! grep -q -x -e "${server} ${name}" -- "${work}/dropped"; then
    line "failed database ${server} ${name}"
  fi
}

# write_records: a repository that does not have everything gets an incomplete record.
write_records() {
  for number in $(live); do
    if ! at_repository "${number}" snapshots_of "run-${run}" >"${work}/listed.${number}"; then
      failed "list of snapshots in repository ${number}"
      continue
    fi
    record "${number}" >"${work}/record.${number}"
    verdict=complete
    if grep -q '^failed ' -- "${work}/record.${number}" || [ -e "${work}/not-listed" ]; then verdict=incomplete; fi
    if (restic_backup "${number}" record --tag "${verdict}" --stdin --stdin-filename /record) <"${work}/record.${number}" >/dev/null 9>&-; then
      line "${verdict}" >"${work}/verdict.${number}"
      line "wrote the record of run ${run} into repository ${number}: ${verdict}"
    else
      failed "record in repository ${number}"
    fi
  done
}
