# shellcheck shell=sh
# Which databases are tested: the newest snapshot that a record names of each, those that have not been tested for the longest time first.

# newest_of_each: prints its ID and the fields of the record for each database, from the newest complete record on.
newest_of_each() {
  records >"${drill_work}/records" || return 1
  while read -r id _ is_complete <&7; do
    record_of "${id}" >"${drill_work}/record-${id}" || return 1
    sed -n "s/^database /${id} /p" "${drill_work}/record-${id}"
    [ "${is_complete}" != complete ] || break
  done 7<"${drill_work}/records" >"${drill_work}/named"
  awk '!seen[$2 " " $3]++' "${drill_work}/named"
}

# choose_repository: the next one when every part of the databases had its turn from this one.
choose_repository() {
  if [ -z "${tested_repository}" ]; then
    count=$(repositories | wc -l)
    runs=$(cat -- "${drills}/report" 2>/dev/null | wc -l)
    tested_repository=$((runs / site_backup_restore_share % count))
  fi
  open_repository "${tested_repository}"
}

# choose due|all|one [SERVER DATABASE]: writes the chosen databases, the longest untested first.
choose() {
  newest_of_each >"${drill_work}/databases" || end_test "the records of the backups cannot be read"
  [ -s "${drill_work}/databases" ] || end_test "no backup is recorded"
  tested="${drills}/tested"
  if ! [ -e "${tested}" ]; then
    if "${dry_run}"; then tested=/dev/null; else : >"${tested}"; fi
  fi
  # SERVER NAME WHEN-TRIED WHEN-PASSED
  awk 'FILENAME == ARGV[1] { tried[$1 " " $2] = $3; next } { print tried[$2 " " $3] + 0, $0 }' "${tested}" "${drill_work}/databases" |
    sort -s -n -k 1,1 | cut -d ' ' -f 2- >"${drill_work}/ordered"
  case $1 in
    all) cat -- "${drill_work}/ordered" ;;
    one) awk -v server="$2" -v name="$3" '$2 == server && $3 == name' "${drill_work}/ordered" ;;
    *)
      count=$(wc -l <"${drill_work}/ordered")
      head -n "$(((count + site_backup_restore_share - 1) / site_backup_restore_share))" "${drill_work}/ordered"
      ;;
  esac >"${drill_work}/chosen"
  [ -s "${drill_work}/chosen" ] || end_test "no backup has the database ${3-} of ${2-}"
}

# find_overdue: after a test, the databases that have waited longer than backup.restore_test and backup.restore_share promise, and a day.
find_overdue() {
  awk -v before="$((ended - (site_backup_restore_days + 1) * 86400))" '
    FILENAME == ARGV[1] { is_saved[$2 " " $3]; next }
    ($1 " " $2) in is_saved && $4 > 0 && $4 < before { print $1, $2 }' "${drill_work}/databases" "${drills}/tested" >"${drill_work}/overdue"
  while read -r server name; do
    problem_of "${server}" "${name}" "it has not been restored for more than ${site_backup_restore_days} days"
  done <"${drill_work}/overdue"
}

# note_test passed|failed: remembers when the database was tested.
note_test() {
  now=$(date +%s)
  awk -v server="${tested_server}" -v name="${tested_name}" -v now="${now}" -v outcome="$1" '
    $1 == server && $2 == name { passed = $4; next }
    { print }
    END { print server, name, now, (outcome == "passed" ? now : passed + 0) }' "${drills}/tested" >"${drills}/tested.new"
  mv -fT -- "${drills}/tested.new" "${drills}/tested"
}
