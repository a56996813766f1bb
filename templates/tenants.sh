{#
format: sh
mode: 0755

The tenants, from the command line. Everything is done by the tenants' own service, so that files land where they are read.
#}
#!/bin/sh
# The tenants of {{ name }}. Run it as root, from anywhere.
#
#   tenants.sh create NAME                   make a tenant; prints its administrator's password, this once
#   tenants.sh list                          the tenants, their state and their size
#   tenants.sh remove NAME --backup FOLDER   save a tenant as two files in a folder, then remove it
#   tenants.sh --dry-run ...                 say what would be done, and change nothing
#
# A tenant is a database and its files. Both are made under a name that nobody can guess and no host leads to, in a database that
# Odoo's role cannot connect to, for a new one has the login admin and the password admin. They get their name, and Odoo gets in, when
# everything is right: nobody meets a half-made tenant, or one whose password is not set. A run that was stopped can simply be repeated.
# Ends with 0, or with 1 and a reason; 64 is a wrong command line, and 77 means: not root.
{% include "_scripts/begin.sh" %}

{% include "_scripts/lock.sh" %}

{% include "_scripts/jobs.sh" %}

{% include "_scripts/exists.sh" %}

{% include "_scripts/databases.sh" %}

{% include "_scripts/fill.sh" %}

{% include "_scripts/dump.sh" %}

instance={{ odoo.tenants.service }}
server={{ postgres.tenants.service }}
domain="{{ domains.tenants }}"
modules="{{ odoo.tenants.modules | join(",") }}"
{% if odoo.tenants.language is defined %}
language="{{ odoo.tenants.language }}"
{% else %}
language=en_US
{% endif %}
{% if odoo.tenants.country is defined %}
country="{{ odoo.tenants.country }}"
{% else %}
country=''
{% endif %}

usage() {
  printf 'usage: tenants.sh [--dry-run] create NAME | list | remove NAME --backup FOLDER\n' >&2
  exit 64
}

# check_name NAME: whether a host and a database can have it.
check_name() {
  case $1 in
    '' | *[!a-z0-9-]* | -* | *-) stop "$1 is not a tenant's name: write lower-case letters, digits and inner hyphens" 64 ;;
    www) stop "www is reserved: Odoo strips it from every host name" 64 ;;
    *) ;;
  esac
  cut=$(printf '%.60s' "$1")
  [ "${cut}" = "$1" ] || stop "$1 is longer than the 60 bytes that a database's name has room for" 64
  [ "$1.${domain}" != "{{ domains.superadmin }}" ] || stop "$1 is reserved: that host is the superadmin's" 64
}

# However the making of a tenant ends before the tenant is there: nothing of it stays.
abandon() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  say "${tenant} was not made"
  discard "${server}" "${instance}" "${new}" >/dev/null || say "what is left of ${new} could not be removed: repeat this"
  [ "${status}" -ne 0 ] || status=1
  exit "${status}"
}

# localise: the company's country before the other modules, as a chart of accounts is chosen by it; then the administrator's
# language, and that of letters to nobody in particular.
localise() {
  run_inside "${server}" "${instance}" odoo shell -d "${new}" --no-http <<PYTHON
if "${country}":
    country = env["res.country"].search([("code", "=", "${country}")])
    env.ref("base.main_company").write({"country_id": country.id, "currency_id": country.currency_id.id})
(env.ref("base.user_admin").partner_id | env.ref("base.main_partner")).lang = "${language}"
env.cr.commit()
PYTHON
}

create() {
  if exists "${server}" "${tenant}_db"; then
    stop "the tenant ${tenant} is there already"
  fi
  off=$(prefixed old "${tenant}")
  if exists "${server}" "${off}"; then
    stop "${tenant} is half removed: repeat its removal first"
  fi
  if "${dry_run}"; then
    printf '%s\n' "remove what killed runs have left, if anything" "make a database that is closed to Odoo, with the modules ${modules}" \
      "set its administrator's password, and its address: https://${tenant}.${domain}" "rename it to ${tenant}_db, and open it"
    return
  fi
  new=$(random_digits)
  new=new_${new}
  trap abandon EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  discard_unfinished "${server}" "${instance}" || exit 1
  # Files without their database are those of a tenant that was removed by other means.
  discard "${server}" "${instance}" "${tenant}_db" || exit 1
  say "making ${tenant}: this takes a minute or more"
  make_database "${server}" "${new}" || exit 1
  if [ -n "${country}" ] || [ "${language}" != en_US ]; then
    add_modules "${server}" "${instance}" "${new}" base --load-language="${language}" || exit 1
    localise || exit 1
  fi
  add_modules "${server}" "${instance}" "${new}" "${modules}" || exit 1
  new_password
  settle "${server}" "${instance}" "${new}" "${modules}" "https://${tenant}.${domain}" || exit 1
  # From here on the tenant is made, and somebody must learn its password.
  trap '' HUP INT TERM
  if exists "${server}" "${tenant}_db"; then
    say "somebody else has made ${tenant} meanwhile"
    exit 1
  fi
  move_in "${server}" "${instance}" "${new}" "${tenant}_db" || exit 1
  trap - EXIT
  say "https://${tenant}.${domain}/ is there; the login is admin, and this is its password:"
  printf '%s\n' "${password}"
}

# databases: the names and sizes of all of them. A name of somebody else's may hold whatever a terminal obeys.
databases() {
  sql "${server}" --field-separator=' ' <<'SQL'
SELECT regexp_replace(datname, '[^A-Za-z0-9._-]', '?', 'g'), replace(pg_size_pretty(pg_database_size(oid)), ' ', '')
FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres' ORDER BY datname
SQL
}

