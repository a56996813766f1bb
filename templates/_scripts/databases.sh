# prefixed WORD NAME: a name that no host leads to, as a host's has no underscore. PostgreSQL would cut it by itself.
prefixed() { printf '%.63s' "$1_$2"; }

# drop_database SERVER DATABASE
drop_database() {
  sql "$1" --dbname=postgres --set=name="$2" <<'SQL'
SET client_min_messages = warning;
DROP DATABASE IF EXISTS :"name" WITH (FORCE)
SQL
}

# discard SERVER SERVICE DATABASE: a database and its files, whatever there is of them.
discard() {
  # The variable is the inner shell's.
  # shellcheck disable=SC2016
  drop_database "$1" "$3" && in_files "$2" 'rm -rf -- "filestore/$1"' "$3"
}

# rename_database SERVER FROM TO ASIDE: a database that has the name TO gets the name ASIDE, in the same instant.
# Odoo's scheduled jobs look into every database, so that somebody may just be connected: then it is tried again.
rename_database() {
  for _ in 1 2 3 4 5; do
    if sql "$1" --dbname=postgres --set=from="$2" --set=to="$3" --set=aside="$4" <<'SQL'; then
SELECT count(*) > 0 AS taken FROM pg_database WHERE datname = :'to' \gset
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (:'from', :'to') \g /dev/null
BEGIN;
\if :taken
ALTER DATABASE :"to" RENAME TO :"aside";
\endif
ALTER DATABASE :"from" RENAME TO :"to";
COMMIT;
SQL
      return 0
    fi
    sleep 1
  done
  return 1
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
