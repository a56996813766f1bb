# shellcheck shell=sh
# Starts the tenants' Odoo on a restored database, without a network, and opens its login page.

# prepare_odoo: what is known of the service: its image, its variables, and the folders of its modules.
prepare_odoo() {
  odoo_image=$(of_service "$1" '{{.Image}}') &&
    of_service "$1" '{{range .Config.Env}}{{println .}}{{end}}' >"${drill_work}/environment-of-odoo" &&
    of_service "$1" '{{range .Mounts}}{{if eq .Type "bind"}}{{println .Source}}{{println .Destination}}{{end}}{{end}}' >"${drill_work}/mounts"
}

# The page, and its styles, which are attachments with a file.
login_program='
import http.client, re, sys, time

def ask(path):
    connection = http.client.HTTPConnection("127.0.0.1", 8069, timeout=120)
    connection.request("GET", path, headers={"Host": sys.argv[1]})
    answer = connection.getresponse()
    return answer.status, answer.read()

deadline, status, page = time.monotonic() + 300, 0, b""
while status != 200:
    if time.monotonic() > deadline:
        sys.exit(f"its login page answers {status or str()}")
    try:
        status, page = ask("/web/login")
    except OSError:
        pass
    time.sleep(0 if status == 200 else 1)
if b"name=\"password\"" not in page:
    sys.exit("its login page has no form")
styles = re.findall(rb"href=\"(/web/assets/[^\"]+[.]css)\"", page)
for path in styles:
    status, body = ask(path.decode())
    if status != 200 or not body:
        sys.exit(f"a style of its login page answers {status}")
sys.exit(None if styles else "its login page has no styles")
'

# open_login: opens the page of the restored tenant. Nothing of it runs by itself: no scheduled jobs.
open_login() {
  seconds_left=$(left)
  set --
  while read -r source && read -r destination; do
    case ${destination} in
      /run/secrets/*) ;;
      *) set -- "$@" --volume "${source}:${destination}:ro" ;;
    esac
  done <"${drill_work}/mounts"
  know "${tested_server}"
  box "${odoo_box}" 1g --detach --network "container:${database_box}" --init --env-file "${drill_work}/environment-of-odoo" "$@" \
    --tmpfs /run/odoo:size=16m --entrypoint timeout "${odoo_image}" "${seconds_left}" odoo-start odoo --db_host=127.0.0.1 --db_port=5432 \
    --http-port=8069 --workers=0 --max-cron-threads=0 --data-dir=/scratch/files >/dev/null || return 1
  command docker exec --interactive "${odoo_box}" python3 - "${tested_database%_db}.${site_tenants_domain}" <<PYTHON
${login_program}
PYTHON
}

# test_login
test_login() {
  login=${tested_name}
  if said=$(open_login 2>&1); then
    login_outcome=passed
  else
    login_outcome=failed
    command docker logs --tail 40 "${odoo_box}" >&2 || true
    said=$(printf '%s' "${said}" | tail -n 1 | tr -d '"\\' | printable)
    failed_test "Odoo does not open its login page: ${said}"
  fi
  command docker rm --force --volumes "${odoo_box}" >/dev/null 2>&1 || true
}
