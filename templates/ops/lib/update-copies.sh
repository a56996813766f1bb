{#
format: sh
#}
# shellcheck shell=sh
# Copies of databases and their files, for a rollback.

# copy_of DATABASE: the name of its copy, which fits within the limit for every database.
copy_of() {
  sum=$(printf '%s' "$1" | md5sum | cut -c 1-32)
  printf 'copy_%s' "${sum}"
}

# duplicate SERVER FROM TO: copies the database on disk, under another name, closed to everybody. Unlike the restore of a dump, this runs no
# code that a tenant has put there, so no tenant can prevent a rollback of the others.
duplicate() {
  # A copy is written to the log page by page, unless the strategy is file_copy.
  strategy=''
  if "${site_has_copy_strategy}"; then strategy='STRATEGY FILE_COPY'; fi
  sql "$1" --set=from="$2" --set=to="$3" --set=strategy="${strategy}" <<'SQL'
SELECT CASE WHEN datallowconn THEN 'true' ELSE 'false' END AS is_open FROM pg_database WHERE datname = :'from' \gset
-- Nobody may be connected to what is copied, and whatever reconnects does so at once.
ALTER DATABASE :"from" ALLOW_CONNECTIONS false;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'from' \g /dev/null
CREATE DATABASE :"to" TEMPLATE :"from" :strategy ALLOW_CONNECTIONS false;
REVOKE ALL ON DATABASE :"to" FROM PUBLIC;
GRANT CREATE, TEMPORARY ON DATABASE :"to" TO :"role";
GRANT CONNECT ON DATABASE :"to" TO :"maintenance";
ALTER DATABASE :"from" ALLOW_CONNECTIONS :is_open;
SQL
}

# discard_copies: removes the copies of the last update.
discard_copies() {
  for where in "${site_superadmin_server}" "${site_tenants_server}"; do
    former=$(
      sql "${where}" <<'SQL'
SELECT datname FROM pg_database WHERE datname ~ '^copy_[0-9a-f]{32}$'
SQL
    ) || return 1
    for old in ${former}; do
      drop_database "${where}" "${old}" || return 1
    done
  done
}

# copy SERVICE SERVER DATABASE: files are copied as hard links, which take no room; Odoo never changes a file that it has written.
copy() {
  kept=$(copy_of "$3")
  # shellcheck disable=SC2016
  drop_database "$2" "${kept}" &&
    duplicate "$2" "$3" "${kept}" &&
    in_files "$1" 'rm -rf "update-copies/$1"; mkdir -p "filestore/$1" update-copies
      cp -al "filestore/$1" "update-copies/$1"' "$3"
}

# admit SERVER DATABASE: opens it for connections.
admit() {
  sql "$1" --set=name="$2" <<'SQL'
ALTER DATABASE :"name" ALLOW_CONNECTIONS true;
SQL
}

# keep_settings SERVER FROM TO: what the server has of a database outside of it, a copy does not have: settings, and who else may connect.
keep_settings() {
  needs_file="${state}/needs-$3"
  if ! database_needs "$1" "$2" >"${needs_file}" || ! for_database "$1" "$3"; then
    say "the settings of $2 could not be kept"
  fi
  rm -f -- "${needs_file}"
}

# restore SERVICE SERVER DATABASE: from its copy: a new database is completed beside the present one, and then takes its place.
restore() {
  new=$(random_digits)
  new=new_${new}
  kept=$(copy_of "$3")
  # shellcheck disable=SC2016
  discard_unfinished "$2" "$1" &&
    duplicate "$2" "${kept}" "${new}" &&
    admit "$2" "${new}" &&
    keep_settings "$2" "$3" "${new}" &&
    in_files "$1" 'if [ -d "update-copies/$1" ]; then cp -al "update-copies/$1" "filestore/$2"; fi' "$3" "${new}" &&
    move_in "$2" "$1" "${new}" "$3"
}
