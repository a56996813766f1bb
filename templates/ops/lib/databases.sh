{#
format: sh
#}
# shellcheck shell=sh
# Creates, renames and removes databases. The caller holds the lock.

# prefixed WORD NAME: a name that no host leads to, as host names have no underscore. PostgreSQL would truncate it in the same way.
prefixed() { printf '%.63s' "$1_$2"; }

# former_of DATABASE: the name under which a restore keeps what it replaces, which fits within the limit for every database.
former_of() {
  former_sum=$(printf '%s' "$1" | md5sum | cut -c 1-32)
  printf 'former_%s' "${former_sum}"
}

# make_database SERVER DATABASE: creates one that is closed to Odoo. Until it is renamed, only the scripts can connect.
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

# discard SERVER SERVICE DATABASE: removes a database and its files, as far as they exist.
discard() {
  # The inner shell expands the variable.
  # shellcheck disable=SC2016
  drop_database "$1" "$3" && in_files "$2" 'rm -rf -- "filestore/$1"' "$3"
}

# discard_unfinished SERVER SERVICE: removes the remains of killed runs. The lock guarantees that no other run is using them.
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

# hand_over SERVER DATABASE: gives everything that jobs have made there to Odoo's role.
hand_over() {
  know "$1"
  place=$(conninfo "$2")
  in_server "$1" psql -U "${maintenance}" --dbname="${place}" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 \
    --command="REASSIGN OWNED BY ${maintenance} TO ${role}" </dev/null
}

# rename_database SERVER FROM TO ASIDE: renames a database, and opens it to Odoo. In the same transaction a database that has the name TO
# is closed and renamed to ASIDE. Odoo's scheduled jobs connect to every database; if one is connected at that moment, this is
# tried again.
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

# close_database SERVER FROM TO: closes a database to Odoo, and renames it.
close_database() {
  sql "$1" --set=from="$2" --set=to="$3" <<'SQL'
REVOKE CONNECT ON DATABASE :"from" FROM :"role", PUBLIC;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'from' \g /dev/null
ALTER DATABASE :"from" RENAME TO :"to";
SQL
}

# move_in SERVER SERVICE FROM TO: renames a database with its files to its final name; an existing one of that name is dropped.
# Files first: their names are hashes of their contents, so those of two databases never collide, and extra ones do no harm.
move_in() {
  aside=$(prefixed bad "$4")
  # shellcheck disable=SC2016
  in_files "$2" 'if [ -d "filestore/$1" ]; then mkdir -p "filestore/$2"; cp -alf "filestore/$1/." "filestore/$2"; fi' "$3" "$4" &&
    drop_database "$1" "${aside}" &&
    rename_database "$1" "$3" "$4" "${aside}" || return 1
  if ! discard "$1" "$2" "${aside}" || ! discard "$1" "$2" "$3"; then
    say "the remains of $3 could not be removed"
  fi
}
