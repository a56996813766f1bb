# shellcheck shell=sh
# Compares the files of a backup with the attachments of a restored database: Odoo calls a file by the SHA-1 of its content.

# attachments: prints what the database says of its files, NAME SUM, in hexadecimal digits: only the program below reads them, as a tenant may
# have written anything there. Without Odoo's tables it has no files.
attachments() {
  know "${tested_server}"
  place=$(conninfo "${tested_database}")
  docker compose exec -T "${tested_server}" psql -U "${role}" --dbname="${place}" --no-psqlrc --quiet --tuples-only --no-align \
    --set=ON_ERROR_STOP=1 <<'SQL'
SELECT to_regclass('public.ir_attachment') IS NOT NULL AS has_files \gset
\if :has_files
SELECT DISTINCT encode(convert_to(store_fname, 'UTF8'), 'hex') || ' ' || encode(convert_to(coalesce(checksum, ''), 'UTF8'), 'hex')
FROM ir_attachment WHERE store_fname IS NOT NULL;
\endif
SQL
}

# The program reads those lines, a line with a dot, and the folder of the database as an archive. Its arguments are the folder into which it writes the
# files too, for Odoo; how many bytes at most; and where the folder was in the snapshot. Beside the files, Odoo has an empty one of the same name in
# `checklist` for each that its clean-up should look at. The program prints WANTED FOUND BYTES DAMAGED.
files_program='
import hashlib, os, re, sys, tarfile

folder, room, saved = sys.argv[1], int(sys.argv[2]), sys.argv[3].strip("/") + "/"
read, wanted = sys.stdin.buffer, {}
for line in iter(read.readline, b".\n"):
    if not line:
        sys.exit("the attachments of the database cannot be read")
    name, checksum = (bytes.fromhex(text).decode("utf-8", "replace") for text in line.decode("ascii").rstrip("\n").split(" "))
    wanted[name] = checksum
found, damaged, size = set(), set(), 0
archive = tarfile.open(fileobj=read, mode="r|") if read.peek(1) else ()
for member in archive:
    name = member.name.strip("/").removeprefix(saved)
    if not member.isfile() or name not in wanted:
        continue
    found.add(name)
    size += member.size
    copy = None
    if member.size <= room and re.fullmatch("[0-9a-f]{2,3}/[0-9a-f]{40}", name):
        room -= member.size
        os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
        copy = open(os.path.join(folder, name), "wb")
    content = archive.extractfile(member)
    digest = hashlib.sha1()
    for piece in iter(lambda: content.read(1 << 20), b""):
        digest.update(piece)
        if copy:
            copy.write(piece)
    if copy:
        copy.close()
    if name.rpartition("/")[2] != digest.hexdigest() or wanted[name] not in ("", digest.hexdigest()):
        damaged.add(name)
print(len(wanted), len(found), size, len(damaged))
'

# remove_files: those that were copied for Odoo, and its own.
remove_files() {
  box "${files_box}" 512m --network none --entrypoint sh "${odoo_image}" -euc 'timeout 600 rm -rf /scratch/files/filestore /scratch/files/sessions /scratch/files/addons'
}

# test_files ROOM: sets ${tested_files} and ${tested_file_bytes}; copies at most ROOM bytes of the files for Odoo.
test_files() {
  saved=$(sed -n "s/^files ${tested_service} //p" "${drill_work}/record-${tested_run}" | head -n 1)
  path=$(line "${saved}" | cut -d ' ' -f 2)
  path=$(decoded "${path}")
  saved=${saved%% *}
  rm -f -- "${drill_work}/unread"
  seconds_left=$(left)
  {
    attachments && line . && { take_out "${saved}" "${path}/filestore/${tested_database}" || : >"${drill_work}/unread"; }
  } | box "${files_box}" 512m --interactive --network none --entrypoint timeout "${odoo_image}" "${seconds_left}" \
    python3 -c "${files_program}" "/scratch/files/filestore/${tested_database}" "$1" "${path}/filestore/${tested_database}" >"${drill_work}/counted" 2>"${drill_work}/said" || : >"${drill_work}/unread"
  if ! read -r tested_files found tested_file_bytes damaged <"${drill_work}/counted"; then
    tested_files=0
    tested_file_bytes=0
    failed_test "its files cannot be compared"
    cat -- "${drill_work}/said" >&2
    return
  fi
  # What has no files has no folder either.
  if [ -e "${drill_work}/unread" ] && [ "${tested_files}" -gt 0 ]; then failed_test "its files cannot be read from the snapshot"; fi
  [ "${found}" -eq "${tested_files}" ] || failed_test "$((tested_files - found)) of the ${tested_files} files of its attachments are missing"
  [ "${damaged}" -eq 0 ] || failed_test "${damaged} of its files are damaged"
}
