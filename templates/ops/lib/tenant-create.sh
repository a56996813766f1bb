{#
format: sh
#}
# shellcheck shell=sh
# Makes a tenant, as a database that is closed to Odoo until all is right.

# However the making of a tenant ends before the tenant is there: nothing of it stays.
abandon() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  say "${tenant} was not made"
  discard "${site_tenants_server}" "${site_tenants_service}" "${new}" >/dev/null || say "what is left of ${new} could not be removed: repeat this"
  [ "${status}" -ne 0 ] || status=1
  exit "${status}"
}

# localise: the company's country before the other modules, as a chart of accounts is chosen by it; then the administrator's
# language, and that of letters to nobody in particular.
localise() {
  run_inside "${site_tenants_server}" "${site_tenants_service}" odoo shell -d "${new}" --no-http <<PYTHON
if "${site_tenants_country}":
    country = env["res.country"].search([("code", "=", "${site_tenants_country}")])
    env.ref("base.main_company").write({"country_id": country.id, "currency_id": country.currency_id.id})
(env.ref("base.user_admin").partner_id | env.ref("base.main_partner")).lang = "${language}"
env.cr.commit()
PYTHON
}

create() {
  if exists "${site_tenants_server}" "${tenant}_db"; then
    stop "the tenant ${tenant} is there already"
  fi
  off=$(prefixed old "${tenant}")
  if exists "${site_tenants_server}" "${off}"; then
    stop "${tenant} is half removed: repeat its removal first"
  fi
  if "${dry_run}"; then
    printf '%s\n' "remove what killed runs have left, if anything" "make a database that is closed to Odoo, with the modules ${site_tenants_modules}" \
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
  # Files without their database are those of a tenant that was removed by other means.
  discard "${site_tenants_server}" "${site_tenants_service}" "${tenant}_db" || exit 1
  say "making ${tenant}: this takes a minute or more"
  make_database "${site_tenants_server}" "${new}" || exit 1
  if [ -n "${site_tenants_country}" ] || [ "${language}" != en_US ]; then
    add_modules "${site_tenants_server}" "${site_tenants_service}" "${new}" base --load-language="${language}" || exit 1
    localise || exit 1
  fi
  add_modules "${site_tenants_server}" "${site_tenants_service}" "${new}" "${site_tenants_modules}" || exit 1
  new_password
  settle "${site_tenants_server}" "${site_tenants_service}" "${new}" "${site_tenants_modules}" "https://${tenant}.${site_tenants_domain}" || exit 1
  # From here on the tenant is made, and somebody must learn its password.
  trap '' HUP INT TERM
  if exists "${site_tenants_server}" "${tenant}_db"; then
    say "somebody else has made ${tenant} meanwhile"
    exit 1
  fi
  move_in "${site_tenants_server}" "${site_tenants_service}" "${new}" "${tenant}_db" || exit 1
  trap - EXIT
  say "https://${tenant}.${site_tenants_domain}/ is there; the login is admin, and this is its password:"
  printf '%s\n' "${password}"
}
