#!/bin/sh
# Updates Odoo of stockshop within its series. Run it as root on the server, at an hour when nobody works.
#
#   update.sh                          the base image, and then every module in every database
#   update.sh MODULE...                the same for these modules alone
#   update.sh --keep-image [MODULE]... only the modules: for new add-ons that deploy.sh has put in place
#   update.sh --undo [TENANT]...       back to what was before the last update, with the databases of all or of these tenants;
#                                      what was written since is lost
#   update.sh --dry-run ...            say what would be done, and change nothing
#
# First comes a backup. Then both instances stop; each database is copied, with its files, and updated. When one cannot be
# updated, or this is interrupted, all of them are put back, the former image too, and everything runs as before. When this is
# killed, the next run begins with that.
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

# commit_here: the commit that is checked out, or nothing where there is no repository.
commit_here() { git rev-parse --verify --quiet 'HEAD^{commit}' 2>/dev/null || true; }

# tenant_answers NAME: whether the login page is there, which needs all of the tenant's code and its database.
tenant_answers() {
  curl --fail --silent --output /dev/null --max-time 120 --header "Host: $1.shops.example.net" \
    "http://127.0.0.1:18069/web/login"
}

image="stockshop-odoo:18.0"
tenants=odoo
tenants_server=db
superadmin=odoo_superadmin
superadmin_server=db_superadmin
superadmin_database="superadmin"
# While this folder is there, an update is not finished: in it, `touched` lists the databases that have a copy to go back to.
journal="${state}/update"
last="${state}/last-update"

usage() {
  printf 'usage: update.sh [--dry-run] [--keep-image] [MODULE]... | --undo [TENANT]...\n' >&2
  exit 64
}

# targets: the databases to update, as lines of SERVICE SERVER DATABASE; the operators' own first.
targets() {
  printf '%s\n' "${superadmin} ${superadmin_server} ${superadmin_database}"
  sql "${tenants_server}" --set=service="${tenants}" --set=server="${tenants_server}" <<'SQL'
SELECT :'service' || ' ' || :'server' || ' ' || datname FROM pg_database
WHERE datallowconn AND datname ~ '^[a-z0-9-]+_db$' AND has_database_privilege(:'role', oid, 'CONNECT') ORDER BY datname
SQL
}

# start_again: the instances as they are now, until they are healthy.
start_again() { docker compose up --detach --wait --wait-timeout 900 odoo odoo_superadmin >&2; }

# --- Before a database is changed ---------------------------------------------------------------------------------------

# copy_of DATABASE: the name of its copy, which has room for that of any database.
copy_of() {
  sum=$(printf '%s' "$1" | md5sum | cut -c 1-32)
  printf 'copy_%s' "${sum}"
}

# duplicate SERVER FROM TO: the database as it is on the disk, under another name, where nobody gets in. Nothing that a tenant has put there
# runs meanwhile, as it would in a restore of a dump: no tenant can keep the others from going back.
duplicate() {
  sql "$1" --set=from="$2" --set=to="$3" <<'SQL'
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'from' \g /dev/null
CREATE DATABASE :"to" TEMPLATE :"from" STRATEGY FILE_COPY ALLOW_CONNECTIONS false;
REVOKE ALL ON DATABASE :"to" FROM PUBLIC;
GRANT CREATE, TEMPORARY ON DATABASE :"to" TO :"role";
GRANT CONNECT ON DATABASE :"to" TO :"maintenance";
SQL
}

# discard_copies: those of the last update.
discard_copies() {
  for where in "${superadmin_server}" "${tenants_server}"; do
    former=$(
      sql "${where}" <<'SQL'
SELECT datname FROM pg_database WHERE datname ~ '^copy_[0-9a-f]{32}$'
SQL
    ) || return 1
    for old in ${former}; do
      drop_database "${where}" "${old}" || return 1
    done
  done
}

# copy SERVICE SERVER DATABASE: hard links cost no room, and Odoo never changes a file that it has written.
copy() {
  kept=$(copy_of "$3")
  # shellcheck disable=SC2016
  drop_database "$2" "${kept}" &&
    duplicate "$2" "$3" "${kept}" &&
    in_files "$1" 'rm -rf "update-copies/$1"; mkdir -p "filestore/$1" update-copies
      cp -al "filestore/$1" "update-copies/$1"' "$3"
}

# admit SERVER DATABASE: whoever may connect to it, can.
admit() {
  sql "$1" --set=name="$2" <<'SQL'
ALTER DATABASE :"name" ALLOW_CONNECTIONS true;
SQL
}

