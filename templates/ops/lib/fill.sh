{#
format: sh
#}
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

# settle SERVER SERVICE DATABASE MODULES URL [EMAIL]: sets the administrator's password and e-mail, the address in mails and links, the largest
# upload, the mail server, and which code the database has. First it checks that the modules are installed: to Odoo a missing module is not an error. The
# password goes over standard input, so it is not visible in the process list.
#
# Odoo's configuration cannot describe a mail server with implicit TLS, and has no certificate checked: a record in the database can (Odoo's
# ir_mail_server.py). Behind a relay the configuration alone names it. The account's password is in the configuration that odoo-start joins.
settle() {
  sums=$(code_sums)
  mail_host=${site_mail_host}
  if "${site_has_relay}"; then mail_host=''; fi
  run_inside "$1" --env MAIL_HOST="${mail_host}" --env MAIL_PORT="${site_mail_port}" --env MAIL_SECURITY="${site_mail_security}" \
    --env MAIL_USER="${site_mail_user}" --env MAIL_FROM="${site_mail_from}" "$2" odoo shell -d "$3" --no-http <<PYTHON || return 1
import os
from odoo.tools import config
wanted = set("$4".split(","))
modules = env["ir.module.module"].search([])
missing = wanted - {module.name for module in modules if module.state == "installed"}
missing |= {module.name for module in modules if module.state in ("to install", "to upgrade", "to remove")}
if missing:
    raise SystemExit("not installed: " + ", ".join(sorted(missing)))
administrator = env.ref("base.user_admin")
administrator.password = "${password}"
if "${6-}":
    administrator.email = "${6-}"
parameters = env["ir.config_parameter"].sudo()
parameters.set_param("web.base.url", "$5")
parameters.set_param("web.base.url.freeze", "True")
# Odoo itself refuses more than 128 MiB, unless this says otherwise.
parameters.set_param("web.max_file_upload_size", "${site_upload_bytes}")
parameters.set_param("gen.module_sums", '${sums}')
if os.environ["MAIL_HOST"]:
    servers = env["ir.mail_server"]
    encryption = {"starttls": "starttls", "tls": "ssl", "none": "none"}[os.environ["MAIL_SECURITY"]]
    if encryption + "_strict" in dict(servers._fields["smtp_encryption"].selection):
        encryption += "_strict"
    servers.create({
        "name": os.environ["MAIL_HOST"],
        "smtp_host": os.environ["MAIL_HOST"],
        "smtp_port": int(os.environ["MAIL_PORT"]),
        "smtp_encryption": encryption,
        "smtp_user": os.environ["MAIL_USER"] or False,
        "smtp_pass": os.environ["MAIL_USER"] and config["smtp_password"] or False,
        "from_filter": os.environ["MAIL_FROM"].rpartition("@")[2],
    })
env.cr.commit()
PYTHON
  hand_over "$1" "$3"
}
