# shellcheck shell=sh
# Jobs that run beside the services, in a separate container.

# The container always has the same name, so that one that a killed script has left running is found. update.sh runs several, which have
# a number, and each its own log.
job="${site_name}-job"
job_log="${state:?}/log"

end_job() { docker rm --force "${job}" >/dev/null 2>&1 || true; }

# end_jobs: those with a number too.
end_jobs() {
  set -- "${site_name}-job"
  for slot in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do set -- "$@" "${site_name}-job-${slot}"; done
  docker rm --force "$@" >/dev/null 2>&1 || true
}

# run_job [OPTION]... SERVICE ARGUMENT...: runs Odoo once, with the configuration, the secrets and the files of a service. Its output goes
# to a file, and the end of it is shown if it fails.
run_job() {
  end_job
  if docker compose run --rm -T --name "${job}" "$@" >"${job_log}" 2>&1; then
    return 0
  fi
  tail -n 40 -- "${job_log}" >&2
  return 1
}

# in_files SERVICE SCRIPT [ARGUMENT]...: runs a script in Odoo's data folder, where filestore has a folder for each database.
in_files() {
  owner=$1
  script=$2
  shift 2
  end_job
  docker compose run --rm --no-deps -T --name "${job}" --entrypoint sh "${owner}" -euc \
    "cd \"\$1\"; shift; mkdir -p filestore; ${script}" sh "${site_odoo_data}" "$@" </dev/null
}

# let_in SERVER: gives the scripts' role a password, which is valid until lock_out. Jobs get it as a file, so it is not visible in the
# process list.
let_in() {
  pass="${state}/job"
  first=$(random_digits)
  second=$(random_digits)
  mkdir -p -- "${pass}"
  printf '%s\n' "${first}${second}" >"${pass}/password"
  # The folder keeps others out; the container's user is not a user of this machine.
  chmod 0444 -- "${pass}/password"
  sql "$1" <<SQL
SET log_min_messages = panic;
SET password_encryption = 'scram-sha-256';
ALTER ROLE :"maintenance" PASSWORD '${first}${second}';
SQL
}

# job_inside SERVER [OPTION]... SERVICE ARGUMENT...: runs Odoo in a database that is closed to it, as the scripts' role, which let_in has
# let in. A script on standard input is passed on.
job_inside() {
  know "$1"
  shift
  run_job --volume "${state}/job/password:/run/secrets/maintenance_password:ro" --env SECRET_DB_PASSWORD=maintenance_password \
    "$@" --db_user="${maintenance}"
}

# run_inside SERVER [OPTION]... SERVICE ARGUMENT...: the same for one run only.
run_inside() {
  let_in "$1" || return 1
  inner=$1
  outcome=0
  job_inside "$@" || outcome=1
  rm -rf -- "${pass}"
  lock_out "${inner}" || return 1
  return "${outcome}"
}

# lock_out SERVER: resets the password and the settings of the scripts' role.
lock_out() {
  sql "$1" <<'SQL'
ALTER ROLE :"maintenance" PASSWORD NULL;
SQL
  reset_settings "$1"
}

# reset_settings SERVER: code that a tenant has put into a dump may have changed those of the scripts' role while it was restored.
reset_settings() {
  sql "$1" <<'SQL'
-- Two at the same time would find the same rows.
SELECT pg_advisory_lock(hashtext(:'maintenance')) \g /dev/null
SELECT format('ALTER ROLE %I %s RESET ALL', :'maintenance', 'IN DATABASE ' || quote_ident(d.datname))
FROM pg_db_role_setting s LEFT JOIN pg_database d ON d.oid = s.setdatabase
WHERE s.setrole = (SELECT oid FROM pg_roles WHERE rolname = :'maintenance') \gexec
SQL
}

# random_digits: prints 32 random hexadecimal digits, good enough for a key.
random_digits() {
  digits=$(od -An -v -N16 -tx1 /dev/urandom | tr -d ' \n')
  length=$(printf '%s' "${digits}" | wc -c)
  [ "${length}" -eq 32 ] || stop "no random characters from /dev/urandom"
  printf '%s' "${digits}"
}
