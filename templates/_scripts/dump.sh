# dump SERVER DATABASE FILE: the file is there only when it was read back to its end.
dump() {
  docker compose exec -T "$1" pg_dump -U postgres --format=custom --dbname="$2" >"$3.part" </dev/null &&
    docker compose exec -T "$1" pg_restore --file=/dev/null <"$3.part" &&
    sync -- "$3.part" &&
    mv -- "$3.part" "$3"
}
