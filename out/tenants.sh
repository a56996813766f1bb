#!/bin/sh
# The tenants of stockshop. Run it as root, from anywhere.
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
set -eu
umask 077
# Ranges such as a-z mean those letters and no others.
LC_ALL=C
export LC_ALL

# Messages go to standard error: standard output is for what was asked for.
say() { printf '%s: %s\n' "${0##*/}" "$1" >&2; }

# stop MESSAGE [STATUS]
stop() {
  say "$1"
  exit "${2:-1}"
}

need_root() {
  uid=$(id -u)
  [ "${uid}" -eq 0 ] || stop "must be run as root" 77
}

state="/var/lib/stockshop"
lock="/run/stockshop.lock"

# One of deploy.sh, update.sh, tenants.sh and restore.sh at a time. A script that another one has started finds the lock open already,
# and shares it. The programs that are started here inherit it too: one that outlives its script keeps the next one away.
take_lock() {
  held=$(readlink /proc/self/fd/9) || held=''
  if [ "${held}" != "${lock}" ]; then
    exec 9>"${lock}"
  fi
  flock -n 9 || stop "another deploy.sh, update.sh, tenants.sh or restore.sh is running"
  mkdir -p -- "${state}"
  chmod 0700 -- "${state}"
}

# The container of whatever runs beside the services. It has one name, so that what a killed script left running is found.
job="stockshop-job"

end_job() { docker rm --force "${job}" >/dev/null 2>&1 || true; }

# run_job [OPTION]... SERVICE ARGUMENT...: runs Odoo once, with the configuration, the secrets and the files of a service. What it says is
# kept in a file, and the end of it shown when it fails.
run_job() {
  end_job
  if docker compose run --rm -T --name "${job}" "$@" >"${state}/log" 2>&1; then
    return 0
  fi
  tail -n 40 -- "${state}/log" >&2
  return 1
}

# in_files SERVICE SCRIPT [ARGUMENT]...: runs a script in the folder of Odoo's files, where filestore has one for each database.
in_files() {
  owner=$1
  script=$2
  shift 2
  end_job
  docker compose run --rm --no-deps -T --name "${job}" --entrypoint sh "${owner}" -euc \
    "cd /var/lib/odoo; mkdir -p filestore; ${script}" sh "$@" </dev/null
}

# conninfo DATABASE: how a database is named to psql, pg_dump and pg_restore, which would take a bare name with = in it, or one that begins
# with postgresql://, for the whole address of a server.
conninfo() {
  quoted=$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")
  printf "dbname='%s'" "${quoted}"
}

# know SERVER: puts the roles of a database server into ${role}, Odoo's own, and ${maintenance}, that of the scripts.
know() {
  case $1 in
    db)
      role=odoo
      maintenance=odoo_maintenance
      ;;
    *)
      role=odoo_superadmin
      maintenance=odoo_superadmin_maintenance
      ;;
  esac
}

# sql SERVER [OPTION]...: runs the statements of standard input as the server's superuser; prints bare values. In PostgreSQL's own database
# alone, where nobody else can make anything: inside a tenant's, a view or a function of the tenant would run with the rights of
# whoever looks at it.
sql() {
  server=$1
  shift
  know "${server}"
  docker compose exec -T "${server}" psql -U postgres --dbname='dbname=postgres options=-csearch_path=pg_catalog' --no-psqlrc --quiet \
    --tuples-only --no-align --set=ON_ERROR_STOP=1 --set=role="${role}" --set=maintenance="${maintenance}" "$@"
}

# query SERVER DATABASE [OPTION]...: the same inside a database, as Odoo's role, which can do nothing there that a tenant could not. What
# comes back is the tenant's word: it is compared, or goes through printable, and is never believed.
query() {
  know "$1"
  place="$(conninfo "$2") options=-cstatement_timeout=60s"
  server=$1
  shift 2
  timeout 120 docker compose exec -T "${server}" psql -U "${role}" --dbname="${place}" --no-psqlrc --quiet --tuples-only --no-align \
    --set=ON_ERROR_STOP=1 "$@"
}

