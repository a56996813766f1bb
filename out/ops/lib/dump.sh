# shellcheck shell=sh
# Saves a database for people, in a file of its own.

# dump SERVER DATABASE FILE: the file is there only when it was read back to its end.
dump() {
  know "$1"
  place=$(conninfo "$2")
  docker compose exec -T "$1" pg_dump -U "${maintenance}" --role="${role}" --format=custom --dbname="${place}" >"$3.part" </dev/null &&
    docker compose exec -T "$1" pg_restore --file=/dev/null <"$3.part" &&
    sync -- "$3.part" &&
    mv -- "$3.part" "$3"
}
