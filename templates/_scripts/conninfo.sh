# conninfo DATABASE: how a database is named to psql, pg_dump and pg_restore, which would take a bare name with = in it, or one that begins
# with postgresql://, for the whole address of a server.
conninfo() {
  quoted=$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")
  printf "dbname='%s'" "${quoted}"
}
