# shellcheck shell=sh
# Updates one database, and checks the result; several at the same time.

# shut SERVER DATABASE: closes it to Odoo.
shut() {
  sql "$1" --set=name="$2" <<'SQL'
REVOKE CONNECT ON DATABASE :"name" FROM :"role", PUBLIC;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'name' \g /dev/null
SQL
}

# proved SERVICE SERVER DATABASE: whether nothing is left to do in it, as Odoo does not always report a failure; and, once the instances
# run the new code, whether the login page is served. As Odoo's role, because code of the tenant may run there.
proved() {
  waiting=$(
    query "$2" "$3" <<'SQL'
SELECT string_agg(name, ', ' ORDER BY name) FROM ir_module_module WHERE state IN ('to install', 'to upgrade', 'to remove')
SQL
  ) || return 1
  waiting=$(printf '%s' "${waiting}" | printable)
  if [ -n "${waiting}" ]; then
    say "not updated in $3: ${waiting}"
    return 1
  fi
  if [ "$1" = "${site_tenants_service}" ] && "${restarted}" && ! tenant_answers "${3%_db}"; then
    say "no login page: ${3%_db}"
    return 1
  fi
}

# update_one SERVICE SERVER DATABASE MODULES: the tenant's page is closed while this runs. If it fails, the database is put back.
update_one() {
  say "updating $3: $4"
  printf '%s\n' "$1 $2" >"${journal}/open/$3"
  [ "$1" != "${site_tenants_service}" ] || close_page "${3%_db}"
  if shut "$2" "$3" &&
    copy "$1" "$2" "$3" &&
    cp -- "${journal}/open/$3" "${journal}/touched/$3" &&
    job_inside "$2" "$1" odoo -d "$3" -u "$4" --stop-after-init --no-http </dev/null &&
    hand_over "$2" "$3" &&
    open_database "$2" "$3" &&
    proved "$1" "$2" "$3" &&
    record_sums "$2" "$3" "${recorded}"; then
    rm -f -- "${journal}/open/$3"
    if "${restarted}" && [ "$1" = "${site_tenants_service}" ]; then open_page "${3%_db}"; fi
    return 0
  fi
  put_back "$3" || say "$3 could not be put back: run update.sh --undo ${3%_db}"
  return 1
}

# work SLOT: updates every database of the plan's group `rest` whose line number leaves the remainder SLOT. Until ${journal}/stop exists.
work() {
  job="${site_name}-job-$1"
  job_log="${state}/log-$1"
  # A signal ends the job that is running, and not this: its database has to be put back.
  trap 'true' HUP INT TERM
  printf '%s\n' "${plan}" | awk -v jobs="${site_rollout_jobs}" -v slot="$1" '$1 == "rest" && n++ % jobs == slot' >"${state}/work-$1"
  while read -r _ service server database _ list <&3; do
    [ ! -e "${journal}/stop" ] || return 0
    update_one "${service}" "${server}" "${database}" "${list}" || printf '%s\n' "${database}" >>"${journal}/failed"
  done 3<"${state}/work-$1"
}

# work_all: the rest, as many at the same time as odoo.rollout.jobs says.
work_all() {
  slot=0
  while [ "${slot}" -lt "${site_rollout_jobs}" ]; do
    (work "${slot}") &
    slot=$((slot + 1))
  done
  wait
}

# update_first: the operators' own database, and the canaries. The tenants still run the former code.
update_first() {
  printf '%s\n' "${plan}" | awk '$1 == "first"' >"${state}/work-first"
  let_in "${site_superadmin_server}"
  inside=${site_superadmin_server}
  while read -r _ service server database _ list <&3; do
    [ "${service}" != "${site_superadmin_service}" ] || docker compose stop "${service}" >&2
    if [ "${inside}" != "${server}" ]; then
      forbid
      let_in "${server}"
      inside=${server}
    fi
    update_one "${service}" "${server}" "${database}" "${list}" || exit 1
  done 3<"${state}/work-first"
  forbid
}
