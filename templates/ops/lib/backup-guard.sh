{#
format: sh
#}
# shellcheck shell=sh
# Ends dumps: those that a killed run has left, and one for which somebody waits.

# end_dumps: ends the dumps that a run that was killed has left running in the server.
end_dumps() {
  for of_server in "${site_tenants_server}" "${site_superadmin_server}"; do
    sql "${of_server}" --set=dumps="${dumps}" <<'SQL' >/dev/null || true
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :'dumps' AND usename = :'maintenance';
SQL
  done
}

# give_way: as long as this runs, ends a dump when somebody has waited for a table of it, and everybody behind him: it is tried again later.
give_way() {
  while sleep 5; do
    for of_server in "${site_tenants_server}" "${site_superadmin_server}"; do
      sql "${of_server}" --set=dumps="${dumps}" <<'SQL' >/dev/null 2>&1 || true
SELECT pg_terminate_backend(dump.pid) FROM pg_stat_activity dump
WHERE dump.application_name = :'dumps' AND dump.usename = :'maintenance' AND EXISTS (
  SELECT FROM pg_stat_activity waiting
  WHERE waiting.wait_event_type = 'Lock' AND waiting.query_start < now() - interval '5 s' AND dump.pid = ANY (pg_blocking_pids(waiting.pid)));
SQL
    done
  done
}
