# shellcheck shell=sh
# Saves one database to a file.

# dump SERVER DATABASE FILE: the file exists only if it could be read back to its end.
dump() {
  know "$1"
  place=$(conninfo "$2")
  docker compose exec -T "$1" pg_dump -U "${maintenance}" --role="${role}" --format=custom --dbname="${place}" >"$3.part" </dev/null &&
    docker compose exec -T "$1" pg_restore --file=/dev/null <"$3.part" &&
    sync -- "$3.part" &&
    mv -- "$3.part" "$3"
}