# state_of DATABASE: the tenant's own word about its modules is one of two, or none.
state_of() {
  case $1 in
    new_*) printf 'unfinished\n' ;;
    old_*) printf 'half-removed\n' ;;
    bad_*) printf 'left-over\n' ;;
    *[!a-z0-9-]*_db) printf 'no-tenant\n' ;;
    *_db)
      answer=$(
        query "${server}" "$1" 2>/dev/null <<'SQL' | head -c 100
SELECT CASE count(*) WHEN 0 THEN 'ready' ELSE 'unfinished-modules' END
FROM ir_module_module WHERE state IN ('to install', 'to upgrade', 'to remove')
SQL
      ) || answer=''
      case ${answer} in
        ready | unfinished-modules) printf '%s\n' "${answer}" ;;
        *) printf 'damaged\n' ;;
      esac
      ;;
    *) printf 'no-tenant\n' ;;
  esac
}

# size_of DATABASE FILES: the second field of a line of `du`.
size_of() {
  printf '%s\n' "$2" | while read -r size name; do
    if [ "${name}" = "$1" ]; then printf '%s\n' "${size}"; fi
  done
}

list() {
  rows=$(databases) || stop "the database server ${server} does not answer: docker compose up --detach --wait"
  [ -n "${rows}" ] || return 0
  # Without the name that other scripts' containers have: this may run beside them.
  files=$(docker compose run --rm --no-deps -T --entrypoint sh "${instance}" -c \
    'cd "{{ odoo.data_directory }}/filestore" && du -sh -- *' 2>/dev/null </dev/null) || files=''
  printf '%-30s %-18s %10s %10s\n' TENANT STATE DATABASE FILES
  printf '%s\n' "${rows}" | while read -r database size; do
    condition=$(state_of "${database}")
    stored=$(size_of "${database}" "${files}")
    case ${stored} in *[!0-9.KMGT]*) stored='?' ;; *) ;; esac
    printf '%-30s %-18s %10s %10s\n' "${database%_db}" "${condition}" "${size}" "${stored:-0}"
  done
}

# However a removal ends before the tenant is saved: it is put back.
keep() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  if exists "${server}" "${off}"; then
    rename_database "${server}" "${off}" "${tenant}_db" "${off}" || say "the database of ${tenant} is now ${off}: repeat this"
  elif exists "${server}" "${tenant}_db"; then
    open_database "${server}" "${tenant}_db" || say "${tenant}_db is closed to Odoo: repeat this"
  fi
  say "${tenant} was not removed"
  exit "${status}"
}

# save: the database, then its files, each read back.
save() {
  files="${folder}/${tenant}_db.filestore.tar"
  dump "${server}" "${off}" "${folder}/${tenant}_db.dump" || return 1
  # shellcheck disable=SC2016
  in_files "${instance}" 'mkdir -p "filestore/$1"; tar -cf - -C filestore "$1"' "${tenant}_db" >"${files}.part" &&
    tar -tf "${files}.part" >/dev/null &&
    sync -- "${files}.part" &&
    mv -- "${files}.part" "${files}"
}

remove() {
  off=$(prefixed old "${tenant}")
  if ! exists "${server}" "${tenant}_db" && ! exists "${server}" "${off}"; then
    stop "there is no tenant ${tenant}"
  fi
  for file in "${folder}/${tenant}_db.dump" "${folder}/${tenant}_db.filestore.tar"; do
    [ ! -e "${file}" ] || stop "${file} is there already: name another folder"
  done
  if "${dry_run}"; then
    printf '%s\n' "close ${tenant}_db, and rename it to ${off}, so that nobody changes it" "write ${folder}/${tenant}_db.dump and ${folder}/${tenant}_db.filestore.tar" \
      "drop ${off}, and remove its files"
    return
  fi
  mkdir -p -- "${folder}"
  trap keep EXIT
  # What the server has been told it does to the end, whoever stops this meanwhile: so nobody does.
  trap '' HUP INT TERM
  if exists "${server}" "${tenant}_db"; then
    close_database "${server}" "${tenant}_db" "${off}" || exit 1
  fi
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  save || exit 1
  trap - EXIT HUP INT TERM
  drop_database "${server}" "${off}" || stop "${off} could not be dropped: repeat this with another folder"
  # One of that name that the superadmin's application has made meanwhile stays, with its files.
  if ! exists "${server}" "${tenant}_db"; then
    # shellcheck disable=SC2016
    in_files "${instance}" 'rm -rf -- "filestore/$1"' "${tenant}_db" || stop "the files of ${tenant} could not be removed"
  fi
  say "${tenant} is removed; it is kept as ${folder}/${tenant}_db.dump and ${folder}/${tenant}_db.filestore.tar"
}

main() {
  dry_run=false
  if [ "${1-}" = --dry-run ]; then
    dry_run=true
    shift
  fi
  here=$(pwd)
  cd -- "$(dirname -- "$0")"
  case "$#:${1-}" in
    2:create)
      tenant=$2
      check_name "${tenant}"
      ;;
    1:list) ;;
    4:remove)
      tenant=$2
      check_name "${tenant}"
      [ "$3" = --backup ] || usage
      case $4 in
        /*) folder=$4 ;;
        '' | -*) usage ;;
        *) folder=${here}/$4 ;;
      esac
      ;;
    *) usage ;;
  esac
  need_root
  if [ "$1" = list ]; then
    list
    return
  fi
  "${dry_run}" || take_lock
  if [ "$1" = create ]; then
    create
  else
    remove
  fi
}

main "$@"