# printable: what a terminal can show of standard input, on one line, and no more than fits there.
printable() { tr -c '[:print:]' ' ' | cut -c 1-400; }

# exists SERVER DATABASE
exists() {
  found=$(
    sql "$1" --set=name="$2" <<'SQL'
SELECT 1 FROM pg_database WHERE datname = :'name'
SQL
  ) || stop "the database server $1 does not answer: docker compose up --detach --wait"
  [ -n "${found}" ]
}

# prefixed WORD NAME: a name that no host leads to, as a host's has no underscore. PostgreSQL would cut it by itself.
prefixed() { printf '%.63s' "$1_$2"; }

# random_digits: 32 of base 16, as random as a key has to be.
random_digits() {
  digits=$(od -An -v -N16 -tx1 /dev/urandom | tr -d ' \n')
  length=$(printf '%s' "${digits}" | wc -c)
  [ "${length}" -eq 32 ] || stop "no random characters from /dev/urandom"
  printf '%s' "${digits}"
}

# make_database SERVER DATABASE: one that is closed to Odoo. Only the scripts get in, until it takes its place.
make_database() {
  sql "$1" --set=name="$2" <<'SQL'
CREATE DATABASE :"name" TEMPLATE template_odoo ALLOW_CONNECTIONS false;
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
GRANT CREATE, TEMPORARY ON DATABASE :"name" TO :"role";
GRANT CONNECT ON DATABASE :"name" TO :"maintenance";
ALTER DATABASE :"name" ALLOW_CONNECTIONS true;
SQL
}

# drop_database SERVER DATABASE
drop_database() {
  sql "$1" --set=name="$2" <<'SQL'
SET client_min_messages = warning;
SELECT count(*) > 0 AS is_there FROM pg_database WHERE datname = :'name' \gset
\if :is_there
ALTER DATABASE :"name" ALLOW_CONNECTIONS false;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'name' \g /dev/null
DROP DATABASE :"name";
\endif
SQL
}

# discard SERVER SERVICE DATABASE: a database and its files, whatever there is of them.
discard() {
  # The variable is the inner shell's.
  # shellcheck disable=SC2016
  drop_database "$1" "$3" && in_files "$2" 'rm -rf -- "filestore/$1"' "$3"
}

# discard_unfinished SERVER SERVICE: what killed runs have left. Whoever has the lock knows that nobody is making any of them.
discard_unfinished() {
  unfinished=$(
    sql "$1" <<'SQL'
SELECT datname FROM pg_database WHERE datname ~ '^new_[0-9a-f]{32}$'
SQL
  ) || return 1
  for left in ${unfinished}; do
    discard "$1" "$2" "${left}" || return 1
  done
}

# lock_out SERVER: nobody knows a password of the scripts' role, and no settings of it stay: what a tenant has put into a dump may have
# changed both while it was restored.
lock_out() {
  sql "$1" <<'SQL'
ALTER ROLE :"maintenance" PASSWORD NULL;
SELECT format('ALTER ROLE %I %s RESET ALL', :'maintenance', 'IN DATABASE ' || quote_ident(d.datname))
FROM pg_db_role_setting s LEFT JOIN pg_database d ON d.oid = s.setdatabase
WHERE s.setrole = (SELECT oid FROM pg_roles WHERE rolname = :'maintenance') \gexec
SQL
}

# run_inside SERVER SERVICE ARGUMENT...: runs Odoo in a database that is closed to it, as the scripts' role, with a password that is good
# for this one run. It goes there as a file, and so stands in no process list.
run_inside() {
  know "$1"
  pass="${state}/job"
  first=$(random_digits)
  second=$(random_digits)
  mkdir -p -- "${pass}"
  printf '%s\n' "${first}${second}" >"${pass}/password"
  # The folder keeps others out; the container's user is none of this machine.
  chmod 0444 -- "${pass}/password"
  sql "$1" <<SQL || return 1
SET log_min_messages = panic;
SET password_encryption = 'scram-sha-256';
ALTER ROLE :"maintenance" PASSWORD '${first}${second}';
SQL
  inner=$1
  shift
  outcome=0
  run_job --volume "${pass}/password:/run/secrets/maintenance_password:ro" --env SECRET_DB_PASSWORD=maintenance_password \
    "$@" --db_user="${maintenance}" || outcome=1
  rm -rf -- "${pass}"
  lock_out "${inner}" || return 1
  return "${outcome}"
}

