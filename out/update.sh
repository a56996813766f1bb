#!/bin/sh
# Updates Odoo within its series, and the modules of odoo.addons. Run it as root on the server.
#
#   update.sh                          the base image, and in each database the modules whose code has changed since its last update
#   update.sh MODULE...                the base image, and these modules, wherever they are installed; base stands for all modules
#   update.sh --keep-image [MODULE]... only the modules: for new code that is checked out here
#   update.sh --undo                   undo the last update, in all databases; everything written since is lost
#   update.sh --undo TENANT...         the same for these tenants only, while the others are served
#   update.sh --dry-run ...            say what would be done, and change nothing
#
# First it makes a backup. Then the superadmin's database and the canaries are copied, with their files, and updated: if one of them
# cannot be, or does not answer afterwards, all of that is rolled back, and no other tenant has noticed anything. Then both instances
# restart, and the other tenants follow in the order of odoo.rollout. A tenant's page is closed while it is updated; if it cannot be
# updated, it is put back from its copy, and the others go on. Run it again after an interruption: it goes on with what is left.
# Exit status: 0 done; 1 nothing was updated, with a reason; 2 some tenants could not be updated, and are named; 64 wrong usage;
# 77 not root; 78 files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/lock.sh"
. "${out}/ops/lib/sql.sh"
. "${out}/ops/lib/jobs.sh"
. "${out}/ops/lib/databases.sh"
. "${out}/ops/lib/git.sh"
. "${out}/ops/lib/answers.sh"
. "${out}/ops/lib/code.sh"
. "${out}/ops/lib/code-databases.sh"
. "${out}/ops/lib/update-page.sh"
. "${out}/ops/lib/update-plan.sh"
. "${out}/ops/lib/extensions.sh"
. "${out}/ops/lib/dump-needs.sh"
. "${out}/ops/lib/restore-sql.sh"
. "${out}/ops/lib/update-copies.sh"
. "${out}/ops/lib/update-back.sh"
. "${out}/ops/lib/update-databases.sh"
. "${out}/ops/lib/update-journal.sh"
. "${out}/ops/lib/notify.sh"

journal="${state}/update"
last="${state}/last-update"
# Whether the instances run the new code already.
restarted=false

update() {
  sums=$(code_sums)
  plan=$(make_plan) || stop "the database server ${site_tenants_server} does not answer: docker compose up --detach --wait"
  if [ "${modules}" != changed ]; then check_modules "$@"; fi
  if "${dry_run}"; then
    show
    return
  fi
  if [ -z "${plan}" ] && "${keep_image}"; then
    say "every database has the present code"
    return
  fi
  check_room
  say "backing up"
  ./backup.sh >&2 || stop "the backup failed: nothing was changed"
  "${keep_image}" || renew_image

  begin_journal
  update_first
  close_waiting
  say "restarting both instances"
  restarted=true
  start_again && check_canaries || exit 1
  trap - EXIT
  trap 'pause 129' HUP
  trap 'pause 130' INT
  trap 'pause 143' TERM
  let_in "${site_tenants_server}"
  work_all
  trap '' HUP INT TERM
  finish
  docker image tag "${site_odoo_built_image}" "${site_odoo_built_image}-deployed"
  report
}

main() {
  keep_image=false
  within=false
  undo=false
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --keep-image) keep_image=true ;;
      # For deploy.sh, which has built the image, and rolls back to the former revision itself.
      --within-deployment)
        keep_image=true
        within=true
        ;;
      --undo) undo=true ;;
      *) break ;;
    esac
    shift
  done
  for word in "$@"; do
    case ${word} in
      '' | -* | *[!A-Za-z0-9_,-]*) usage ;;
      *) ;;
    esac
  done
  if "${undo}" && "${keep_image}"; then usage; fi
  cd -- "${out}"
  need_root
  "${dry_run}" || take_lock
  if "${undo}"; then
    undo "$@"
    return
  fi
  if [ -e "${journal}" ] && ! "${dry_run}"; then resume; fi
  modules=$(printf '%s,' "${@:-changed}")
  modules=${modules%,}
  # One argument each, also where deploy.sh has joined them with commas.
  IFS=,
  # shellcheck disable=SC2086
  set -- ${modules}
  unset IFS
  # Every module depends on base.
  case ,${modules}, in
    *,base,*) recorded=changed ;;
    *) recorded=${modules} ;;
  esac
  update "$@"
}

main "$@"
