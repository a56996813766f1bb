{#
format: sh
#}
# shellcheck shell=sh
# Starts what is deployed, and remembers it.

# The superadmin's database is empty at first, and Odoo does not serve it. It is made under another name, and takes its place
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
  add_modules "${site_superadmin_server}" "${site_superadmin_service}" "${new}" "${site_superadmin_modules}" || stop "the superadmin's database could not be made"
  new_password
  settle "${site_superadmin_server}" "${site_superadmin_service}" "${new}" "${site_superadmin_modules}" "https://${site_superadmin_domain}" ||
    stop "the superadmin's database could not be made"
  # From here on it is made, and somebody must learn its password.
  trap '' HUP INT TERM
  move_in "${site_superadmin_server}" "${site_superadmin_service}" "${new}" "${site_superadmin_database}" ||
    stop "the superadmin's database could not be put in its place"
  say "https://${site_superadmin_domain}/ is ready; the login is admin, and this is its password:"
  printf '%s\n' "${password}"
  trap - HUP INT TERM
}

# serving: the tenants that answer. Nothing, before anything runs.
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

# check_tenants NAME...: these answered before, and must again.
check_tenants() {
  for name in "$@"; do
    tenant_answers "${name}" || stop "the tenant ${name} does not answer any more; do its modules need deploy.sh --update?"
  done
}

# A network keeps its addresses and its interface for as long as it is there, and so do the containers in it.
renew_networks() {
  changed=$(changed_networks)
  [ -n "${changed}" ] || return 0
  before=$(serving)
  # shellcheck disable=SC2086
  step "stop everything, for networks that have changed:$(printf ' %s' ${changed})"
  change docker compose down
}

# Odoo reads the add-ons when it starts; when they are another revision's, it must start again.
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

# What is deployed is what a later deployment that fails comes back to: the commit, and the image under a name of its own.
remember() {
  step "remember what is deployed"
  change docker image tag "${site_odoo_built_image}" "${site_odoo_built_image}-deployed"
  "${dry_run}" || printf '%s\n' "${commit}" >"${state}/deployed"
}
