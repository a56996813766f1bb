{#
format: sh
mode: 0755

Runs as root on the server.
#}
#!/bin/sh
# Backup of the site: every database, both filestores, the configuration and the secrets, to restic.
#
#   backup.sh             back up
#   backup.sh --dry-run   say what would be backed up, and change nothing
#   backup.sh --init      make the repository, once, before the first backup
#   backup.sh --restic COMMAND [ARGUMENT]...
#                         run restic with the repository, its password and its credentials: snapshots, restore, check
#
# If anything fails, it is reported and the rest is still saved, as a snapshot with the tag `incomplete`; no complete snapshot is then
# removed that day.
# Exit status: 0 everything is in the repository; 1 something failed; 64 wrong usage; 78 files of this folder are missing or mixed.
# The snapshot contains the secrets: restic encrypts it with the one that site_backup_secret of ops/site.sh names. Keep a copy of that
# one elsewhere, or no backup can be read after the server is lost.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/sql.sh"
. "${out}/ops/lib/backup-databases.sh"
. "${out}/ops/lib/backup-repository.sh"

# Always the same folder: restic compares a snapshot with the last one of the same paths.
staging="/var/backups/${site_name}"
lock="/run/${site_name}-backup.lock"

# In the environment, not as an argument: arguments are visible in the process list, and an address may contain a password.
export RESTIC_REPOSITORY="${site_backup_repository}"
export RESTIC_PASSWORD_FILE="${site_secrets}/${site_backup_secret}"

# show: what a dry run prints.
show() {
  for server in "${site_tenants_server}" "${site_superadmin_server}"; do
    line "roles of ${server}, and of its databases:"
    databases "${server}"
  done
  line "files of ${site_tenants_service} and ${site_superadmin_service}, and:"
  configuration
  line "snapshots kept: ${site_backup_keep_daily} daily, ${site_backup_keep_weekly} weekly, ${site_backup_keep_monthly} monthly"
}

# back_up: from here on, however the script ends, a failure is reported.
back_up() {
  trap finish EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM

  step="taking the lock ${lock}"
  exec 9>"${lock}"
  flock -n 9 || give_up "another backup is still running"
  locked=true

  step="making ${staging}"
  [ -r "${RESTIC_PASSWORD_FILE}" ] || give_up "no readable file ${RESTIC_PASSWORD_FILE}"
  rm -rf -- "${staging}"
  mkdir -p -- "${staging%/*}"
  mkdir -- "${staging}"
  line "backup of ${site_name} begins"

  # Databases first, then files: a file without a row is harmless, a row without its file is a lost attachment.
  for server in "${site_tenants_server}" "${site_superadmin_server}"; do
    step="dumping the databases of ${server}"
    dump_all "${server}"
  done
  for service in "${site_tenants_service}" "${site_superadmin_service}"; do
    step="archiving the files of ${service}"
    archive "${service}"
  done

  step="uploading"
  if [ -n "${failures}" ]; then
    upload incomplete || failed "upload"
    exit 1
  fi
  upload complete || give_up "upload"
  line "everything is in the repository"

  step="removing old snapshots"
  tidy
  [ -z "${failures}" ] || exit 1
  line "backup of ${site_name} is done"
}

main() {
  cd -- "${out}"
  # Credentials of the storage, if it needs any: lines of NAME=value, such as AWS_ACCESS_KEY_ID=...
  if [ -f "${site_secrets}/restic_environment" ]; then
    set -a
    # shellcheck source=/dev/null
    . "${site_secrets}/restic_environment"
    set +a
  fi
  case ${1-} in
    '') back_up ;;
    --dry-run) show ;;
    --init) restic init ;;
    --restic)
      shift
      exec restic "$@"
      ;;
    *) wrong_usage "[--dry-run | --init | --restic COMMAND [ARGUMENT]...]" ;;
  esac
}

main "$@"