# hand_over SERVER DATABASE: whatever jobs have made there is Odoo's own.
hand_over() {
  know "$1"
  place=$(conninfo "$2")
  docker compose exec -T "$1" psql -U "${maintenance}" --dbname="${place}" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 \
    --command="REASSIGN OWNED BY ${maintenance} TO ${role}" </dev/null
}

# rename_database SERVER FROM TO ASIDE: it takes its place, and Odoo may connect to it. A database that has the name TO gets the name
# ASIDE, and is closed, in the same instant. Odoo's scheduled jobs look into every database, so that somebody may just be connected:
# then it is tried again.
rename_database() {
  for _ in 1 2 3 4 5; do
    if sql "$1" --set=from="$2" --set=to="$3" --set=aside="$4" <<'SQL'; then
SELECT count(*) > 0 AS taken FROM pg_database WHERE datname = :'to' \gset
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (:'from', :'to') \g /dev/null
BEGIN;
\if :taken
ALTER DATABASE :"to" RENAME TO :"aside";
REVOKE CONNECT ON DATABASE :"aside" FROM :"role";
\endif
ALTER DATABASE :"from" RENAME TO :"to";
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE :"to" TO :"role";
COMMIT;
SQL
      return 0
    fi
    sleep 1
  done
  return 1
}

# open_database SERVER DATABASE: Odoo may connect to it again.
open_database() {
  sql "$1" --set=name="$2" <<'SQL'
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE :"name" TO :"role";
SQL
}

# close_database SERVER FROM TO: a database that Odoo no longer gets into, under another name.
close_database() {
  sql "$1" --set=from="$2" --set=to="$3" <<'SQL'
REVOKE CONNECT ON DATABASE :"from" FROM :"role", PUBLIC;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'from' \g /dev/null
ALTER DATABASE :"from" RENAME TO :"to";
SQL
}

# move_in SERVER SERVICE FROM TO: a database takes its place, with its files; the one that was there is dropped.
# Files first: their names say what is in them, so that those of two databases never collide, and more are no harm.
move_in() {
  aside=$(prefixed bad "$4")
  # shellcheck disable=SC2016
  in_files "$2" 'if [ -d "filestore/$1" ]; then mkdir -p "filestore/$2"; cp -alf "filestore/$1/." "filestore/$2"; fi' "$3" "$4" &&
    drop_database "$1" "${aside}" &&
    rename_database "$1" "$3" "$4" "${aside}" || return 1
  if ! discard "$1" "$2" "${aside}" || ! discard "$1" "$2" "$3"; then
    say "what is left of $3 could not be removed"
  fi
}

# Nothing but what is made here ever has this name, and no program is given it.
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

# settle SERVER SERVICE DATABASE MODULES URL: sets the administrator's password and the address that letters and links name.
# First it looks whether the modules are there: a module that is missing is no error to Odoo. The password goes over
# standard input, and so stands in no process list.
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
env.cr.commit()
PYTHON
  hand_over "$1" "$3"
}

# dump SERVER DATABASE FILE: the file is there only when it was read back to its end.
dump() {
  know "$1"
  place=$(conninfo "$2")
  docker compose exec -T "$1" pg_dump -U "${maintenance}" --role="${role}" --format=custom --dbname="${place}" >"$3.part" </dev/null &&
    docker compose exec -T "$1" pg_restore --file=/dev/null <"$3.part" &&
    sync -- "$3.part" &&
    mv -- "$3.part" "$3"
}

instance=odoo
server=db
domain="shops.example.net"
modules="base,web"
language="en_US"
country=''

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
  [ "$1.${domain}" != "superadmin.example.com" ] || stop "$1 is reserved: that host is the superadmin's" 64
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
    'cd "/var/lib/odoo/filestore" && du -sh -- *' 2>/dev/null </dev/null) || files=''
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
