#!/bin/sh
# Backup of stockshop: every database, both filestores, the configuration and the secrets, to restic.
#
#   backup.sh             back up
#   backup.sh --dry-run   say what would be backed up, and change nothing
#   backup.sh --init      make the repository, once, before the first backup
#   backup.sh --restic COMMAND [ARGUMENT]...
#                         run restic with the repository, its password and its credentials: snapshots, restore, check
#
# Ends with 0 when everything is in the repository. Anything that fails is counted and told; the rest is still saved,
# as a snapshot with the tag `incomplete`, and no complete snapshot is removed that day.
# The snapshot holds the secrets: restic encrypts it with restic_password. Keep a copy of that one
# elsewhere, or no backup can be read after the server is lost.
set -eu
umask 077

project="stockshop"
alerts="ops@example.net"
secrets="../secrets"
# Always the same folder: restic compares a snapshot with the last one of the same paths.
staging="/var/backups/stockshop"
lock="/run/stockshop-backup.lock"

# By environment, not by argument: arguments stand in the process list, and an address may hold a password.
export RESTIC_REPOSITORY="s3:https://s3.eu-central-1.amazonaws.com/stockshop-backup"
export RESTIC_PASSWORD_FILE="${secrets}/restic_password"

failures=''
step="starting"
locked=false

log() { printf '%s\n' "$*"; }

# Counts a failure and goes on: one broken database must not keep the others from being saved.
failed() {
  printf 'FAILED: %s\n' "$1" >&2
  failures="${failures:+${failures}, }$1"
}

stop() {
  failed "$1"
  exit 1
}

# Tells people; whatever goes wrong here must not hide what went wrong before.
# The message needs no escaping in JSON: it is made of the words of this file and of checked names. The address goes over
# standard input: who knows it may call it, and arguments stand in the process list.
tell() {
  if command -v mail >/dev/null; then
    printf '%s\n' "$1" "See: journalctl -t ${project}-backup" | mail -s "${project}: backup failed" "${alerts}" ||
      printf 'the mail to %s could not be sent\n' "${alerts}" >&2
  fi
}

# Runs whichever way the script ends.
finish() {
  status=$?
  trap - EXIT HUP INT TERM
  # Without the lock, the folder belongs to the run that has it.
  if "${locked}"; then rm -rf -- "${staging}"; fi
  if [ "${status}" -ne 0 ]; then
    tell "${project}: backup failed: ${failures:-stopped while ${step}}"
  fi
  exit "${status}"
}

# into FILE COMMAND...: runs a command with its output in a file of the staging folder.
# Its input is closed, as `docker compose exec` would otherwise read the list that a loop around it reads.
into() {
  file=$1
  shift
  "$@" >"${staging}/${file}" </dev/null
}

# conninfo DATABASE: how a database is named to psql, pg_dump and pg_restore, which would take a bare name with = in it, or one that begins
# with postgresql://, for the whole address of a server.
conninfo() {
  quoted=$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")
  printf "dbname='%s'" "${quoted}"
}

# ask SERVICE QUERY: asks PostgreSQL's own database, where nobody but the superuser can make anything.
ask() {
  docker compose exec -T "$1" psql -U postgres --dbname='dbname=postgres options=-csearch_path=pg_catalog' --no-psqlrc --tuples-only \
    --no-align --command="$2" </dev/null
}

# A name is a file name here, and stands on a line of its own. What is in the making is nobody's yet.
ours="datname ~ '^[A-Za-z0-9][A-Za-z0-9._-]*\$' AND datname !~ '^new_[0-9a-f]{32}\$'
  AND NOT CASE WHEN pg_get_userbyid(datdba) = 'odoo_provisioned' THEN NOT has_database_privilege('odoo', oid, 'CONNECT') ELSE false END"

# databases SERVICE: the names of its databases, one a line; PostgreSQL's own three hold nothing of ours, nor does the template.
databases() {
  ask "$1" "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres' AND ${ours} ORDER BY datname"
}

# foreign SERVICE: the names that no script of this folder gives, as a terminal can show them. Whoever made such a database saves it.
foreign() {
  ask "$1" "SELECT regexp_replace(datname, '[^A-Za-z0-9 ._=:/-]', '?', 'g') FROM pg_database
    WHERE datallowconn AND datname !~ '^[A-Za-z0-9][A-Za-z0-9._-]*\$' ORDER BY datname"
}

# dump SERVICE DATABASE: in PostgreSQL's own format, uncompressed, so that restic stores only what has changed. Never as the superuser,
# for a database is what its tenant has made of it.
dump() {
  file="$1/$2.dump"
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
  place=$(conninfo "$2")
  if ! into "${file}" docker compose exec -T "$1" pg_dump -U "${maintenance}" --role="${role}" --format=custom --compress=0 \
    --dbname="${place}"; then
    failed "dump of $2 in $1"
    rm -f -- "${staging}/${file}"
  # The list of contents stands at the head of a dump; only reading it to the end shows that it is whole.
  elif ! docker compose exec -T "$1" pg_restore --list <"${staging}/${file}" >/dev/null ||
    ! docker compose exec -T "$1" pg_restore --file=/dev/null <"${staging}/${file}" >/dev/null; then
    failed "reading back the dump of $2 in $1"
  else
    log "dumped $2 in $1"
  fi
}

