#!/bin/sh
# Restores a database of stockshop from a dump. Run it as root, from anywhere.
#
#   restore.sh SERVER DATABASE FILE          SERVER is db or db_superadmin; FILE is a dump of backup.sh or tenants.sh
#   restore.sh --copy SERVER DATABASE FILE   the same as a copy beside the original: it is neutralized, so that it writes to nobody, and
#                                            gets the address of its name
#   restore.sh --dry-run ...                 say what would be done, and change nothing
#
# The database must not be there yet, or be empty. It is restored under a name that nobody can guess, closed to Odoo, and takes its
# place when all of it is there. Its files are restored by themselves, as RUNBOOK.md says.
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

# refill SERVER DATABASE FILE: restores a dump into a database that make_database has just made. Statements of a dump are the tenant's, and
# may do whatever the role may that runs them; so it is Odoo's. That one cannot make every extension: these are made here before there
# is anything of the tenant's, and left out then. What else it cannot do ends the restore, with PostgreSQL's own words.
refill() {
  know "$1"
  place=$(conninfo "$2")
  contents=$(docker compose exec -T "$1" pg_restore --list <"$3") || return 1
  # As pg_restore lists them; the names are these, and no others.
  wanted=$(printf '%s\n' "${contents}" | sed -En 's/^[0-9]+; [0-9]+ [0-9]+ EXTENSION - (unaccent|vector) .*$/\1/p')
  for extension in ${wanted}; do
    sql "$1" --set=name="$2" --set=extension="${extension}" <<'SQL' || return 1
\connect :"name"
SET search_path = pg_catalog;
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS :"extension" SCHEMA public;
-- As Odoo has it: otherwise no index can use it.
SELECT 'ALTER FUNCTION public.unaccent(text) IMMUTABLE' WHERE :'extension' = 'unaccent' \gexec
SQL
  done
  printf '%s\n' "${contents}" |
    sed -E '/^[0-9]+; [0-9]+ [0-9]+ (EXTENSION|COMMENT) - (EXTENSION )?(pg_trgm|unaccent|vector) /d' |
    docker compose exec -T "$1" sh -c 'cat >/tmp/contents' || return 1
  outcome=0
  docker compose exec -T "$1" pg_restore -U "${maintenance}" --role="${role}" --no-owner --single-transaction \
    --use-list=/tmp/contents --dbname="${place}" <"$3" || outcome=1
  # First, so that no setting which the dump has made stands in the way of what follows.
  lock_out "$1" || return 1
  # A function that a dump has made as the scripts' role, by RESET ROLE, would go on acting as that role.
  if [ "${outcome}" -eq 0 ]; then hand_over "$1" "$2" || outcome=1; fi
  return "${outcome}"
}

usage() {
  printf 'usage: restore.sh [--dry-run] [--copy] SERVER DATABASE FILE\n' >&2
  exit 64
}

# However a restore ends before the database is there: nothing of it stays.
abandon() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  drop_database "${at}" "${new}" || say "what is left of ${new} could not be removed: repeat this"
  say "${target} was not restored"
  [ "${status}" -ne 0 ] || status=1
  exit "${status}"
}

# is_empty: whether nothing of Odoo is in the database that has the name.
is_empty() {
  filled=$(
    query "${at}" "${target}" <<'SQL'
SELECT to_regclass('public.ir_module_module') IS NOT NULL
SQL
  ) || return 1
  [ "${filled}" = f ]
}

# neutralize: no mail, no payment, no scheduled job leaves a copy; and its links lead to itself.
neutralize() {
  run_inside "${at}" "${instance}" odoo neutralize -d "${new}" </dev/null &&
    run_inside "${at}" "${instance}" odoo shell -d "${new}" --no-http <<PYTHON || return 1
env["ir.config_parameter"].set_param("web.base.url", "https://${target%_db}.shops.example.net")
env.cr.commit()
PYTHON
  hand_over "${at}" "${new}"
}

restore() {
  trap abandon EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  discard_unfinished "${at}" "${instance}" || exit 1
  make_database "${at}" "${new}" || exit 1
  say "restoring ${target}"
  refill "${at}" "${new}" "${file}" || exit 1
  if "${copy}"; then neutralize || exit 1; fi
  trap '' HUP INT TERM
  aside=$(prefixed bad "${target}")
  drop_database "${at}" "${aside}" || exit 1
  rename_database "${at}" "${new}" "${target}" "${aside}" || exit 1
  trap - EXIT
  drop_database "${at}" "${aside}" || say "what is left of ${aside} could not be removed"
  printf 'restored %s\n' "${target}"
}

main() {
  dry_run=false
  copy=false
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --copy) copy=true ;;
      *) break ;;
    esac
    shift
  done
  [ "$#" -eq 3 ] || usage
  at=$1
  target=$2
  case ${at} in
    db) instance=odoo ;;
    db_superadmin)
      instance=odoo_superadmin
      ! "${copy}" || usage
      ;;
    *) usage ;;
  esac
  case ${target} in
    [!A-Za-z0-9]* | *[!A-Za-z0-9._-]* | postgres | template*) usage ;;
    *) ;;
  esac
  case $3 in
    /*) file=$3 ;;
    '' | -*) usage ;;
    *) file=$(pwd)/$3 ;;
  esac
  cd -- "$(dirname -- "$0")"
  need_root
  [ -s "${file}" ] || stop "${file} is missing or empty"
  "${dry_run}" || take_lock
  if exists "${at}" "${target}" && ! is_empty; then
    stop "the database ${target} is there already, and not empty"
  fi
  new=$(random_digits)
  new=new_${new}
  if "${dry_run}"; then
    printf '%s\n' "make a database that is closed to Odoo" "restore ${file} into it, as Odoo's role"
    if "${copy}"; then printf '%s\n' "neutralize it, and set its address"; fi
    printf '%s\n' "rename it to ${target}, and open it"
    return
  fi
  restore
}

main "$@"
