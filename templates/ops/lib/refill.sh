{#
format: sh
#}
# shellcheck shell=sh
# Restores a dump without running any of it as the superuser.

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
