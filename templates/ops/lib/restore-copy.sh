{#
format: sh
#}
# shellcheck shell=sh
# Makes a copy of a tenant harmless, before Odoo can connect to it.

# neutralize SERVER SERVICE DATABASE NAME: it sends no mail, makes no payment and runs no scheduled job; its links lead to itself; and it has another
# database.uuid, by which Odoo's services know a database, and another database.secret, which signs links, as Odoo's own copies have
# (service/db.py).
neutralize() {
  run_inside "$1" "$2" odoo neutralize -d "$3" </dev/null &&
    run_inside "$1" "$2" odoo shell -d "$3" --no-http <<PYTHON || return 1
env["ir.config_parameter"].init(force=True)
env["ir.config_parameter"].set_param("web.base.url", "https://${4%_db}.${site_tenants_domain}")
env.cr.commit()
PYTHON
  hand_over "$1" "$3"
}
