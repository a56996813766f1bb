# shellcheck shell=sh
# Fills a new database: modules, the administrator's password, its address, and its largest upload.

# A variable that came from the environment would be passed on to every child.
unset password
new_password() {
  password=$(tr -dc 'A-Za-z0-9' </dev/urandom | head -c 24)
  length=$(printf '%s' "${password}" | wc -c)
  [ "${length}" -eq 24 ] || stop "no random characters from /dev/urandom"
}

# add_modules SERVER SERVICE DATABASE MODULES [OPTION]...: installs modules.
add_modules() {
  at=$1
  service=$2
  database=$3
  list=$4
  shift 4
  run_inside "${at}" "${service}" odoo -d "${database}" -i "${list}" "$@" --stop-after-init --no-http </dev/null
}

# settle SERVER SERVICE DATABASE MODULES URL: sets the administrator's password, the address in mails and links, and the largest upload.
# First it checks that the modules are installed: to Odoo a missing module is not an error. The password goes over
# standard input, so it is not visible in the process list.
settle() {
  run_inside "$1" "$2" odoo shell -d "$3" --no-http <<PYTHON || return 1
wanted = set("$4".split(","))
modules = env["ir.module.module"].search([])
missing = wanted - {module.name for module in modules if module.state == "installed"}
missing |= {module.name for module in modules if module.state in ("to install", "to upgrade", "to remove")}
if missing:
    raise SystemExit("not installed: " + ", ".join(sorted(missing)))
env.ref("base.user_admin").password = "${password}"
parameters = env["ir.config_parameter"].sudo()
parameters.set_param("web.base.url", "$5")
parameters.set_param("web.base.url.freeze", "True")
# Odoo itself refuses more than 128 MiB, unless this says otherwise.
parameters.set_param("web.max_file_upload_size", "${site_upload_bytes}")
env.cr.commit()
PYTHON
  hand_over "$1" "$3"
}