# restore SERVICE SERVER DATABASE: from its copy, made whole beside it and then put in its place.
restore() {
  new=$(random_digits)
  new=new_${new}
  kept=$(copy_of "$3")
  # shellcheck disable=SC2016
  discard_unfinished "$2" "$1" &&
    duplicate "$2" "${kept}" "${new}" &&
    admit "$2" "${new}" &&
    in_files "$1" 'if [ -d "update-copies/$1" ]; then cp -al "update-copies/$1" "filestore/$2"; fi' "$3" "${new}" &&
    move_in "$2" "$1" "${new}" "$3"
}

# --- Going back -----------------------------------------------------------------------------------------------------------

# go_back FOLDER [TENANT]...: puts back what an update has touched; with names, these tenants' databases alone.
go_back() {
  record=$1
  shift
  docker compose stop odoo odoo_superadmin >&2 || return 1
  while read -r service server database; do
    for name in "${@:-${database%_db}}"; do
      [ "${name}_db" = "${database}" ] || [ "$#" -eq 0 ] || continue
      say "putting ${database} back"
      restore "${service}" "${server}" "${database}" || return 1
    done
  done <"${record}/touched"
  if [ "$#" -eq 0 ] && [ -e "${record}/image" ]; then
    docker image tag "${image}-before-update" "${image}" || return 1
  fi
}

# However an update ends before it is done: everything as before.
retreat() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  say "going back to what was before"
  go_back "${journal}" || stop "that did not work: run update.sh --undo"
  "${within}" || start_again || stop "everything is as before, but does not become healthy: docker compose logs"
  rm -rf -- "${journal}"
  stop "nothing was updated" "$((status ? status : 1))"
}

undo() {
  record=${journal}
  [ -e "${journal}" ] || record=${last}
  [ -e "${record}/touched" ] || stop "there is no update to go back from"
  if "${dry_run}"; then
    printf 'put back: '
    cat -- "${record}/touched"
    return
  fi
  # Before anything is stopped: an update of a former version of this script has its copies elsewhere.
  while read -r _ server database; do
    kept=$(copy_of "${database}")
    exists "${server}" "${kept}" || stop "there is no copy of ${database} to go back to: nothing was changed"
  done <"${record}/touched"
  go_back "${record}" "$@" || stop "that did not work: repeat it"
  start_again || stop "the instances do not become healthy: docker compose logs"
  if [ "$#" -eq 0 ]; then
    rm -f -- "${state}/updated"
    if [ -e "${record}/updated" ]; then mv -- "${record}/updated" "${state}/updated"; fi
    rm -rf -- "${record}"
    docker image tag "${image}" "${image}-deployed"
  fi
  say "back to what was before the update"
}

# --- Updating -------------------------------------------------------------------------------------------------------------

# update_database SERVICE SERVER DATABASE: whether it went well is asked of the database too, as Odoo does not always say. As Odoo's
# role: what a tenant has made runs there.
update_database() {
  run_job "$1" odoo -d "$3" -u "${modules}" --stop-after-init --no-http </dev/null || return 1
  waiting=$(
    query "$2" "$3" <<'SQL'
SELECT string_agg(name, ', ' ORDER BY name) FROM ir_module_module WHERE state IN ('to install', 'to upgrade', 'to remove')
SQL
  ) || return 1
  waiting=$(printf '%s' "${waiting}" | printable)
  [ -z "${waiting}" ] || say "not updated in $3: ${waiting}"
  [ -z "${waiting}" ]
}

# check_modules: a name that is nowhere installed would be ignored without a word.
check_modules() {
  [ "${modules}" != all ] || return 0
  for module in "$@"; do
    found=''
    while read -r _ server database; do
      there=$(
        query "${server}" "${database}" --set=name="${module}" <<'SQL'
SELECT 1 FROM ir_module_module WHERE name = :'name' AND state = 'installed'
SQL
      ) || stop "${database} cannot be read"
      found=${found}${there}
    done <"${state}/targets"
    [ -n "${found}" ] || stop "no database has the module ${module}"
  done
}

# check_room: the copies need no more than the databases do, and lie beside them.
check_room() {
  needed=0
  for server in "${superadmin_server}" "${tenants_server}"; do
    size=$(
      sql "${server}" <<'SQL'
SELECT (sum(pg_database_size(oid)) / 1024)::bigint FROM pg_database WHERE datallowconn
SQL
    ) || stop "the database server ${server} does not answer: docker compose up --detach --wait"
    needed=$((needed + size))
  done
  root=$(docker info 2>/dev/null | sed -n 's/^ *Docker Root Dir: //p')
  free=$(df -Pk -- "${root:-/var/lib}" | awk 'NR == 2 { print $4 }')
  [ "${free:-0}" -gt "${needed}" ] || stop "${root:-/var/lib} has room for ${free} KiB, and the copies may need ${needed} KiB"
}

