# shellcheck shell=sh
# What is in a dump: rows and their check sum, and what the owner of its database could not restore by itself.

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

# what_it_needs SERVER DATABASE: prints KIND NAME for each thing in a database that its owner could not make: asked as Odoo's role, which can do nothing
# there that a tenant could not.
what_it_needs() {
  know "$1"
  query "$1" "$2" --field-separator=' ' --set=owner="${role}" --set=maintenance="${maintenance}" <<'SQL' | percent
SELECT kind, '=' || encode(convert_to(name, 'UTF8'), 'hex') FROM (
  SELECT 'extension', extname FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'
  UNION SELECT 'role', rolname FROM pg_catalog.pg_shdepend JOIN pg_catalog.pg_roles ON pg_roles.oid = refobjid
    WHERE refclassid = 'pg_catalog.pg_authid'::regclass AND rolname NOT IN (:'owner', :'maintenance')
      AND dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  UNION SELECT 'trigger', evtname FROM pg_catalog.pg_event_trigger
  UNION SELECT 'language', lanname FROM pg_catalog.pg_language WHERE oid >= 16384
  UNION SELECT 'wrapper', fdwname FROM pg_catalog.pg_foreign_data_wrapper
  UNION SELECT 'large-object', oid::text FROM pg_catalog.pg_largeobject_metadata WHERE pg_catalog.pg_get_userbyid(lomowner) <> :'owner'
) AS needs (kind, name) ORDER BY kind, name;
SQL
}
