#!/bin/sh
# Restores from a backup. Run it as root, from anywhere.
#
#   restore.sh --list [--at WHEN]            which backups there are; with --at, what one of them has
#   restore.sh [OPTION]... site              everything, on a server that has nothing of it yet but this folder and the password of the backups;
#                                            what is there already stays as it is
#   restore.sh [OPTION]... tenant NAME...    these tenants, as they were. What is replaced is kept until --discard-former
#   restore.sh [OPTION]... tenant NAME --as OTHER
#                                            a copy beside the tenant: it is neutralized, so that it sends nothing to anybody, and gets the address
#                                            of its own name, an identity and a secret of its own
#   restore.sh [OPTION]... superadmin        the superadmin's database
#   restore.sh [OPTION]... superadmin FOLDER the same from superadmin.dump and superadmin.filestore.tar there, such as those of another deployment
#   restore.sh [OPTION]... database NAME...  other databases of the tenants' server, by their whole names
#   restore.sh [OPTION]... removed FOLDER NAME [--as OTHER]
#                                            a tenant from the files that tenants.sh remove has written
#   restore.sh --undo NAME...                what was replaced has its name again; what was restored is lost
#   restore.sh --discard-former NAME...      what was replaced is removed
# Options:
#   --at WHEN        the newest backup that began then or before: 20261128T023000Z, 2026-11-28T02:30 or 2026-11-28; without it, the newest complete one
#   --from NUMBER    from that repository of backup.copies, 1 being the first
#   --jobs NUMBER    so many databases at the same time
#   --without-files  the databases only: their files are still there
#   --dry-run        say what would be done, and change nothing
#
# A database is restored under a name that nobody can guess, closed to Odoo, with its files, and gets its name when it is complete: until then nobody
# notices, and if that fails or is interrupted, everything is as before. For --undo and --discard-former, `superadmin` is the superadmin's database.
# Exit status: 0 done; 1 nothing was restored, with a reason; 2 some databases were not restored, and are named; 64 wrong usage; 77 not root;
# 78 files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/lock.sh"
. "${out}/ops/lib/sql.sh"
. "${out}/ops/lib/jobs.sh"
. "${out}/ops/lib/databases.sh"
. "${out}/ops/lib/tenant-name.sh"
. "${out}/ops/lib/extensions.sh"
. "${out}/ops/lib/backup-names.sh"
. "${out}/ops/lib/backup-repository.sh"
. "${out}/ops/lib/restore-sql.sh"
. "${out}/ops/lib/fan-out.sh"
. "${out}/ops/lib/restore-database.sh"
. "${out}/ops/lib/restore-roles.sh"
. "${out}/ops/lib/restore-files.sh"
. "${out}/ops/lib/restore-swap.sh"
. "${out}/ops/lib/restore-copy.sh"
. "${out}/ops/lib/restore-run.sh"
. "${out}/ops/lib/restore-items.sh"
. "${out}/ops/lib/restore-slots.sh"
. "${out}/ops/lib/restore-site.sh"
. "${out}/ops/lib/restore-tenants.sh"
. "${out}/ops/lib/restore-work.sh"
. "${out}/ops/lib/restore-options.sh"

main() {
  slots=''
  read_command "$@"
  cd -- "${out}"
  need_root
  begin_work
  case ${action}${folder:+:files} in
    --list) list ;;
    --undo) each_name undo ;;
    --discard-former) each_name discard_former ;;
    removed:files) restore_removed "${folder}" "${tenant}" ;;
    superadmin:files) restore_superadmin "${folder}" ;;
    site)
      open_repository "${from}"
      restore_site
      ;;
    *)
      open_repository "${from}"
      restore_some
      ;;
  esac
}

main "$@"
