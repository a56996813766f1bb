# shellcheck shell=sh
# Writes down for Prometheus which tenants there are. It needs ops/lib/sql.sh.

targets_folder="/var/lib/${site_name}-monitoring"

# target_of TENANT: one element of the list.
target_of() {
  printf '  {"targets": ["https://127.0.0.1/web/login"], "labels": {"tenant": "%s", "host": "%s"}}' "$1" "$1.${site_tenants_domain}"
}

# targets: writes the list of tenants, by a rename; a list that is right already is not touched. Does nothing without monitoring.
targets() {
  [ "${site_monitoring_mode}" != none ] || return 0
  names=$(
    sql "${site_tenants_server}" <<'SQL'
SELECT left(datname, -3) FROM pg_database WHERE datallowconn AND datname ~ '^[a-z0-9-]+_db$' ORDER BY datname
SQL
  ) || {
    say "the list of tenants for the monitoring could not be made: ${site_tenants_server} does not answer"
    return 1
  }
  mkdir -p -- "${targets_folder}" && chmod 0755 -- "${targets_folder}" || return 1
  separator='['
  {
    for name in ${names}; do
      printf '%s\n' "${separator}"
      target_of "${name}"
      separator=','
    done
    [ "${separator}" = , ] || printf '['
    printf '\n]\n'
  } >"${targets_folder}/tenants.json.new" || return 1
  if cmp -s "${targets_folder}/tenants.json.new" "${targets_folder}/tenants.json"; then
    rm -f -- "${targets_folder}/tenants.json.new"
    return 0
  fi
  chmod 0644 -- "${targets_folder}/tenants.json.new"
  mv -fT -- "${targets_folder}/tenants.json.new" "${targets_folder}/tenants.json"
}
