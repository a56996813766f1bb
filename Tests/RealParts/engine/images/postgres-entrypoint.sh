#!/bin/bash
# What the entry point of the official image of PostgreSQL does, as its documentation tells it, for the server of Debian's package:
# on an empty volume it makes a cluster with the superuser that the environment names, runs the scripts of /docker-entrypoint-initdb.d
# on a server that only the socket reaches, and then, as every time, becomes the server.
set -Eeuo pipefail

# from_file NAME [DEFAULT]: exports NAME with its own value, or with the content of the file that NAME_FILE names; never both.
from_file() {
  local file=${1}_FILE value=${2:-}
  if [ -n "${!1:-}" ] && [ -n "${!file:-}" ]; then
    printf 'error: both %s and %s are set\n' "$1" "$file" >&2
    exit 1
  fi
  if [ -n "${!1:-}" ]; then
    value=${!1}
  elif [ -n "${!file:-}" ]; then
    value=$(<"${!file}")
  fi
  export "$1=$value"
  unset "$file"
}

initialise() {
  if [ -z "$POSTGRES_PASSWORD" ]; then
    printf 'Error: Database is uninitialized and superuser password is not specified.\n' >&2
    exit 1
  fi
  initdb --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  printf '\nhost all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
  PGUSER=$POSTGRES_USER pg_ctl --wait --options="-c listen_addresses=''" start
  if [ "$POSTGRES_DB" != postgres ]; then
    createdb --username="$POSTGRES_USER" --no-password "$POSTGRES_DB"
  fi
  for script in /docker-entrypoint-initdb.d/*; do
    # Which files there are is known when it runs.
    # shellcheck source=/dev/null
    case $script in
      *.sh) if [ -x "$script" ]; then "$script"; else . "$script"; fi ;;
      *.sql) psql --set=ON_ERROR_STOP=1 --no-password --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --file="$script" ;;
      *) ;;
    esac
  done
  PGUSER=$POSTGRES_USER pg_ctl --mode=fast --wait stop
}

if [ "$1" != postgres ]; then
  exec "$@"
fi
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown -R postgres: "$PGDATA" /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
from_file POSTGRES_PASSWORD
from_file POSTGRES_USER postgres
from_file POSTGRES_DB "$POSTGRES_USER"
chmod 0700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  initialise
fi
# The image's sample configuration listens everywhere; Debian's does not.
exec "$1" -c listen_addresses='*' "${@:2}"
