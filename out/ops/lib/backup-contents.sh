# shellcheck shell=sh
# What is in a dump: rows and their check sum.

# rows_of TABLES: reads what `pg_restore --data-only` prints, and prints the rows and the values of sequences, without comments, settings and whatever
# else differs between two dumps of the same database. Writes SCHEMA.TABLE ROWS for each table to a file. It fails if the end is missing.
rows_of() {
  awk -v tables="$1" '
    function encoded(text,   at, result, character) {
      result = ""
      for (at = 1; at <= length(text); at++) {
        character = substr(text, at, 1)
        result = result (character ~ /^[A-Za-z0-9._-]$/ ? character : name[character])
      }
      return result
    }
    BEGIN {
      for (code = 1; code < 256; code++) name[sprintf("%c", code)] = sprintf("%%%02X", code)
      printf "" >tables
    }
    inside {
      print
      if ($0 == "\\.") {
        inside = 0
        print encoded(table), rows >tables
      } else rows++
      next
    }
    /^-- PostgreSQL database dump complete$/ { whole = 1 }
    /^--/ { next }
    / FROM stdin;$/ {
      inside = 1
      rows = 0
      table = "-"
      if (match($0, /^COPY ("([^"]|"")*"|[^".]+)\.("([^"]|"")*"|[^" ]+)/)) table = substr($0, 6, RLENGTH - 5)
      print
      next
    }
    /^SELECT pg_catalog\.(setval|lo_|lowrite)/ { print }
    END { exit !whole }'
}

# sum_rows ITEM: reads that output, and writes ITEM/tables, and to ITEM/rows the check sum of all rows.
sum_rows() {
  {
    if rows_of "$1/tables"; then : >"$1/is-whole"; fi
  } | sha256sum | cut -c 1-64 >"$1/rows"
  [ -e "$1/is-whole" ]
}