# renew_image: the base image, as odoo.image names it, and what is built on it.
renew_image() {
  docker image tag "${image}" "${image}-before-update" || stop "there is no image ${image}: run deploy.sh first"
  say "building the image on a new base"
  docker compose build --pull >&2 || stop "the image could not be built: nothing was changed"
}

# healthy: the instances are, and every tenant's login page is there.
healthy() {
  start_again || return 1
  bad=''
  while read -r service _ database; do
    [ "${service}" = "${tenants}" ] || continue
    tenant_answers "${database%_db}" || bad="${bad} ${database%_db}"
  done <"${state}/targets"
  [ -z "${bad}" ] || say "no login page:${bad}"
  [ -z "${bad}" ]
}

show() {
  printf '%s\n' "back up with backup.sh"
  "${keep_image}" || printf '%s\n' "build ${image} on a new odoo:18.0"
  printf '%s\n' "stop both instances"
  while read -r _ _ database; do
    printf '%s\n' "copy ${database}, and update in it: ${modules}"
  done <<EOT
$1
EOT
  printf '%s\n' "start both instances, and look at every tenant's login page"
}

update() {
  list=$(targets) || stop "the database server ${tenants_server} does not answer: docker compose up --detach --wait"
  if "${dry_run}"; then
    show "${list}"
    return
  fi
  printf '%s\n' "${list}" >"${state}/targets"
  check_modules "$@"
  check_room
  say "backing up"
  ./backup.sh >&2 || stop "the backup failed: nothing was changed"
  "${keep_image}" || renew_image

  # The copies that the last update could go back to are about to be replaced.
  rm -rf -- "${journal}.new" "${last}"
  discard_copies || stop "the copies of the last update could not be removed"
  mkdir -- "${journal}.new"
  : >"${journal}.new/touched"
  if [ -e "${state}/updated" ]; then cp -- "${state}/updated" "${journal}.new/updated"; fi
  "${keep_image}" || : >"${journal}.new/image"
  mv -- "${journal}.new" "${journal}"
  trap retreat EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  say "stopping both instances"
  docker compose stop odoo odoo_superadmin >&2
  while read -r service server database; do
    say "updating ${database}"
    copy "${service}" "${server}" "${database}" || exit 1
    printf '%s\n' "${service} ${server} ${database}" >>"${journal}/touched"
    update_database "${service}" "${server}" "${database}" || exit 1
  done <"${state}/targets"
  if "${within}"; then
    trap - EXIT HUP INT TERM
    finish
    return
  fi
  say "starting both instances"
  if ! healthy; then
    # Nobody's data but the operators' own: no tenant can have written anything.
    grep -q "^${tenants} " "${journal}/touched" || exit 1
    trap - EXIT HUP INT TERM
    finish
    stop "everything is updated, but not healthy. update.sh --undo goes back; what was written since is lost then"
  fi
  trap - EXIT HUP INT TERM
  finish
  docker image tag "${image}" "${image}-deployed"
  say "everything is updated"
}

# finish: from here on, going back is a decision of people.
finish() {
  rm -rf -- "${last}"
  mv -- "${journal}" "${last}"
  commit_here >"${state}/updated"
}

main() {
  dry_run=false
  keep_image=false
  within=false
  undo=false
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --keep-image) keep_image=true ;;
      # What deploy.sh says: it has built the image, and starts the instances itself.
      --within-deployment)
        keep_image=true
        within=true
        ;;
      --undo) undo=true ;;
      *) break ;;
    esac
    shift
  done
  for word in "$@"; do
    case ${word} in
      '' | -* | *[!a-z0-9_,-]*) usage ;;
      *) ;;
    esac
  done
  if "${undo}" && "${keep_image}"; then usage; fi
  cd -- "$(dirname -- "$0")"
  need_root
  "${dry_run}" || take_lock
  if "${undo}"; then
    undo "$@"
    return
  fi
  if [ -e "${journal}" ]; then
    say "an update was stopped half-way: going back first"
    undo
  fi
  modules=all
  if [ "$#" -gt 0 ]; then
    modules=$(printf '%s,' "$@")
    modules=${modules%,}
    # Each by itself, also where deploy.sh has joined them.
    IFS=,
    # shellcheck disable=SC2086
    set -- ${modules}
    unset IFS
  fi
  update "$@"
}

main "$@"
