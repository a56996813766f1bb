#!/bin/sh
# Restores the newest backup of each tenant into a scratch database server, and compares it with the record of the backup: rows, check sums,
# and every file that an attachment names. Then it starts Odoo on one of them, and opens its login page. Run it as root.
#
#   restore-test.sh                   the databases whose turn it is: backup.restore_share says how many runs take all of them
#   restore-test.sh --all             every database
#   restore-test.sh SERVER DATABASE   this database
#   restore-test.sh --report          what was found: one line for each test, the newest last
#   restore-test.sh --promise         how long restoring takes on this server, as the last test measured it
#   restore-test.sh --repository NUMBER ...
#                                     from that repository: 0 is backup.repository, 1 the first of backup.copies; without it, each in its turn
#   restore-test.sh --dry-run ...     say what would be tested, and change nothing
#
# It takes memory and processors as drill-scratch.sh of ops/lib says, at most three quarters of the free space, and at most six hours.
# What is left to test then comes first next time. The evidence is in /var/lib/NAME/backup/drills.
# Exit status: 0 all of it can be restored; 1 something cannot, or was not tested; 64 wrong usage; 77 not root; 78 files of this folder are
# missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/connection.sh"
. "${out}/ops/lib/lock.sh"
. "${out}/ops/lib/sql.sh"
. "${out}/ops/lib/jobs.sh"
. "${out}/ops/lib/databases.sh"
. "${out}/ops/lib/extensions.sh"
. "${out}/ops/lib/backup-names.sh"
. "${out}/ops/lib/backup-repository.sh"
. "${out}/ops/lib/notify.sh"
. "${out}/ops/lib/backup-report.sh"
. "${out}/ops/lib/restore-sql.sh"
. "${out}/ops/lib/fan-out.sh"
. "${out}/ops/lib/restore-database.sh"
. "${out}/ops/lib/restore-roles.sh"
. "${out}/ops/lib/drill-scratch.sh"
. "${out}/ops/lib/drill-watch.sh"
. "${out}/ops/lib/drill-plan.sh"
. "${out}/ops/lib/drill-rows.sh"
. "${out}/ops/lib/drill-database.sh"
. "${out}/ops/lib/drill-files.sh"
. "${out}/ops/lib/drill-login.sh"
. "${out}/ops/lib/drill-newest.sh"
. "${out}/ops/lib/drill-evidence.sh"
. "${out}/ops/lib/drill-promise.sh"

drills="${state}/backup/drills"
# Nobody waits for it: the services, and whoever uses the disk, come first.
hours=6

# show: what a dry run prints.
show() {
  while read -r id server name snapshot _ bytes _; do
    line "restore ${name} of ${server}, ${bytes} bytes, from the snapshot ${snapshot} of ${id} in repository ${tested_repository}"
  done <"${drill_work}/chosen"
}

# test_all: each chosen database of each server.
test_all() {
  for pair in "${site_tenants_server} ${site_tenants_service}" "${site_superadmin_server} ${site_superadmin_service}"; do
    tested_server=${pair% *}
    tested_service=${pair#* }
    awk -v server="${tested_server}" '$2 == server' "${drill_work}/chosen" >"${drill_work}/here"
    [ -s "${drill_work}/here" ] || continue
    if ! start_server "${tested_server}" "${tested_service}"; then
      problem_of "${tested_server}" - "no database server starts from its image"
      end_boxes
      continue
    fi
    while read -r tested_run _ tested_name tested_snapshot tested_sum tested_bytes _ <&7; do
      if is_overdue; then break; fi
      test_database
    done 7<"${drill_work}/here"
    end_boxes
  done
}

main() {
  which=due
  tested_repository=''
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --all) which=all ;;
      --repository)
        case ${2-} in '' | *[!0-9]*) usage ;; *) ;; esac
        tested_repository=$2
        shift
        ;;
      --report | --promise | --watch) which=${1#--} ;;
      -*) usage ;;
      *) break ;;
    esac
    shift
  done
  case ${which}:$# in
    due:0 | all:0 | report:0 | promise:0 | watch:0) ;;
    due:2) which=one ;;
    *) usage ;;
  esac
  need_root
  cd -- "${out}"
  case ${which} in
    report) report ;;
    promise) promise ;;
    watch) watch ;;
    *)
      begin_drill
      choose_repository
      choose "${which}" "$@"
      if "${dry_run}"; then
        show
        return
      fi
      make_scratch
      test_all
      conclude
      ;;
  esac
}

main "$@"
