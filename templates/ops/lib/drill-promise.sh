{#
format: sh
#}
# shellcheck shell=sh
# How long restoring takes, from what the newest test without a problem has measured.

# measure: remembers the newest test without a problem.
measure() {
  site_count=$(wc -l <"${drill_work}/databases")
  site_bytes=$(awk '{ n += $6 } END { printf "%.0f\n", n }' "${drill_work}/databases")
  site_files=$(cat -- "${drill_work}"/record-* | awk '$1 == "files" && !seen[$2]++ { n += $5 } END { printf "%.0f\n", n }')
  {
    line "passed ${ended}"
    line "measured ${count} ${bytes} ${seconds} ${file_bytes} ${file_seconds}"
    line "site ${site_count} ${site_bytes} ${site_files}"
  } >"${drills}/newest.new"
  mv -fT -- "${drills}/newest.new" "${drills}/newest"
}

# promise: prints the minutes for a GB, and for the site as it was saved, and as it is planned. Less than 100 MB says nothing about a GB: then it is
# what the benchmark of gen has measured.
promise() {
  [ -s "${drills}/newest" ] || stop "nothing was tested yet without a problem: restore-test.sh"
  at=$(sed -n 's/^passed //p' "${drills}/newest")
  day=$(date -u -d "@${at}" +%Y-%m-%d)
  awk -v day="${day}" -v tenants="${site_capacity_tenants}" -v database="${site_capacity_database_bytes}" -v files="${site_capacity_filestore_bytes}" \
    -v each="${site_restore_database_seconds}" -v gigabyte="${site_restore_gigabyte_seconds}" -v gigabyte_of_files="${site_restore_files_seconds}" '
    function minutes(count, bytes, file_bytes) { return int((count * each + bytes / 1e9 * gigabyte + file_bytes / 1e9 * gigabyte_of_files) / 60) + 1 }
    function known(is_measured) { return is_measured ? "measured on " day : "as gen assumes" }
    $1 == "measured" && $3 >= 1e8 { gigabyte = ($4 > $2 * each ? $4 - $2 * each : 1) / ($3 / 1e9); has_databases = 1 }
    $1 == "measured" && $5 >= 1e8 { gigabyte_of_files = ($6 ? $6 : 1) / ($5 / 1e9); has_files = 1 }
    $1 == "site" { count = $2; bytes = $3; file_bytes = $4 }
    END {
      printf "%.1f minutes for each GB of databases, %s\n", gigabyte / 60, known(has_databases)
      printf "%.1f minutes for each GB of files, %s\n", gigabyte_of_files / 60, known(has_files)
      printf "%d minutes for the site as it was saved then: %d databases, %.1f GB, and %.1f GB of files\n", minutes(count, bytes, file_bytes), count, bytes / 1e9, file_bytes / 1e9
      if (tenants && (database || files)) printf "%d minutes for the %d tenants of odoo.capacity\n", minutes(tenants, tenants * database, tenants * files), tenants
    }' "${drills}/newest"
}
