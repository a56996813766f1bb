# shellcheck shell=sh
# Creates a tenant, in a database that is closed to Odoo until everything is done.

# If the creation ends before the tenant is complete, for whatever reason, all of it is removed.
abandon() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  say "${tenant} was not created"
  discard "${site_tenants_server}" "${site_tenants_service}" "${new}" >/dev/null || say "the remains of ${new} could not be removed: run this again"
  [ "${status}" -ne 0 ] || status=1
  exit "${status}"
}

# localise: sets the company's country before the other modules are installed, as the chart of accounts depends on it; then the
# administrator's language, and the default language of mails.
localise() {
  run_inside "${site_tenants_server}" "${site_tenants_service}" odoo shell -d "${new}" --no-http <<PYTHON
if "${country}":
    country = env["res.country"].search([("code", "=", "${country}")])
    env.ref("base.main_company").write({"country_id": country.id, "currency_id": country.currency_id.id})
(env.ref("base.user_admin").partner_id | env.ref("base.main_partner")).lang = "${language}"
env.cr.commit()
PYTHON
}

create() {
  if exists "${site_tenants_server}" "${tenant}_db"; then
    stop "the tenant ${tenant} already exists"
  fi
  off=$(prefixed old "${tenant}")
  if exists "${site_tenants_server}" "${off}"; then
    stop "${tenant} is partly removed: run its removal again first"
  fi
  if "${dry_run}"; then
    printf '%s\n' "remove the remains of killed runs, if any" "create a database that is closed to Odoo, with the modules ${modules}" \
      "set its administrator's password, and its address: https://${tenant}.${site_tenants_domain}" "rename it to ${tenant}_db, and open it"
    return
  fi
  new=$(random_digits)
  new=new_${new}
  trap abandon EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  discard_unfinished "${site_tenants_server}" "${site_tenants_service}" || exit 1
  # Files without a database are left from a tenant that was removed by other means.
  discard "${site_tenants_server}" "${site_tenants_service}" "${tenant}_db" || exit 1
  say "creating ${tenant}: this takes a minute or more"
  make_database "${site_tenants_server}" "${new}" || exit 1
  if [ -n "${country}" ] || [ "${language}" != en_US ]; then
    add_modules "${site_tenants_server}" "${site_tenants_service}" "${new}" base --load-language="${language}" || exit 1
    localise || exit 1
  fi
  add_modules "${site_tenants_server}" "${site_tenants_service}" "${new}" "${modules}" || exit 1
  new_password
  settle "${site_tenants_server}" "${site_tenants_service}" "${new}" "${modules}" "https://${tenant}.${site_tenants_domain}" "${email}" ||
    exit 1
  # From here on the tenant exists, and its password must be printed.
  trap '' HUP INT TERM
  if exists "${site_tenants_server}" "${tenant}_db"; then
    say "somebody else has created ${tenant} meanwhile"
    exit 1
  fi
  move_in "${site_tenants_server}" "${site_tenants_service}" "${new}" "${tenant}_db" || exit 1
  trap - EXIT
  say "https://${tenant}.${site_tenants_domain}/ is ready; the login is admin, and this is its password:"
  if "${json}"; then
    # None of these can contain a character that JSON would have to escape.
    printf '{"format": "tenant", "version": 1, "tenant": "%s", "database": "%s_db", "url": "https://%s.%s/", ' \
      "${tenant}" "${tenant}" "${tenant}" "${site_tenants_domain}"
    printf '"login": "admin", "password": "%s"}\n' "${password}"
  else
    printf '%s\n' "${password}"
  fi
}
