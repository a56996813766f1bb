# shellcheck shell=sh
# Asks the database servers, in their containers. Whoever uses it is in the folder of docker-compose.yml.

# conninfo DATABASE: how a database is named to psql, pg_dump and pg_restore, which would take a bare name with = in it, or one that begins
# with postgresql://, for the whole address of a server.
conninfo() {
  quoted=$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")
  printf "dbname='%s'" "${quoted}"
}

# know SERVER: puts the roles of a database server into ${role}, Odoo's own, and ${maintenance}, that of the scripts.
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
