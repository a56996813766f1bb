# shellcheck shell=sh
# Saves one database to a file.

# dump SERVER DATABASE FILE NEEDS: the first file exists only if it could be read back to its end. The second one has what Odoo's role could not restore
# by itself.
dump() {
  database_needs "$1" "$2" >"$4" &&
    sed -i '/^closed$/d' "$4" || return 1
  know "$1"
  place=$(conninfo "$2")
  in_server "$1" pg_dump -U "${maintenance}" --role="${role}" --format=custom --dbname="${place}" >"$3.part" </dev/null &&
    in_server "$1" pg_restore --file=/dev/null <"$3.part" &&
    sync -- "$3.part" &&
    mv -- "$3.part" "$3"
}
