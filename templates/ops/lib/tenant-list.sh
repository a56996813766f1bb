{#
format: sh
#}
# shellcheck shell=sh
# Lists the tenants.

# databases: prints the names and sizes of all of them. A foreign database's name may contain control characters.
databases() {
  sql "${site_tenants_server}" --field-separator=' ' <<'SQL'
SELECT regexp_replace(datname, '[^A-Za-z0-9._-]', '?', 'g'), replace(pg_size_pretty(pg_database_size(oid)), ' ', '')
FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres' ORDER BY datname
SQL
}

# state_of DATABASE: prints the state. The answer from the tenant's database is not trusted: only two values are accepted.
state_of() {
  case $1 in
    new_*) printf 'unfinished\n' ;;
    old_*) printf 'half-removed\n' ;;
    bad_*) printf 'left-over\n' ;;
    *[!a-z0-9-]*_db) printf 'no-tenant\n' ;;
    *_db)
      answer=$(
        query "${site_tenants_server}" "$1" 2>/dev/null <<'SQL' | head -c 100
SELECT CASE count(*) WHEN 0 THEN 'ready' ELSE 'unfinished-modules' END
FROM ir_module_module WHERE state IN ('to install', 'to upgrade', 'to remove')
SQL
      ) || answer=''
      case ${answer} in
        ready | unfinished-modules) printf '%s\n' "${answer}" ;;
        *) printf 'damaged\n' ;;
      esac
      ;;
    *) printf 'no-tenant\n' ;;
  esac
}

# size_of DATABASE FILES: the second field of a line of `du`.
size_of() {
  printf '%s\n' "$2" | while read -r size name; do
    if [ "${name}" = "$1" ]; then printf '%s\n' "${size}"; fi
  done
}

list() {
  rows=$(databases) || stop "the database server ${site_tenants_server} does not answer: docker compose up --detach --wait"
  [ -n "${rows}" ] || return 0
  # Without the container name that other scripts use: this may run beside them.
  # shellcheck disable=SC2016
  files=$(docker compose run --rm --no-deps -T --entrypoint sh "${site_tenants_service}" -c \
    'cd "$1/filestore" && du -sh -- *' sh "${site_odoo_data}" 2>/dev/null </dev/null) || files=''
  printf '%-30s %-18s %10s %10s\n' TENANT STATE DATABASE FILES
  printf '%s\n' "${rows}" | while read -r database size; do
    condition=$(state_of "${database}")
    stored=$(size_of "${database}" "${files}")
    case ${stored} in *[!0-9.KMGT]*) stored='?' ;; *) ;; esac
    printf '%-30s %-18s %10s %10s\n' "${database%_db}" "${condition}" "${size}" "${stored:-0}"
  done
}
