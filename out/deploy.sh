#!/bin/sh
# Deploys stockshop. Run it as root on the server, from anywhere.
#
#   deploy.sh [REVISION]             check out a tag, branch or commit and run it; without one, run what is checked out
#   deploy.sh --update M,N REVISION  the same, and update these modules in every database before it is served again
#   deploy.sh --here                 run what is checked out
#   deploy.sh --dry-run ...          look whether it could be done, say what would be done, and change nothing
#
# Everything that is needed is looked at before anything is stopped. Then: build, start, wait until all is healthy, hand the
# sites to nginx, and test the whole from outside. When that fails, the revision that was deployed before comes back; but not by
# itself when databases were updated, for what has been written since would be lost.
# At the first deployment the superadmin's database is made, and its administrator's password printed, this once.
# Ends with 0; 1 when it failed, whether it is back or not; 78 when something is missing and nothing was touched; 64 is a
# wrong command line, and 77 means: not root. When it was stopped in the middle, run it again.
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

# commit_here: the commit that is checked out, or nothing where there is no repository.
commit_here() { git rev-parse --verify --quiet 'HEAD^{commit}' 2>/dev/null || true; }

# changed_network NAME SUBNET BRIDGE: prints the name of a network that was made otherwise. One that is not there yet was not.
changed_network() {
  made=$(
    docker network inspect "$1" \
      --format '{{range .IPAM.Config}}{{.Subnet}} {{end}}{{index .Options "com.docker.network.bridge.name"}}' 2>/dev/null
  ) || return 0
  [ "${made}" = "$2 $3" ] || printf '%s\n' "$1"
}

# changed_networks: those that were made by an earlier version of docker-compose.yml, which compose may leave as they are.
changed_networks() {
  changed_network "stockshop_tenants_web" "172.30.0.0/28" gen-ac1e0000
  changed_network "stockshop_superadmin_web" "172.30.0.16/28" gen-ac1e0010
  changed_network "stockshop_tenants_database" "172.30.0.32/28" gen-ac1e0020
  changed_network "stockshop_superadmin_database" "172.30.0.48/28" gen-ac1e0030
}

# tenant_answers NAME: whether the login page is there, which needs all of the tenant's code and its database.
tenant_answers() {
  curl --fail --silent --output /dev/null --max-time 120 --header "Host: $1.shops.example.net" \
    "http://127.0.0.1:18069/web/login"
}

image="stockshop-odoo:18.0"
superadmin=odoo_superadmin
superadmin_server=db_superadmin
superadmin_database="superadmin"

usage() {
  printf 'usage: deploy.sh [--dry-run] [--update MODULE,...] [REVISION | --here]\n' >&2
  exit 64
}

step() {
  if "${dry_run}"; then
    printf '%s\n' "$1"
  else
    say "$1"
  fi
}

# run COMMAND...: one that changes something. Whatever it says is a message.
run() {
  if "${dry_run}"; then
    printf '  %s\n' "$*"
  else
    "$@" >&2
  fi
}

# --- What is needed ----------------------------------------------------------------------------------------------------

problems=0
problem() {
  say "problem: $1"
  problems=$((problems + 1))
}

check_programs() {
  for program in curl docker flock jq nft nginx openssl sha256sum ss; do
    command -v "${program}" >/dev/null || problem "the program ${program} is not installed: prepare-host.sh installs it"
  done
  docker info >/dev/null 2>&1 || problem "the Docker engine does not answer: systemctl status docker"
  docker compose config --quiet || problem "docker compose does not accept docker-compose.yml"
}

check_files() {
  sha256sum --check --quiet --strict SHA256SUMS >&2 || problem "files here are not as they were made: see SHA256SUMS"
  [ -d "../custom_addons" ] || problem "the add-ons folder custom_addons is missing"
  for file in "/etc/letsencrypt/live/stockshop-superadmin/fullchain.pem" "/etc/letsencrypt/live/stockshop-superadmin/privkey.pem" \
    "/etc/letsencrypt/live/stockshop-tenants/fullchain.pem" "/etc/letsencrypt/live/stockshop-tenants/privkey.pem"; do
    [ -s "${file}" ] || problem "${file} is missing: tls/obtain.sh obtains certificates"
  done
}

