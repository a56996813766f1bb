# shellcheck shell=sh
# What is in a dump: its tables, and how many rows each has.

# For the awk in the server's container: reads what `pg_restore --data-only` prints, and prints SCHEMA.TABLE ROWS for each table, with names as in
# backup-names.sh, and a dot if the end was there.
# The variables are awk's.
# shellcheck disable=SC2016
count_program='
function encoded(text,   at, result, character) {
  result = ""
  for (at = 1; at <= length(text); at++) {
    character = substr(text, at, 1)
    result = result (character ~ /^[A-Za-z0-9._-]$/ ? character : name[character])
  }
  return result
}
BEGIN { for (code = 1; code < 256; code++) name[sprintf("%c", code)] = sprintf("%%%02X", code) }
inside {
  if ($0 == "\\.") {
    inside = 0
    print encoded(table), rows
  } else rows++
  next
}
/^-- PostgreSQL database dump complete$/ { whole = 1 }
/ FROM stdin;$/ && !/^--/ {
  inside = 1
  rows = 0
  table = "-"
  if (match($0, /^COPY ("([^"]|"")*"|[^".]+)\.("([^"]|"")*"|[^" ]+)/)) table = substr($0, 6, RLENGTH - 5)
}
END { if (whole) print "." }'

# count_rows SERVER ITEM: reads a dump on its way to its end, and writes ITEM/tables. In the container, so that rows do not have to come out again.
count_rows() {
  # The inner shell expands the variable.
  # shellcheck disable=SC2016
  in_server "$1" nice -n 10 sh -c 'pg_restore --data-only --file=- | LC_ALL=C awk "$1"' sh "${count_program}" >"$2/counted" || return 1
  sed -n '$!p' -- "$2/counted" >"$2/tables"
  tail -n 1 -- "$2/counted" | grep -q '^\.$'
}
