{#
format: sh
#}
# shellcheck shell=sh
# Selects the databases to update, checks that they can be updated, updates them, and checks the result.

# targets: prints the databases to update, as lines of SERVICE SERVER DATABASE; the operators' own first.
targets() {
  printf '%s\n' "${site_superadmin_service} ${site_superadmin_server} ${site_superadmin_database}"
  sql "${site_tenants_server}" --set=service="${site_tenants_service}" --set=server="${site_tenants_server}" <<'SQL'
SELECT :'service' || ' ' || :'server' || ' ' || datname FROM pg_database
WHERE datallowconn AND datname ~ '^[a-z0-9-]+_db$' AND has_database_privilege(:'role', oid, 'CONNECT') ORDER BY datname
SQL
}

# check_modules: Odoo would silently ignore a module that is not installed anywhere.
check_modules() {
  [ "${modules}" != all ] || return 0
  for module in "$@"; do
    found=''
    while read -r _ server database; do
      there=$(
        query "${server}" "${database}" --set=name="${module}" <<'SQL'
SELECT 1 FROM ir_module_module WHERE name = :'name' AND state = 'installed'
SQL
      ) || stop "${database} cannot be read"
      found=${found}${there}
    done <"${state}/targets"
    [ -n "${found}" ] || stop "no database has the module ${module}"
  done
}

# check_room: the copies need as much room as the databases at most, on the same disk.
check_room() {
  needed=0
  for server in "${site_superadmin_server}" "${site_tenants_server}"; do
    size=$(
      sql "${server}" <<'SQL'
SELECT (sum(pg_database_size(oid)) / 1024)::bigint FROM pg_database WHERE datallowconn
SQL
    ) || stop "the database server ${server} does not answer: docker compose up --detach --wait"
    needed=$((needed + size))
  done
  root=$(docker info 2>/dev/null | sed -n 's/^ *Docker Root Dir: //p')
  free=$(df -Pk -- "${root:-/var/lib}" | awk 'NR == 2 { print $4 }')
  [ "${free:-0}" -gt "${needed}" ] || stop "${root:-/var/lib} has ${free} KiB free, but the copies may need ${needed} KiB"
}

# update_database SERVICE SERVER DATABASE: the result is also checked in the database, as Odoo does not always report a failure. As Odoo's
# role, because code of the tenant may run there.
update_database() {
  run_job "$1" odoo -d "$3" -u "${modules}" --stop-after-init --no-http </dev/null || return 1
  waiting=$(
    query "$2" "$3" <<'SQL'
SELECT string_agg(name, ', ' ORDER BY name) FROM ir_module_module WHERE state IN ('to install', 'to upgrade', 'to remove')
SQL
  ) || return 1
  waiting=$(printf '%s' "${waiting}" | printable)
  [ -z "${waiting}" ] || say "not updated in $3: ${waiting}"
  [ -z "${waiting}" ]
}

# start_again: starts the instances, and waits until they are healthy.
start_again() { docker compose up --detach --wait --wait-timeout 900 "${site_tenants_service}" "${site_superadmin_service}" >&2; }

# healthy: whether the instances are healthy, and every tenant's login page is served.
healthy() {
  start_again || return 1
  bad=''
  while read -r service _ database; do
    [ "${service}" = "${site_tenants_service}" ] || continue
    tenant_answers "${database%_db}" || bad="${bad} ${database%_db}"
  done <"${state}/targets"
  [ -z "${bad}" ] || say "no login page:${bad}"
  [ -z "${bad}" ]
}
