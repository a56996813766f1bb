# shellcheck shell=sh
# Starts the deployed revision, and records it.

# The superadmin's database is empty at first, and Odoo does not serve it. It is initialised under another name, and renamed
# when its administrator has a password.
first_start() {
  if "${dry_run}"; then
    step "fill ${site_superadmin_database}, where it is empty, and print its administrator's password"
    return
  fi
  if exists "${site_superadmin_server}" "${site_superadmin_database}"; then
    filled=$(
      query "${site_superadmin_server}" "${site_superadmin_database}" <<'SQL'
SELECT to_regclass('public.ir_module_module') IS NOT NULL
SQL
    )
    [ "${filled}" = f ] || return 0
  fi
  step "fill ${site_superadmin_database}: this takes a minute or more"
  new=$(random_digits)
  new=new_${new}
  discard_unfinished "${site_superadmin_server}" "${site_superadmin_service}"
  make_database "${site_superadmin_server}" "${new}"
  add_modules "${site_superadmin_server}" "${site_superadmin_service}" "${new}" "${site_superadmin_modules}" || stop "the superadmin's database could not be created"
  new_password
  settle "${site_superadmin_server}" "${site_superadmin_service}" "${new}" "${site_superadmin_modules}" "https://${site_superadmin_domain}" ||
    stop "the superadmin's database could not be created"
  # From here on it exists, and its password must be printed.
  trap '' HUP INT TERM
  move_in "${site_superadmin_server}" "${site_superadmin_service}" "${new}" "${site_superadmin_database}" ||
    stop "the superadmin's database could not be renamed"
  say "https://${site_superadmin_domain}/ is ready; the login is admin, and this is its password:"
  printf '%s\n' "${password}"
  trap - HUP INT TERM
}

# serving: prints the tenants that answer; none before the services run.
serving() {
  up=$(docker compose ps --status running --quiet "${site_tenants_service}") || up=''
  [ -n "${up}" ] || return 0
  names=$(
    sql "${site_tenants_server}" <<'SQL'
SELECT left(datname, -3) FROM pg_database WHERE datallowconn AND datname ~ '^[a-z0-9-]+_db$' ORDER BY datname
SQL
  ) || stop "the database server ${site_tenants_server} does not answer"
  for name in ${names}; do
    if tenant_answers "${name}"; then printf '%s\n' "${name}"; fi
  done
}

# check_tenants NAME...: these tenants answered before, and must answer again.
check_tenants() {
  for name in "$@"; do
    tenant_answers "${name}" || stop "the tenant ${name} no longer answers; do its modules need deploy.sh --update?"
  done
}

# A network keeps its addresses and its interface as long as it exists, and so do the containers in it.
renew_networks() {
  changed=$(changed_networks)
  [ -n "${changed}" ] || return 0
  before=$(serving)
  # shellcheck disable=SC2086
  step "stop all services, because networks have changed:$(printf ' %s' ${changed})"
  change docker compose down
}

# Odoo reads the add-ons when it starts; if the revision has changed, it must be restarted.
start() {
  step "start, and wait until everything is healthy"
  running=$(cat -- "${state}/running" 2>/dev/null) || running=''
  change rm -f -- "${state}/running"
  if [ -n "${commit}" ] && [ "${running}" = "${commit}" ]; then
    change docker compose up --detach --wait --wait-timeout 900 --remove-orphans
  else
    change docker compose up --detach --wait --wait-timeout 900 --remove-orphans --force-recreate --no-deps \
      "${site_tenants_service}" "${site_superadmin_service}"
  fi
  "${dry_run}" || printf '%s\n' "${commit}" >"${state}/running"
}

# Records what a failed later deployment goes back to: the commit, and the image under a separate tag.
remember() {
  step "remember what is deployed"
  change docker image tag "${site_odoo_built_image}" "${site_odoo_built_image}-deployed"
  "${dry_run}" || printf '%s\n' "${commit}" >"${state}/deployed"
}
