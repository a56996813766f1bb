#!/bin/sh
# Backup of the site: every database, both filestores, the configuration and the secrets, to each restic repository.
#
#   backup.sh             back up
#   backup.sh --init      make the repositories, once, before the first backup
#   backup.sh --forget    remove old backups, as each backup does at its end
#   backup.sh --dry-run [--init | --forget]
#                         say what would be backed up, made or removed, and change nothing
#   backup.sh --restic COMMAND [ARGUMENT]...
#                         run restic with the repository, its password and its credentials: snapshots, restore, check
#
#   backup.sh --repository NUMBER --init | --forget | --restic ...
#                         that repository alone: 0 is backup.repository, 1 the first of backup.copies
#
# Nothing is written on this machine but restic's cache. If anything fails, it is reported and the rest is still saved, with a record that
# says `incomplete`; nothing is then removed that day. docs/backups.md describes what is written.
# Exit status: 0 everything is in every repository; 1 something failed; 64 wrong usage; 77 not root; 78 files of this folder are missing or mixed.
# A backup contains the secrets: restic encrypts it with the one that site_backup_secret of ops/site.sh names. Keep a copy of that
# one elsewhere, or no backup can be read after the server is lost.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/lock.sh"
. "${out}/ops/lib/sql.sh"
. "${out}/ops/lib/backup-names.sh"
. "${out}/ops/lib/backup-repository.sh"
. "${out}/ops/lib/notify.sh"
. "${out}/ops/lib/backup-report.sh"
. "${out}/ops/lib/backup-room.sh"
. "${out}/ops/lib/fan-out.sh"
. "${out}/ops/lib/backup-stream.sh"
. "${out}/ops/lib/backup-contents.sh"
. "${out}/ops/lib/extensions.sh"
. "${out}/ops/lib/dump-needs.sh"
. "${out}/ops/lib/backup-databases.sh"
. "${out}/ops/lib/backup-guard.sh"
. "${out}/ops/lib/backup-files.sh"
. "${out}/ops/lib/backup-record.sh"
. "${out}/ops/lib/backup-retention.sh"
. "${out}/ops/lib/backup-check.sh"
. "${out}/ops/lib/backup-status.sh"

# Small files, in memory: names, sizes, and the ends of the streams.
work="/run/${site_name}-backup"

# show: what a dry run prints.
show() {
  for server in "${site_tenants_server}" "${site_superadmin_server}"; do
    line "roles of ${server}, and of its databases:"
    databases "${server}" | cut -d ' ' -f 2
  done
  line "files of ${site_tenants_service} and ${site_superadmin_service}, and:"
  configuration
  "${site_backup_append_only}" ||
    line "backups kept: ${site_backup_keep_daily} daily, ${site_backup_keep_weekly} weekly, ${site_backup_keep_monthly} monthly"
}

# init NUMBER: makes a repository.
init() {
  if "${dry_run}"; then
    line "make repository $1"
  else
    at_repository "$1" restic init
  fi
}

# forget NUMBER: what the site does not keep any longer.
forget() {
  removal=tidy
  if "${dry_run}"; then removal=preview; fi
  at_repository "$1" "${removal}" --keep-daily "${site_backup_keep_daily}" --keep-weekly "${site_backup_keep_weekly}" \
    --keep-monthly "${site_backup_keep_monthly}"
}

back_up() {
  begin
  line "backup of ${site_name} begins: run ${run}"
  # What a run that was killed has left.
  end_dumps
  step="looking for room"
  list_databases "${work}/databases"
  check_room_first || exit 1
  # Databases first, then files: a file without a row is harmless, a row without its file is a lost attachment.
  step="saving the roles"
  save_globals "${site_tenants_server}"
  save_globals "${site_superadmin_server}"
  step="saving the databases"
  give_way 9>&- &
  guard=$!
  save_databases
  kill "${guard}" 2>/dev/null || true
  guard=''
  step="saving the files"
  save_files "${site_tenants_service}" "${site_tenants_volume}"
  save_files "${site_superadmin_service}" "${site_superadmin_volume}"
  step="saving the configuration"
  save_configuration
  step="writing the record"
  write_records
  if has_failed; then exit 1; fi
  line "everything is in every repository"
  if ! "${site_backup_append_only}"; then
    step="removing old backups"
    for number in $(live); do forget "${number}" || failed "removal of old backups from repository ${number}"; done
  fi
  step="checking"
  check_repositories
  if has_failed; then exit 1; fi
  line "backup of ${site_name} is done"
}

main() {
  cd -- "${out}"
  only=''
  action=back_up
  while [ "$#" -gt 0 ] && [ "${action}" != restic ]; do
    case ${action}:$1 in
      *:--dry-run) dry_run=true ;;
      *:--repository)
        case ${2-} in '' | *[!0-9]*) usage ;; *) only=$2 ;; esac
        shift
        ;;
      back_up:--init | back_up:--forget | back_up:--restic) action=${1#--} ;;
      *) usage ;;
    esac
    shift
  done
  case ${action}:${dry_run}:${only:+only} in
    back_up:true:) show ;;
    back_up:false:)
      need_root
      back_up
      ;;
    init:*) for number in ${only:-$(repositories)}; do init "${number}"; done ;;
    forget:*)
      need_root
      "${dry_run}" || take_lock
      for number in ${only:-$(repositories)}; do forget "${number}"; done
      ;;
    restic:true:* | back_up:*) usage ;;
    *)
      open_repository "${only:-0}"
      exec restic "$@"
      ;;
  esac
}

main "$@"