# dump_all SERVICE: roles and their passwords, then every database that is there now.
dump_all() {
  mkdir -- "${staging}/$1"
  into "$1/globals.sql" docker compose exec -T "$1" pg_dumpall -U postgres --database=postgres --globals-only ||
    failed "dump of the roles in $1"
  if ! databases "$1" >"${staging}/$1/databases"; then
    failed "list of databases in $1"
    return
  fi
  if ! foreign "$1" >"${staging}/$1/foreign"; then
    failed "list of databases in $1"
  fi
  while IFS= read -r database; do
    log "not saved, for its name is none that is given here: the database ${database} in $1"
  done <"${staging}/$1/foreign"
  while IFS= read -r database; do
    if [ -n "${database}" ]; then dump "$1" "${database}"; fi
  done <"${staging}/$1/databases"
}

# archive SERVICE: the files of an Odoo, through a container of its own, so that it works while the service is down.
# tar says 1 when a file changed while it was read: sessions are left out, and files that belong to a dump never change.
archive() {
  # The variable is the inner shell's.
  # shellcheck disable=SC2016
  if ! into "$1.tar" docker compose run --rm --no-deps -T --entrypoint sh "$1" -c \
    'tar --sort=name --exclude=./sessions -C /var/lib/odoo -cf - . || [ "$?" -eq 1 ]'; then
    failed "files of $1"
    rm -f -- "${staging}/$1.tar"
  elif [ ! -s "${staging}/$1.tar" ] || ! tar -tf "${staging}/$1.tar" >/dev/null; then
    failed "reading back the files of $1"
  else
    log "archived the files of $1"
  fi
}

# What restic takes beside the staging folder: enough to put the server up again. Whole paths, as restic would store
# ../site.yaml under another name, or not at all.
configuration() {
  for path in . ../site.yaml ../templates "${secrets}" /etc/letsencrypt; do
    if [ -e "${path}" ]; then realpath -- "${path}"; fi
  done
}

# upload TAG: one snapshot of the staging folder and the configuration.
upload() {
  configuration >"${staging}/configuration" &&
    restic backup --quiet --host "${project}" --tag "${project}" --tag "$1" \
      --files-from-verbatim "${staging}/configuration" "${staging}"
}

# forget TAG OPTION...: removes old snapshots with a tag. Grouped by host alone, as paths may come and go.
forget() {
  tag=$1
  shift
  restic forget --quiet --host "${project}" --tag "${project},${tag}" --group-by host "$@"
}

show() {
  for service in db db_superadmin; do
    log "roles of ${service}, and of its databases:"
    databases "${service}"
  done
  log "files of odoo and odoo_superadmin, and:"
  configuration
  log "snapshots kept: 7 daily, 4 weekly, 0 monthly"
}

cd -- "$(dirname -- "$0")"

# Credentials of the storage (AWS_ACCESS_KEY_ID=... and so on), where it needs any: lines of NAME=value.
if [ -f "${secrets}/restic_environment" ]; then
  set -a
  # shellcheck source=/dev/null
  . "${secrets}/restic_environment"
  set +a
fi

case ${1-} in
  '') ;;
  --dry-run)
    show
    exit 0
    ;;
  --init)
    restic init
    exit 0
    ;;
  --restic)
    shift
    exec restic "$@"
    ;;
  *)
    printf 'usage: %s [--dry-run | --init | --restic COMMAND [ARGUMENT]...]\n' "$0" >&2
    exit 64
    ;;
esac

# From here on every way out tells somebody when it is not the good one.
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

step="taking the lock ${lock}"
exec 9>"${lock}"
flock -n 9 || stop "another backup is still running"
locked=true

step="making ${staging}"
[ -r "${RESTIC_PASSWORD_FILE}" ] || stop "no readable file ${RESTIC_PASSWORD_FILE}"
rm -rf -- "${staging}"
mkdir -p -- "${staging%/*}"
mkdir -- "${staging}"
log "backup of ${project} begins"

# Databases first, then files: a file without a row is harmless, a row without its file is a lost attachment.
for service in db db_superadmin; do
  step="dumping the databases of ${service}"
  dump_all "${service}"
done
for service in odoo odoo_superadmin; do
  step="archiving the files of ${service}"
  archive "${service}"
done

step="uploading"
if [ -n "${failures}" ]; then
  upload incomplete || failed "upload"
  exit 1
fi
upload complete || stop "upload"
log "everything is in the repository"

# A run that was killed leaves its lock in the repository; this removes only those of processes that are gone.
step="removing old snapshots"
restic unlock --quiet || failed "removal of stale locks"
forget complete \
  --keep-daily 7 \
  --keep-weekly 4 \
  --keep-monthly 0 || failed "removal of old snapshots"
forget incomplete --keep-within 14d || failed "removal of old incomplete snapshots"
restic prune --quiet || failed "pruning of the repository"
[ -z "${failures}" ] || exit 1
log "backup of ${project} is done"
