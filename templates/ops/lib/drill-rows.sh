{#
format: sh

The program runs in the tenants' image, which has Python; it reads what a tenant has written, in a container without a network.
#}
# shellcheck shell=sh
# Sums up the rows of a dump, so that two dumps of the same rows have the same sums, in whatever order they are.

# Reads what `pg_restore --data-only` prints. Prints for each table, sorted, `table SCHEMA.TABLE ROWS SUM`, where SUM adds up the hashes of the rows; and
# `other LINES SUM` for sequences and large objects.
rows_program='
import hashlib, sys

def add(name, line):
    entry = sums.setdefault(name, [0, 0])
    entry[0] += 1
    entry[1] += int.from_bytes(hashlib.blake2b(line, digest_size=16).digest(), "big")

def encoded(name):
    return "".join(chr(c) if chr(c) in plain else f"%{c:02X}" for c in name)

plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
sums, is_whole, table = {b"": [0, 0]}, False, None
for line in sys.stdin.buffer:
    if table is not None:
        if line == b"\\.\n":
            table = None
        else:
            add(table, line)
    elif line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n"):
        # The columns begin after the first blank outside of quotes.
        table, is_quoted = b"", False
        for c in line[5:]:
            is_quoted ^= c == 34
            if c == 32 and not is_quoted:
                break
            table += bytes([c])
        sums.setdefault(table, [0, 0])
    elif line.startswith((b"SELECT pg_catalog.setval", b"SELECT pg_catalog.lo_", b"SELECT pg_catalog.lowrite")):
        add(b"", line)
    elif line == b"-- PostgreSQL database dump complete\n":
        is_whole = True
if not is_whole or table is not None:
    sys.exit("the dump has no end")
for name, (count, total) in sorted(sums.items()):
    print(*(["table", encoded(name)] if name else ["other"]), count, f"{total % (1 << 128):032x}")
'

# sum_up
sum_up() {
  seconds_left=$(left)
  box "${rows_box}" 512m --interactive --network none --entrypoint timeout "${odoo_image}" "${seconds_left}" python3 -c "${rows_program}"
}

# rows_of_dump: sums up the dump on standard input.
rows_of_dump() { in_server "${tested_server}" pg_restore --data-only --file=- | sum_up; }

# dump_restored: the dump of what was restored.
dump_restored() {
  know "${tested_server}"
  place=$(conninfo "${tested_database}")
  in_server "${tested_server}" pg_dump -U "${maintenance}" --role="${role}" --format=custom --compress=0 --dbname="${place}" </dev/null
}

# compare: the rows of each table with the record, and all that was restored with the dump.
compare() {
  if ! [ -s "${item}/dumped" ] || ! dump_restored | rows_of_dump >"${item}/restored"; then
    failed_test "its rows cannot be read"
    return
  fi
  tested_tables=$(grep -c '^table ' "${item}/restored") || tested_tables=0
  tested_rows=$(awk '$1 == "table" { n += $3 } END { printf "%.0f\n", n }' "${item}/restored")
  of_record table | sort >"${item}/recorded"
  sed -n 's/^table \([^ ]* [^ ]*\) .*/\1/p' "${item}/restored" | sort >"${item}/counts"
  differing=$(comm -3 -- "${item}/recorded" "${item}/counts" | tr -d '\t' | cut -d ' ' -f 1 | sort -u | wc -l)
  if [ "${differing}" -gt 0 ]; then
    failed_test "${differing} of its tables have other numbers of rows than in the record"
  fi
  # Not in the order of the rows: PostgreSQL puts a row where there is room for it.
  cmp -s -- "${item}/dumped" "${item}/restored" || failed_test "what was restored is not what its dump has"
}
