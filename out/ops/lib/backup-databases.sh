# shellcheck shell=sh
# Saves databases, each as a stream of pg_dump's.

# The name by which the server knows these connections.
dumps="${site_name}-backup"
# A dump waits as long for a table that somebody else has locked, and is tried so often; between two passes others get time to end.
lock_wait=10s
passes=3
pause=30

# databases SERVER: prints SERVER NAME BYTES OWNER for each database of the site, the largest first, with names encoded. PostgreSQL's own three and
# the template have no data of the site; those of a creation or a restore that has not ended are incomplete.
databases() {
  listed=$(
    sql "$1" --field-separator=' ' --set=server="$1" --set=reader="${site_tenants_role}" <<'SQL'
SELECT :'server', '=' || encode(convert_to(datname, 'UTF8'), 'hex'), pg_database_size(oid),
  '=' || encode(convert_to(pg_get_userbyid(datdba), 'UTF8'), 'hex') FROM pg_database
WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres' AND datname !~ '^new_[0-9a-f]{32}$'
  AND NOT CASE WHEN pg_get_userbyid(datdba) = 'odoo_provisioned' THEN NOT has_database_privilege(:'reader', oid, 'CONNECT') ELSE false END
ORDER BY pg_database_size(oid) DESC, datname;
SQL
  ) || return 1
  [ -z "${listed}" ] || printf '%s\n' "${listed}" | percent
}

# dump SERVER DATABASE: in PostgreSQL's own format, uncompressed, so that restic stores only the changes. Never as the superuser, because a tenant
# may have put code into its database.
dump() {
  know "$1"
  place=$(conninfo "$2")
  exec docker compose exec -T --env PGAPPNAME="${dumps}" "$1" nice -n 10 pg_dump -U "${maintenance}" --role="${role}" --format=custom --compress=0 \
    --lock-wait-timeout="${lock_wait}" --dbname="${place}"
}

# read_dump ITEM
read_dump() { count_rows "${server}" "$1"; }

# uuid_of SERVER DATABASE: by which Odoo's services know it; the tenant could have written anything there.
uuid_of() {
  found=$(
    query "$1" "$2" <<'SQL' 2>/dev/null
SELECT value FROM public.ir_config_parameter WHERE key = 'database.uuid'
SQL
  ) || found=''
  case ${found} in
    '' | *[!0-9a-f-]*) line - ;;
    *) line "${found}" ;;
  esac
}

# save_database SERVER NAME BYTES OWNER: a failure is for the next pass.
save_database() {
  server=$1
  item="${work}/items/$1/database-$2"
  name=$(decoded "$2")
  begun=$(date +%s)
  if stream "${item}" database "/$1/$2.dump" read_dump dump "$1" "${name}"; then
    database_needs "$1" "${name}" >"${item}/needs" || failed "what the owner of $2 in $1 could not restore"
    less=$(grep -c '^left-out ' "${item}/needs") || less=0
    [ "${less}" -eq 0 ] || line "nobody could restore ${less} things of $2 in $1, which only a superuser may make: restore.sh --list --at ${run}"
    uuid_of "$1" "${name}" >"${item}/uuid"
    ended=$(date +%s)
    line "$((ended - begun))" >"${item}/seconds"
    line "saved $2 in $1: ${bytes} bytes in $((ended - begun)) s"
    is_in_all "${item}" || failed "$2 in $1 is not in ${missing}"
  else
    line "$1 $2 $3 $4" >>"${work}/again"
    tail -n 1 -- "${item}/error" 2>/dev/null | printable >&2
  fi
}

# save_from FILE: a worker: takes the next database that no other has taken.
save_from() {
  taken=0
  while read -r of_server of_name of_bytes of_owner <&3; do
    taken=$((taken + 1))
    mkdir -- "$1.${taken}" 2>/dev/null || continue
    check_room || break
    has_live || break
    save_database "${of_server}" "${of_name}" "${of_bytes}" "${of_owner}"
  done 3<"$1"
}

# save_side_by_side FILE: saves each database of a list, as many at a time as backup.jobs says.
save_side_by_side() {
  slot=0
  while [ "${slot}" -lt "${site_backup_jobs}" ]; do
    save_from "$1" &
    workers="${workers-} $!"
    slot=$((slot + 1))
  done
  for worker in ${workers}; do wait "${worker}" || true; done
  workers=''
}

# list_databases FILE: of both servers.
list_databases() {
  for of_server in "${site_tenants_server}" "${site_superadmin_server}"; do
    if ! databases "${of_server}"; then
      failed "list of databases in ${of_server}"
      : >"${work}/not-listed"
    fi
  done >"$1"
}

# save_databases: in passes. What could not be saved, and still exists, is tried again; what was created meanwhile is saved too.
save_databases() {
  list_databases "${work}/databases"
  cp -- "${work}/databases" "${work}/pass-1"
  pass=1
  while [ -s "${work}/pass-${pass}" ]; do
    : >"${work}/again"
    save_side_by_side "${work}/pass-${pass}"
    if [ "${pass}" -eq "${passes}" ] || ! has_live; then break; fi
    [ ! -s "${work}/again" ] || sleep "${pause}"
    list_databases "${work}/now"
    pass=$((pass + 1))
    awk 'FILENAME == ARGV[1] { again[$1, $2] = 1; next }
      FILENAME == ARGV[2] { known[$1, $2] = 1; next }
      ($1, $2) in again || !(($1, $2) in known)' "${work}/again" "${work}/databases" "${work}/now" >"${work}/pass-${pass}"
    sort -u -k 1,2 -- "${work}/databases" "${work}/pass-${pass}" >"${work}/all"
    mv -- "${work}/all" "${work}/databases"
  done
  list_databases "${work}/now"
  while read -r of_server of_name _; do
    [ ! -e "${work}/items/${of_server}/database-${of_name}/seconds" ] || continue
    if grep -q -e "^${of_server} ${of_name} " -- "${work}/now"; then
      failed "dump of ${of_name} in ${of_server}"
    else
      line "not saved, as it was dropped meanwhile: ${of_name} in ${of_server}"
      line "${of_server} ${of_name}" >>"${work}/dropped"
    fi
  done <"${work}/databases"
}

# globals SERVER: roles and their passwords.
globals() { exec docker compose exec -T "$1" pg_dumpall -U postgres --database=postgres --globals-only; }

# read_globals ITEM: whether they are there to their end.
read_globals() { tail -n 5 | grep -q '^-- PostgreSQL database cluster dump complete$'; }

save_globals() {
  item="${work}/items/$1/globals"
  if stream "${item}" globals "/$1/globals.sql" read_globals globals "$1"; then
    is_in_all "${item}" || failed "the roles of $1 are not in ${missing}"
  else
    failed "dump of the roles in $1"
  fi
}
