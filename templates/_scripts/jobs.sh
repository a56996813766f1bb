# The container of whatever runs beside the services. It has one name, so that what a killed script left running is found.
job="{{ name }}-job"

end_job() { docker rm --force "${job}" >/dev/null 2>&1 || true; }

# run_job SERVICE ARGUMENT...: runs Odoo once, with the configuration, the secrets and the files of a service. What it says is
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

# sql SERVER OPTION...: runs the statements of standard input as the server's superuser; prints bare values.
sql() {
  server=$1
  shift
  docker compose exec -T "${server}" psql -U postgres --no-psqlrc --quiet --tuples-only --no-align \
    --set=ON_ERROR_STOP=1 "$@"
}