secrets="../secrets"

# check_secret NAME
check_secret() {
  [ -s "${secrets}/$1" ] || problem "the secret ${secrets}/$1 is missing or empty: gen secrets init makes it"
}

check_secrets() {
  mode=$(stat -c %a -- "${secrets}" 2>/dev/null) || mode=none
  [ "${mode}" = 700 ] || problem "the folder ${secrets} has the mode ${mode}, not 700"
  check_secret db_postgres_password
  check_secret db_odoo_password
  check_secret db_superadmin_postgres_password
  check_secret db_superadmin_odoo_password
  check_secret odoo_admin_passwd
  check_secret odoo_superadmin_admin_passwd
  check_secret restic_password
}

# check_port PORT SERVICE
check_port() {
  listener=$(ss -Hltn "sport = :$1")
  [ -n "${listener}" ] || return 0
  ours=$(docker compose ps --quiet "$2") || ours=''
  [ -n "${ours}" ] || problem "port $1 is taken by another program: ss -ltnp 'sport = :$1'"
}

# A new image stands beside the former one.
check_disk() {
  root=$(docker info 2>/dev/null | sed -n 's/^ *Docker Root Dir: //p')
  free=$(df -Pk -- "${root:-/var/lib}" | awk 'NR == 2 { print $4 }')
  [ "${free:-0}" -ge 4194304 ] || problem "less than 4 GiB are free in ${root:-/var/lib}"
}

# The world may not know the names yet; that is no reason not to start.
check_names() {
  ./dns/check-dns.sh >&2 || say "warning: DNS does not answer as it should yet"
}

preflight() {
  step "look whether everything is there"
  check_programs
  check_files
  check_secrets
  check_port 18069 odoo
  check_port 18070 odoo_superadmin
  check_port 18072 odoo
  check_port 18073 odoo_superadmin
  check_disk
  check_names
  [ "${problems}" -eq 0 ] || stop "${problems} problems: nothing was started or stopped" 78
}

# --- What is checked out ------------------------------------------------------------------------------------------------

