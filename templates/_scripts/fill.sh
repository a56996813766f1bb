# Nothing but what is made here ever has this name, and no program is given it.
unset password
new_password() {
  password=$(tr -dc 'A-Za-z0-9' </dev/urandom | head -c 24)
  length=$(printf '%s' "${password}" | wc -c)
  [ "${length}" -eq 24 ] || stop "no random characters from /dev/urandom"
}

# add_modules SERVICE DATABASE MODULES [OPTION]...: installs modules, and makes the database where it is missing.
add_modules() {
  service=$1
  database=$2
  list=$3
  shift 3
  run_job "${service}" odoo -d "${database}" -i "${list}" "$@" --stop-after-init --no-http </dev/null
}

# settle SERVICE DATABASE MODULES URL: sets the administrator's password and the address that letters and links name.
# First it looks whether the modules are there: a module that is missing is no error to Odoo. The password goes over
# standard input, and so stands in no process list.
settle() {
  run_job "$1" odoo shell -d "$2" --no-http <<PYTHON
wanted = set("$3".split(","))
modules = env["ir.module.module"].search([])
missing = wanted - {module.name for module in modules if module.state == "installed"}
missing |= {module.name for module in modules if module.state in ("to install", "to upgrade", "to remove")}
if missing:
    raise SystemExit("not installed: " + ", ".join(sorted(missing)))
env.ref("base.user_admin").password = "${password}"
parameters = env["ir.config_parameter"].sudo()
parameters.set_param("web.base.url", "$4")
parameters.set_param("web.base.url.freeze", "True")
env.cr.commit()
PYTHON
}
