# exists SERVER DATABASE
exists() {
  found=$(
    sql "$1" --set=name="$2" <<'SQL'
SELECT 1 FROM pg_database WHERE datname = :'name'
SQL
  ) || stop "the database server $1 does not answer: docker compose up --detach --wait"
  [ -n "${found}" ]
}
