# shellcheck shell=sh
# Saves databases and files: each is written into the staging folder, and read back.

# into FILE COMMAND...: runs a command with its output in a file of the staging folder.
# Its input is closed, as `docker compose exec` would otherwise consume the input of the loop around it.
into() {
  file=$1
  shift
  "$@" >"${staging:?}/${file}" </dev/null
}

# ask SERVER QUERY: queries the database postgres, in which only the superuser can create anything.
ask() {
  docker compose exec -T "$1" psql -U postgres --dbname='dbname=postgres options=-csearch_path=pg_catalog' --no-psqlrc --tuples-only \
    --no-align --command="$2" </dev/null
}

# A database's name becomes a file name, one per line. Unfinished databases are left out.
ours="datname ~ '^[A-Za-z0-9][A-Za-z0-9._-]*\$' AND datname !~ '^new_[0-9a-f]{32}\$'
  AND NOT CASE WHEN pg_get_userbyid(datdba) = 'odoo_provisioned' THEN NOT has_database_privilege('${site_tenants_role}', oid, 'CONNECT') ELSE false END"

# databases SERVER: the names of its databases, one per line, without PostgreSQL's own three and the template, which have no data of the site.
databases() {
  ask "$1" "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres' AND ${ours} ORDER BY datname"
}

# foreign SERVER: the names that no script of this folder gives, printable on a terminal. Such databases are not backed up here.
foreign() {
  ask "$1" "SELECT regexp_replace(datname, '[^A-Za-z0-9 ._=:/-]', '?', 'g') FROM pg_database
    WHERE datallowconn AND datname !~ '^[A-Za-z0-9][A-Za-z0-9._-]*\$' ORDER BY datname"
}

# dump SERVER DATABASE: in PostgreSQL's own format, uncompressed, so that restic stores only the changes. Never as the superuser,
# because a tenant may have put code into its database.
dump() {
  file="$1/$2.dump"
  know "$1"
  place=$(conninfo "$2")
  if ! into "${file}" docker compose exec -T "$1" pg_dump -U "${maintenance}" --role="${role}" --format=custom --compress=0 \
    --dbname="${place}"; then
    failed "dump of $2 in $1"
    rm -f -- "${staging}/${file}"
  # The list of contents is at the beginning of a dump; only reading it to the end shows that it is complete.
  elif ! docker compose exec -T "$1" pg_restore --list <"${staging}/${file}" >/dev/null ||
    ! docker compose exec -T "$1" pg_restore --file=/dev/null <"${staging}/${file}" >/dev/null; then
    failed "reading back the dump of $2 in $1"
  else
    line "dumped $2 in $1"
  fi
}

# dump_all SERVER: roles and their passwords, then every database that exists now.
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
    line "not saved, as no script here gives such a name: the database ${database} in $1"
  done <"${staging}/$1/foreign"
  while IFS= read -r database; do
    if [ -n "${database}" ]; then dump "$1" "${database}"; fi
  done <"${staging}/$1/databases"
}

# archive SERVICE: the files of an Odoo, in a separate container, so that it works while the service is down.
# tar ends with 1 if a file changed while it was read: sessions are left out, and files that belong to a dump never change.
archive() {
  # The inner shell expands the variables.
  # shellcheck disable=SC2016
  if ! into "$1.tar" docker compose run --rm --no-deps -T --entrypoint sh "$1" -c \
    'tar --sort=name --exclude=./sessions -C "$1" -cf - . || [ "$?" -eq 1 ]' sh "${site_odoo_data}"; then
    failed "files of $1"
    rm -f -- "${staging}/$1.tar"
  elif [ ! -s "${staging}/$1.tar" ] || ! tar -tf "${staging}/$1.tar" >/dev/null; then
    failed "reading back the files of $1"
  else
    line "archived the files of $1"
  fi
}
