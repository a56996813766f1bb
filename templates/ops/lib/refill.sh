{#
format: sh
#}
# shellcheck shell=sh
# Restores a dump without running any of it as the superuser.

# refill SERVER DATABASE FILE: restores a dump into a database that make_database has just made. A tenant may have put any statement into a
# dump, so they run as Odoo's role. That role cannot create every extension: they are created here, while the database is still empty, and
# skipped in the dump. If the role may not do something else, the restore ends with PostgreSQL's own message.
refill() {
  know "$1"
  place=$(conninfo "$2")
  contents=$(docker compose exec -T "$1" pg_restore --list <"$3") || return 1
  # As pg_restore lists them; only these names.
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
  # First, so that no setting from the dump interferes with the following.
  lock_out "$1" || return 1
  # A function that a dump has created as the scripts' role, by RESET ROLE, would keep acting as that role.
  if [ "${outcome}" -eq 0 ]; then hand_over "$1" "$2" || outcome=1; fi
  return "${outcome}"
}
