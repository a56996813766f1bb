{#
format: sh
#}
# shellcheck shell=sh
# Queries the database servers, in their containers. The caller is in the folder of docker-compose.yml.

# conninfo DATABASE: quotes a database's name for psql, pg_dump and pg_restore, which would take a bare name with = in it, or one that begins
# with postgresql://, for a connection string.
conninfo() {
  quoted=$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")
  printf "dbname='%s'" "${quoted}"
}

# know SERVER: puts the roles of a database server into ${role} (Odoo's) and ${maintenance} (the scripts').
know() {
  case $1 in
    "${site_tenants_server}")
      role=${site_tenants_role}
      maintenance=${site_tenants_maintenance_role}
      ;;
    *)
      role=${site_superadmin_role}
      maintenance=${site_superadmin_maintenance_role}
      ;;
  esac
}

# in_server SERVER COMMAND...: runs a program in a database server's container.
in_server() {
  at_server=$1
  shift
  docker compose exec -T "${at_server}" "$@"
}

# sql SERVER [OPTION]...: runs the statements of standard input as the server's superuser; prints bare values. Only in the database
# postgres, where nobody else can create anything: in a tenant's database, a view or a function of the tenant would run with the
# superuser's rights. restore-sql.sh says what is done elsewhere, and why nothing of a tenant runs there.
sql() {
  server=$1
  shift
  know "${server}"
  in_server "${server}" psql -U postgres --dbname='dbname=postgres options=-csearch_path=pg_catalog' --no-psqlrc --quiet \
    --tuples-only --no-align --set=ON_ERROR_STOP=1 --set=role="${role}" --set=maintenance="${maintenance}" "$@"
}

# query SERVER DATABASE [OPTION]...: the same inside a database, as Odoo's role, which can do nothing there that a tenant could not. The
# tenant controls the result: it is only compared, or printed through `printable`, and never trusted.
query() {
  know "$1"
  place="$(conninfo "$2") options=-cstatement_timeout=60s"
  server=$1
  shift 2
  timeout 120 docker compose exec -T "${server}" psql -U "${role}" --dbname="${place}" --no-psqlrc --quiet --tuples-only --no-align \
    --set=ON_ERROR_STOP=1 "$@"
}

# printable: prints standard input as one short line that is safe for a terminal.
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
