{#
format: sh
mode: 0755
when: backup.append_only

Runs elsewhere than on the server, whose own credentials only let it add.
#}
#!/bin/sh
# Removes old backups from repositories to which the server may only add. Run it on another machine, which nobody who has taken the server over can
# reach, on a schedule such as once a week.
#
#   backup-forget.sh [--repository NUMBER] [--dry-run]
#
# It needs restic, a copy of this folder, and in the folder that SECRETS names (the environment; /etc/backup-forget otherwise) the
# repository's password in a file of the name that site_backup_secret of ops/site.sh has, and credentials that may delete in restic_environment, or
# in restic_environment_NUMBER for one of backup.copies. It reads no file of the server.
#
# Somebody who has taken the server over could add backups until the good ones are too many, or with a time in the future, so that they would be the
# ones to be removed. So it removes nothing if a record is from the future; it keeps every backup of the last site_backup_keep_daily days, and for the
# time before that the last one of each week and month that the site keeps; and it says how many it removes.
# Exit status: 0 done; 1 something is wrong, and nothing was removed from that repository; 64 wrong usage; 78 files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/backup-repository.sh"
. "${out}/ops/lib/backup-retention.sh"

site_secrets=${SECRETS:-/etc/backup-forget}

# forget_from NUMBER
forget_from() {
  open_repository "$1"
  before=$(records) || stop "repository $1 does not answer"
  tomorrow=$(date -u --date='1 day' +%Y%m%dT%H%M%SZ)
  late=$(printf '%s\n' "${before}" | awk -v limit="${tomorrow}" '$1 > limit { print $1 }')
  [ -z "${late}" ] || stop "repository $1 has a record from the future: ${late}"
  set -- "$1" --keep-within "${site_backup_keep_daily}d" --keep-weekly "${site_backup_keep_weekly}" --keep-monthly "${site_backup_keep_monthly}"
  if "${dry_run}"; then
    number=$1
    shift
    line "repository ${number}:"
    preview "$@"
    return
  fi
  number=$1
  shift
  tidy "$@"
  after=$(records)
  kept=$(printf '%s' "${after}" | grep -c .) || kept=0
  there=$(printf '%s' "${before}" | grep -c .) || there=0
  line "repository ${number}: ${kept} of ${there} backups are kept"
}

main() {
  numbers=$(repositories)
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --repository)
        case ${2-} in
          '' | *[!0-9]*) usage ;;
          *) numbers=$2 ;;
        esac
        shift
        ;;
      *) usage ;;
    esac
    shift
  done
  outcome=0
  for number in ${numbers}; do
    (forget_from "${number}") || outcome=1
  done
  exit "${outcome}"
}

main "$@"