# within PLACE FOLDER
within() { case "$1/" in "$2"/*) ;; *) return 1 ;; esac; }

# readable FOLDER: lets every user read what is in it. A link can make a folder of modules any other one: what holds the secrets, or
# lies where they are, is opened to nobody, nor is the repository with its .git and .env.
readable() {
  [ -d "$1" ] || return 0
  folder=$(realpath -- "$1")
  kept=$(realpath -m -- "${secrets}")
  repository=$(realpath -- ..)
  if within "${folder}" "${kept}" || within "${kept}" "${folder}" || within "${repository}" "${folder}"; then
    stop "$1 leads to ${folder}, where secrets are: nothing was changed" 78
  fi
  run chmod -R u+rwX,go+rX,go-w "${folder}"
}

# Git keeps of a file's mode only whether it can be run; the containers' users must be able to read what is mounted.
set_modes() {
  readable .
  readable "../custom_addons"
}

# The superadmin's database is empty at first, and Odoo does not serve it. It is made under another name, and takes its place
# when its administrator has a password.
first_start() {
  if "${dry_run}"; then
    step "fill ${superadmin_database}, where it is empty, and print its administrator's password"
    return
  fi
  if exists "${superadmin_server}" "${superadmin_database}"; then
    filled=$(
      query "${superadmin_server}" "${superadmin_database}" <<'SQL'
SELECT to_regclass('public.ir_module_module') IS NOT NULL
SQL
    )
    [ "${filled}" = f ] || return 0
  fi
  step "fill ${superadmin_database}: this takes a minute or more"
  modules="base,web"
  new=$(random_digits)
  new=new_${new}
  discard_unfinished "${superadmin_server}" "${superadmin}"
  make_database "${superadmin_server}" "${new}"
  add_modules "${superadmin_server}" "${superadmin}" "${new}" "${modules}" || stop "the superadmin's database could not be made"
  new_password
  settle "${superadmin_server}" "${superadmin}" "${new}" "${modules}" "https://superadmin.example.com" ||
    stop "the superadmin's database could not be made"
  # From here on it is made, and somebody must learn its password.
  trap '' HUP INT TERM
  move_in "${superadmin_server}" "${superadmin}" "${new}" "${superadmin_database}" ||
    stop "the superadmin's database could not be put in its place"
  say "https://superadmin.example.com/ is ready; the login is admin, and this is its password:"
  printf '%s\n' "${password}"
  trap - HUP INT TERM
}

# serving: the tenants that answer. Nothing, before anything runs.
serving() {
  up=$(docker compose ps --status running --quiet odoo) || up=''
  [ -n "${up}" ] || return 0
  names=$(
    sql db <<'SQL'
SELECT left(datname, -3) FROM pg_database WHERE datallowconn AND datname ~ '^[a-z0-9-]+_db$' ORDER BY datname
SQL
  ) || stop "the database server db does not answer"
  for name in ${names}; do
    if tenant_answers "${name}"; then printf '%s\n' "${name}"; fi
  done
}

# check_tenants NAME...: these answered before, and must again.
check_tenants() {
  for name in "$@"; do
    tenant_answers "${name}" || stop "the tenant ${name} does not answer any more; do its modules need deploy.sh --update?"
  done
}

# A network keeps its addresses and its interface for as long as it is there, and so do the containers in it.
renew_networks() {
  changed=$(changed_networks)
  [ -n "${changed}" ] || return 0
  before=$(serving)
  # shellcheck disable=SC2086
  step "stop everything, for networks that have changed:$(printf ' %s' ${changed})"
  run docker compose down
}

# Odoo reads the add-ons when it starts; when they are another revision's, it must start again.
start() {
  step "start, and wait until everything is healthy"
  running=$(cat -- "${state}/running" 2>/dev/null) || running=''
  run rm -f -- "${state}/running"
  if [ -n "${commit}" ] && [ "${running}" = "${commit}" ]; then
    run docker compose up --detach --wait --wait-timeout 900 --remove-orphans
  else
    run docker compose up --detach --wait --wait-timeout 900 --remove-orphans --force-recreate --no-deps \
      odoo odoo_superadmin
  fi
  "${dry_run}" || printf '%s\n' "${commit}" >"${state}/running"
}

# What is deployed is what a later deployment that fails comes back to: the commit, and the image under a name of its own.
remember() {
  step "remember what is deployed"
  run docker image tag "${image}" "${image}-deployed"
  "${dry_run}" || printf '%s\n' "${commit}" >"${state}/deployed"
}

deploy_here() {
  commit=$(commit_here)
  set_modes
  preflight
  if "${build}"; then
    step "build the image"
    run docker compose build
  fi
  step "keep the containers away from this machine and its networks"
  run ./egress.sh
  before=''
  renew_networks
  step "start the database servers"
  run docker compose up --detach --wait --wait-timeout 900 db db_superadmin
  step "set what the roles there may do"
  for server in db db_superadmin; do
    run docker compose exec -T "${server}" sh /docker-entrypoint-initdb.d/10-role.sh </dev/null ||
      stop "the roles of ${server} could not be set"
  done
  first_start
  before="${before} $(serving)"
  if [ -n "${update}" ]; then
    step "update the modules ${update} in every database"
    run ./update.sh --within-deployment "${update}"
  fi
  start
  # shellcheck disable=SC2086
  "${dry_run}" || check_tenants ${before}
  step "hand the sites to nginx"
  # Should nginx be started by this, it must not keep the lock.
  run ./nginx/install.sh 9>&-
  step "test everything from outside"
  run ./smoke-test.sh
  remember
  step "deployed ${commit:-what is here}"
}

# --- Another revision ---------------------------------------------------------------------------------------------------

# check_out COMMIT
check_out() { run git checkout --quiet --detach "$1"; }

# known REVISION: prints its commit. The remote's branch is meant, never a local one of that name, which would be an old one.
known() {
  git rev-parse --verify --quiet "refs/tags/$1^{commit}" ||
    git rev-parse --verify --quiet "refs/remotes/origin/$1^{commit}" ||
    case $1 in
      *[!0-9a-f]* | ? | ?? | ??? | ???? | ????? | ??????) return 1 ;;
      *) git rev-parse --verify --quiet "$1^{commit}" ;;
    esac
}

# is_fixed REVISION: whether it is here, and cannot have become another one at the remote.
is_fixed() {
  git rev-parse --verify --quiet "refs/tags/$1^{commit}" >/dev/null && return 0
  git rev-parse --verify --quiet "refs/remotes/origin/$1^{commit}" >/dev/null && return 1
  known "$1" >/dev/null
}

# fetch REVISION: asks the remote where it must be asked. Without the lock: git's housekeeping may go on for a while.
fetch() {
  if is_fixed "$1"; then
    return 0
  fi
  run git fetch --tags --prune origin '+refs/heads/*:refs/remotes/origin/*' 9>&-
}

# older_than COMMIT OTHER: whether a commit came before another one.
older_than() { [ "$1" != "$2" ] && git merge-base --is-ancestor "$1" "$2" 2>/dev/null; }

# guard COMMIT: older code does not understand databases that newer code has updated.
guard() {
  updated=$(cat -- "${state}/updated" 2>/dev/null) || updated=''
  if [ -n "${updated}" ] && older_than "$1" "${updated}"; then
    say "the databases were updated by ${updated}, which is newer than $1. To go back, losing what was written since:"
    say "  update.sh --undo, and then deploy.sh $1"
    return 1
  fi
}

# offered REVISION: prints the commit that the remote has under this name. A dry run asks so, as it fetches nothing.
offered() {
  git ls-remote origin "refs/heads/$1" "refs/tags/$1" "refs/tags/$1^{}" | sed -n '$s/[[:space:]].*//p'
}

