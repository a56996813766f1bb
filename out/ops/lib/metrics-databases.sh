# shellcheck shell=sh
# Asks the database servers what metrics.sh measures. The caller has a folder ${work}, and is in the folder of docker-compose.yml.

# list_databases SERVER: writes their names, as a list in JSON, to ${work}/SERVER.databases, and how many queries the scheduler has
# open to ${work}/SERVER.active: a job that runs has locked its row of ir_cron by a transaction that only waits meanwhile, whose last query names that table or ir_cron_trigger. Only databases that Odoo's role
# may connect to: the others belong to the scripts.
list_databases() {
  sql "$1" >"${work}/$1.databases" 2>/dev/null <<'SQL' || return 1
SET statement_timeout = '30s';
SELECT coalesce(json_agg(datname ORDER BY datname), '[]') FROM pg_database
WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres' AND has_database_privilege(:'role', oid, 'CONNECT')
SQL
  sql "$1" >"${work}/$1.active" 2>/dev/null <<'SQL' || return 1
SELECT count(*) FROM pg_stat_activity
WHERE usename = :'role' AND datname <> 'postgres' AND state <> 'idle' AND query ~ '\mir_cron' AND pid <> pg_backend_pid()
SQL
}

# ask_databases SERVER: writes a line `NUMBER WORD COUNT...` for each answer to ${work}/SERVER.answers. One psql connects to one database
# after the other. Whatever a tenant has made of these tables, a count is a number; and as code of the tenant can have psql print
# notifications, a line counts only if it begins with a word that the server never gets.
ask_databases() {
  write_statements
  key=$(od -An -N 12 -tx1 /dev/urandom | tr -d ' \n')
  know "$1"
  questions "$1" | timeout 260 docker compose exec -T "$1" timeout 240 psql -U "${role}" --dbname='dbname=postgres' --no-psqlrc --quiet \
    --no-password --tuples-only --no-align --set=key="${key}" 2>/dev/null | grep -a -e "^${key} [0-9]* [a-z]* [0-9a-z ]*\$" |
    cut -d ' ' -f 2- >"${work}/$1.answers" || true
}

# questions SERVER: prints the script for psql. A name is quoted for the connection string, and this for psql.
questions() {
  jq -r --arg role "${role}" --rawfile statements "${work}/statements" "${questions_filter}" <"${work}/$1.databases"
}

# The arguments are jq's own variables.
# shellcheck disable=SC2016
questions_filter='
def quoted: gsub("\\\\"; "\\\\") | gsub("\u0027"; "\\\u0027");
# psql removes double quotes from an argument of connect, also within single ones; of two in a pair of them it leaves one.
def argument: quoted | gsub("\""; "\"\"\"\"") | gsub("\n"; "\\n") | gsub("\r"; "\\r");
def conninfo: "dbname=\u0027\(quoted)\u0027 user=\($role) connect_timeout=5 options=\u0027" + (
  ["statement_timeout=5s", "lock_timeout=1s", "search_path=pg_catalog", "default_transaction_read_only=on", "application_name=metrics"]
  | map("-c" + .) | join(" ")) + "\u0027";
to_entries[] | "\\set number \(.key)\n\\set asked no\n\\set has_jobs false\n\\set has_count false\n\\set has_mail false\n"
  + "\\connect \u0027\(.value | conninfo | argument)\u0027\n" + $statements'

write_statements() {
  cat >"${work}/statements" <<'SQL'
SELECT 'yes' AS asked, to_regclass('public.ir_cron') IS NOT NULL AS has_jobs, to_regclass('public.mail_mail') IS NOT NULL AS has_mail,
  EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('public.ir_cron') AND attname = 'failure_count' AND NOT attisdropped) AS has_count \gset
\echo :key :number asked :asked
\if :has_jobs
\echo :key :number needs jobs
SELECT count(*) FILTER (WHERE active AND nextcall < now() AT TIME ZONE 'UTC' - interval '10 minutes') AS overdue,
  count(*) FILTER (WHERE lastcall > now() AT TIME ZONE 'UTC' - interval '10 minutes') AS done FROM public.ir_cron \gset
\if :{?overdue}
\echo :key :number jobs :overdue :done
\unset overdue
\endif
\if :has_count
SELECT count(*) AS off FROM public.ir_cron WHERE NOT active AND lastcall > write_date AND interval_type <> 'never' \gset
\if :{?off}
\echo :key :number off :off
\unset off
\endif
\endif
\endif
\if :has_mail
\echo :key :number needs mail
SELECT count(*) AS stuck FROM (SELECT FROM public.mail_mail AS mail WHERE state = 'outgoing' AND create_date < now() AT TIME ZONE 'UTC' - interval '1 hour'
  AND coalesce((to_jsonb(mail) ->> 'scheduled_date')::timestamp, create_date) < now() AT TIME ZONE 'UTC' - interval '1 hour' LIMIT 10000) AS found \gset
\if :{?stuck}
\echo :key :number mail :stuck
\unset stuck
\endif
\endif
SQL
}

# list_sizes SERVER: writes pairs of name and bytes, as a list in JSON, to ${work}/SERVER.sizes.
list_sizes() {
  sql "$1" >"${work}/$1.sizes" 2>/dev/null <<'SQL'
SET statement_timeout = '5min';
SELECT coalesce(json_agg(json_build_array(datname, pg_database_size(oid)) ORDER BY datname), '[]') FROM pg_database
WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres'
SQL
}

# list_files SERVER SERVICE VOLUME: writes `BYTES PATH`, each with a zero byte, of the databases' folders to ${work}/SERVICE.files. From outside
# of the container, with the lowest priority, and for twenty minutes at most: there may be millions of files.
list_files() {
  : >"${work}/$2.files"
  [ -s "${work}/$1.sizes" ] || return 0
  folder=$(docker volume inspect --format '{{.Mountpoint}}' "$3" 2>/dev/null) || return 0
  [ -d "${folder}/filestore" ] || return 0
  (cd -- "${folder}/filestore" && jq -j '.[][0] | select(test("/|^[.]") | not) | "./\(.)\u0000"' <"${work}/$1.sizes" >"${work}/folders" &&
    timeout 1200 nice -n 19 ionice -c 3 du -s --block-size=1 --null --one-file-system --files0-from="${work}/folders" 2>/dev/null \
      >"${work}/$2.files") || true
}

# list_containers: writes what the engine knows of the site's containers to ${work}/containers.
list_containers() {
  ids=$(docker compose ps --all --quiet 2>/dev/null) || ids=''
  # shellcheck disable=SC2086
  [ -z "${ids}" ] || docker inspect ${ids} >"${work}/containers" 2>/dev/null || true
  [ -s "${work}/containers" ] || printf '[]\n' >"${work}/containers"
}
