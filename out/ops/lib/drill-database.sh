# shellcheck shell=sh
# Restores one database on the scratch server, and compares it with the record.

# Of the tenant whose login page is opened.
login=''
login_outcome=''

# failed_test TEXT: something of the present database is not as it was saved.
failed_test() {
  tested_outcome=failed
  problem_of "${tested_server}" "${tested_name}" "$1"
}

# free_in_scratch: prints the bytes that are free for the databases.
free_in_scratch() { command docker exec "${database_box}" df -P -B 1 /scratch | awk 'NR == 2 { print $4 }'; }

# of_record KIND: prints the fields of the lines that the record has of the present database, without the first three.
of_record() {
  awk -v kind="$1" -v server="${tested_server}" -v name="${tested_name}" '
    $1 == kind && $2 == server && $3 == name { sub(/^[^ ]+ [^ ]+ [^ ]+ /, ""); print }' "${drill_work}/record-${tested_run}"
}

# test_globals: makes the roles that the present database needs, from those of its backup.
test_globals() {
  globals="${drill_work}/globals-${tested_server}-${tested_run}"
  if [ ! -e "${globals}" ]; then
    saved=$(awk -v server="${tested_server}" '$1 == "globals" && $2 == server { print $3, $4; exit }' "${drill_work}/record-${tested_run}")
    [ -n "${saved}" ] && take_out "${saved% *}" "/${tested_server}/globals.sql" >"${globals}.new" || return 1
    found=$(sha256sum <"${globals}.new")
    [ "${found%% *}" = "${saved#* }" ] || return 1
    mv -- "${globals}.new" "${globals}"
  fi
  awk '$1 == "role" { print $2 }' "${item}/needs" >"${item}/roles"
  make_roles "${tested_server}" "${item}/roles" cat "${globals}"
}

# read_dump: prints the dump. restore_database calls it three times; the second time it reads to the end, and the rows are summed up meanwhile.
read_dump() {
  if mkdir -- "${item}/contents-are-read" 2>/dev/null || ! mkdir -- "${item}/is-poured" 2>/dev/null; then
    take_out "${tested_snapshot}" "/${tested_server}/${tested_name}.dump"
    return
  fi
  { take_out "${tested_snapshot}" "/${tested_server}/${tested_name}.dump" || : >"${item}/unread"; } | fan_out "${item}/poured"
  [ ! -e "${item}/unread" ]
}

# restore_one: as restore.sh does.
restore_one() {
  item="${drill_work}/item"
  rm -rf -- "${item}"
  mkdir -- "${item}"
  of_record needs >"${item}/needs"
  if ! drop_database "${tested_server}" "${tested_database}" || ! test_globals; then
    failed_test "the roles of its server cannot be restored"
    return 1
  fi
  mkfifo -- "${item}/poured"
  rows_of_dump <"${item}/poured" >"${item}/dumped" 2>/dev/null &
  summing_up=$!
  restore_database "${tested_server}" "${tested_database}" "${item}" "${tested_sum}" read_dump || restore_failed
  # If it came to nothing, nobody has opened the other end.
  [ -e "${item}/is-poured" ] || : >"${item}/poured"
  wait "${summing_up}" || true
  [ "${tested_outcome}" = passed ]
}

# restore_failed: says why.
restore_failed() {
  read -r found _ 2>/dev/null <"${item}/sum" || found=''
  if [ -e "${item}/broken" ] || [ ! -s "${item}/contents" ]; then
    failed_test "its snapshot cannot be read"
  elif [ -n "${found}" ] && [ "${found}" != "${tested_sum}" ]; then
    failed_test "its dump is not the one that was saved"
  else
    failed_test "its dump cannot be restored"
  fi
}

# is_for_login: the first tenant that was restored, if a host name leads to it.
is_for_login() {
  [ -z "${login}" ] && [ "${tested_outcome}" = passed ] && [ "${tested_server}" = "${site_tenants_server}" ] || return 1
  case ${tested_database} in
    [!a-z0-9]* | *[!a-z0-9-]*_db) return 1 ;;
    *_db) ;;
    *) return 1 ;;
  esac
}

# test_database: the one that ${tested_server}, ${tested_name}, ${tested_run}, ${tested_snapshot}, ${tested_sum} and ${tested_bytes} describe.
test_database() {
  # A name may end with a line feed.
  tested_database=$(
    decoded "${tested_name}"
    printf .
  )
  tested_database=${tested_database%.}
  tested_outcome=passed
  tested_tables=0
  tested_rows=0
  tested_files=0
  tested_file_bytes=0
  tested_seconds=0
  tested_file_seconds=0
  size=$(need "${tested_bytes}")
  free=$(free_in_scratch) || free=0
  begun=$(date +%s)
  if [ "${free}" -lt "${size}" ]; then
    failed_test "not tested: it needs ${size} bytes, and ${free} are free"
  elif restore_one; then
    now=$(date +%s)
    tested_seconds=$((now - begun))
    compare
    open_database "${tested_server}" "${tested_database}" || failed_test "it cannot be opened to Odoo"
    begun=$(date +%s)
    # What is left beside the database.
    if is_for_login; then test_files "$((free - size))"; else test_files 0; fi
    now=$(date +%s)
    tested_file_seconds=$((now - begun))
    if is_for_login; then test_login; fi
  fi
  note_test "${tested_outcome}"
  line "${tested_server} ${tested_name} ${tested_run} ${tested_snapshot} ${tested_bytes} ${tested_seconds} ${tested_tables} ${tested_rows} ${tested_files} ${tested_file_bytes} ${tested_file_seconds} ${tested_outcome}" >>"${drill_work}/results"
  drop_database "${tested_server}" "${tested_database}" || true
  remove_files || true
}
