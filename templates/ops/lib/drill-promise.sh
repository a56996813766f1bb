{#
format: sh
#}
# shellcheck shell=sh
# How long restoring takes, from what the newest test without a problem has measured.

# measure: remembers the newest test without a problem.
measure() {
  site_bytes=$(awk '{ n += $6 } END { printf "%.0f\n", n }' "${drill_work}/databases")
  site_files=$(cat -- "${drill_work}"/record-* | awk '$1 == "files" && !seen[$2]++ { n += $5 } END { printf "%.0f\n", n }')
  {
    line "passed ${ended}"
    line "measured ${bytes} ${seconds} ${file_bytes} ${file_seconds}"
    line "site ${site_bytes} ${site_files}"
  } >"${drills}/newest.new"
  mv -fT -- "${drills}/newest.new" "${drills}/newest"
}

# promise: prints the minutes for a GB, and for the site as it was saved, and as it is planned.
promise() {
  [ -s "${drills}/newest" ] || stop "nothing was tested yet without a problem: restore-test.sh"
  at=$(sed -n 's/^passed //p' "${drills}/newest")
  day=$(date -u -d "@${at}" +%Y-%m-%d)
  awk -v day="${day}" -v tenants="${site_capacity_tenants}" -v database="${site_capacity_database_bytes}" -v files="${site_capacity_filestore_bytes}" '
    function minutes(bytes, file_bytes) { return int(bytes / 1e9 * per_gb + file_bytes / 1e9 * per_gb_of_files) + 1 }
    $1 == "measured" {
      per_gb = $2 ? $3 / 60 / ($2 / 1e9) : 0
      per_gb_of_files = $4 ? $5 / 60 / ($4 / 1e9) : 0
    }
    $1 == "site" { site = $2; site_files = $3 }
    END {
      printf "measured on %s: %.1f minutes for each GB of dumps, %.1f for each GB of files\n", day, per_gb, per_gb_of_files
      printf "the site as it was saved then: %.1f GB of dumps and %.1f GB of files, %d minutes\n", site / 1e9, site_files / 1e9, minutes(site, site_files)
      if (tenants && (database || files)) {
        printf "the site as odoo.capacity plans it: %d tenants, %d minutes\n", tenants, minutes(tenants * database, tenants * files)
      }
    }' "${drills}/newest"
}
