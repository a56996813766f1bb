{#
format: sh
#}
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

# A network keeps its addresses and its interface as long as it exists, and so do the containers in it.
renew_networks() {
  changed=$(changed_networks)
  [ -n "${changed}" ] || return 0
  before=$(serving)
  # shellcheck disable=SC2086
  step "stop all services, because networks have changed:$(printf ' %s' ${changed})"
  change docker compose down
}

# compose recreates a service whose image, configuration or mounted file has changed. Odoo reads the add-ons when it starts, so both
# instances are recreated too if these have changed, and not otherwise.
start() {
  step "start what has changed, and wait until everything is healthy"
  running=$(cat -- "${state}/running" 2>/dev/null) || running=''
  code=$(code_here)
  change rm -f -- "${state}/running"
  if [ "${running}" != "${code}" ]; then
    change docker compose up --detach --wait --wait-timeout 900 --force-recreate --no-deps "${site_tenants_service}" "${site_superadmin_service}"
  fi
  change docker compose up --detach --wait --wait-timeout 900 --remove-orphans
  "${dry_run}" || printf '%s\n' "${code}" >"${state}/running"
}

# begin_record: from here on nothing of this server is what was deployed before, until all is done.
begin_record() {
  rm -f -- "${state}/deployed-sums"
  note_known <SHA256SUMS
}

# Records what a failed later deployment goes back to: the commit, and the image under a separate tag; and what the next plan begins with.
remember() {
  step "remember what is deployed"
  change docker image tag "${site_odoo_built_image}" "${site_odoo_built_image}-deployed"
  if "${dry_run}"; then return 0; fi
  printf '%s\n' "${commit}" >"${state}/deployed"
  cp -- SHA256SUMS "${state}/deployed-sums.new"
  mv -fT -- "${state}/deployed-sums.new" "${state}/deployed-sums"
}

# prune: removes the images of this site that have no name any more: the tags of the way back keep theirs. Then what the builder has not
# used for a week.
prune() {
  step "remove old images, and build cache that was not used for a week"
  change docker image prune --force --filter "label=gen.site=${site_name}" || say "old images could not be removed"
  change docker builder prune --force --filter until=168h || say "old build cache could not be removed"
}
