# The container of whatever runs beside the services. It has one name, so that what a killed script left running is found.
job="{{ name }}-job"

end_job() { docker rm --force "${job}" >/dev/null 2>&1 || true; }

# run_job [OPTION]... SERVICE ARGUMENT...: runs Odoo once, with the configuration, the secrets and the files of a service. What it says is
# kept in a file, and the end of it shown when it fails.
run_job() {
  end_job
  if docker compose run --rm -T --name "${job}" "$@" >"${state}/log" 2>&1; then
    return 0
  fi
  tail -n 40 -- "${state}/log" >&2
  return 1
}

# in_files SERVICE SCRIPT [ARGUMENT]...: runs a script in the folder of Odoo's files, where filestore has one for each database.
in_files() {
  owner=$1
  script=$2
  shift 2
  end_job
  docker compose run --rm --no-deps -T --name "${job}" --entrypoint sh "${owner}" -euc \
    "cd {{ odoo.data_directory }}; mkdir -p filestore; ${script}" sh "$@" </dev/null
}

{% include "_scripts/conninfo.sh" %}

# know SERVER: puts the roles of a database server into ${role}, Odoo's own, and ${maintenance}, that of the scripts.
know() {
  case $1 in
    {{ postgres.tenants.service }})
      role={{ postgres.tenants.role }}
      maintenance={{ postgres.tenants.maintenance_role }}
      ;;
    *)
      role={{ postgres.superadmin.role }}
      maintenance={{ postgres.superadmin.maintenance_role }}
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