deploy_revision() {
  git rev-parse --git-dir >/dev/null || stop "this is no git repository that root may use; deploy.sh --here needs none" 78
  git diff --quiet HEAD -- || stop "files that git keeps were changed here: git status; commit them elsewhere, or undo them" 78
  step "fetch $1"
  fetch "$1"
  wanted=''
  if "${dry_run}" && ! is_fixed "$1"; then
    wanted=$(offered "$1")
  fi
  [ -n "${wanted}" ] || wanted=$(known "$1") || stop "there is no revision $1" 78
  former=$(cat -- "${state}/deployed" 2>/dev/null) || former=''
  guard "${wanted}" || exit 78
  step "check out $1 (${wanted})"
  check_out "${wanted}"
  if "${dry_run}"; then
    step "and then, as far as the files here say it:"
    deploy_here
    return
  fi
  status=0
  ./deploy.sh --here ${update:+--update "${update}"} || status=$?
  case ${status} in
    0) ;;
    64 | 77 | 78)
      if [ -n "${former}" ]; then check_out "${former}"; fi
      exit "${status}"
      ;;
    *) go_back "$1" ;;
  esac
}

# go_back REVISION: that one does not run, so the former one must.
go_back() {
  [ -n "${former}" ] || stop "$1 does not run, and nothing was deployed before"
  [ "${former}" != "${wanted}" ] || stop "$1 does not run, and it was deployed before: see docker compose logs"
  guard "${former}" || stop "$1 does not run, and databases were updated: it stays until you decide"
  say "$1 does not run: going back to ${former}"
  docker image tag "${image}-deployed" "${image}" || stop "the former image is gone: deploy.sh ${former} builds it again"
  check_out "${former}"
  ./deploy.sh --here --no-build || stop "${former} does not run any more either: see docker compose logs"
  stop "$1 does not run; ${former} runs again"
}

# --- ----------------------------------------------------------------------------------------------------------------------

main() {
  dry_run=false
  build=true
  here=false
  update=''
  revision=''
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --here) here=true ;;
      --no-build) build=false ;;
      --update)
        case ${2-} in '' | *[!a-z0-9_,]*) usage ;; *) update=$2 ;; esac
        shift
        ;;
      '' | -* | *[!A-Za-z0-9./_+-]* | *..*) usage ;;
      *)
        if "${here}" || [ "$#" -ne 1 ]; then usage; fi
        revision=$1
        ;;
    esac
    shift
  done
  cd -- "$(dirname -- "$0")"
  need_root
  "${dry_run}" || take_lock
  [ ! -e "${state}/update" ] || [ -n "${update}" ] || stop "an update was stopped half-way: run update.sh --undo first" 78
  if "${here}" || [ -z "${revision}" ]; then
    deploy_here
  else
    deploy_revision "${revision}"
  fi
}

main "$@"
