{#
format: sh
mode: 0755

All databases or none: both instances are down meanwhile, so that a rollback loses nothing.
#}
#!/bin/sh
# Updates Odoo within its series. Run it as root on the server, outside working hours.
#
#   update.sh                          the base image, and then every module in every database
#   update.sh MODULE...                the same for these modules only
#   update.sh --keep-image [MODULE]... only the modules: for new add-ons that deploy.sh has installed
#   update.sh --undo [TENANT]...       undo the last update, in the databases of all or of these tenants; everything written since
#                                      is lost
#   update.sh --dry-run ...            say what would be done, and change nothing
#
# First it makes a backup. Then both instances stop; each database is copied, with its files, and updated. If one cannot be
# updated, or the script is interrupted, all of them are rolled back, the image too, and everything runs as before. If the script
# was killed, the next run rolls back first.
# Exit status: 0 done; 1 it failed, with a reason; 64 wrong usage; 77 not root; 78 files of this folder are missing or mixed.
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
. "${out}/ops/lib/update-copies.sh"
. "${out}/ops/lib/update-back.sh"
. "${out}/ops/lib/update-databases.sh"
. "${out}/ops/lib/update-journal.sh"

# While this folder exists, an update is unfinished; its file `touched` lists the databases that have a copy to go back to.
journal="${state}/update"
last="${state}/last-update"

usage() { wrong_usage "[--dry-run] [--keep-image] [MODULE]... | --undo [TENANT]..."; }

show() {
  printf '%s\n' "back up with backup.sh"
  "${keep_image}" || printf '%s\n' "build ${site_odoo_built_image} on a new ${site_odoo_image}"
  printf '%s\n' "stop both instances"
  while read -r _ _ database; do
    printf '%s\n' "copy ${database}, and update in it: ${modules}"
  done <<EOT
$1
EOT
  printf '%s\n' "start both instances, and check every tenant's login page"
}

update() {
  list=$(targets) || stop "the database server ${site_tenants_server} does not answer: docker compose up --detach --wait"
  if "${dry_run}"; then
    show "${list}"
    return
  fi
  printf '%s\n' "${list}" >"${state}/targets"
  check_modules "$@"
  check_room
  say "backing up"
  ./backup.sh >&2 || stop "the backup failed: nothing was changed"
  "${keep_image}" || renew_image

  begin_journal
  say "stopping both instances"
  docker compose stop "${site_tenants_service}" "${site_superadmin_service}" >&2
  while read -r service server database; do
    say "updating ${database}"
    copy "${service}" "${server}" "${database}" || exit 1
    printf '%s\n' "${service} ${server} ${database}" >>"${journal}/touched"
    update_database "${service}" "${server}" "${database}" || exit 1
  done <"${state}/targets"
  if "${within}"; then
    trap - EXIT HUP INT TERM
    finish
    return
  fi
  say "starting both instances"
  if ! healthy; then
    # Only the operators' own database was updated, so nobody else's data has to be rolled back.
    grep -q "^${site_tenants_service} " "${journal}/touched" || exit 1
    trap - EXIT HUP INT TERM
    finish
    stop "everything is updated, but not healthy. update.sh --undo goes back; everything written since is then lost"
  fi
  trap - EXIT HUP INT TERM
  finish
  docker image tag "${site_odoo_built_image}" "${site_odoo_built_image}-deployed"
  say "everything is updated"
}

main() {
  keep_image=false
  within=false
  undo=false
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --keep-image) keep_image=true ;;
      # For deploy.sh, which has built the image, and starts the instances itself.
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
      '' | -* | *[!a-z0-9_,-]*) usage ;;
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
  if [ -e "${journal}" ]; then
    say "an update was interrupted: going back first"
    undo
  fi
  modules=all
  if [ "$#" -gt 0 ]; then
    modules=$(printf '%s,' "$@")
    modules=${modules%,}
    # One argument each, also where deploy.sh has joined them with commas.
    IFS=,
    # shellcheck disable=SC2086
    set -- ${modules}
    unset IFS
  fi
  update "$@"
}

main "$@"
