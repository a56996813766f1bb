#!/bin/sh
# Manages the tenants. Run it as root, from anywhere.
#
#   tenants.sh create NAME [OPTION]...       create a tenant; prints its administrator's password, only this once
#     --modules M,N --language de_DE --country DE   instead of what odoo.tenants of site.yaml says
#     --email ADDRESS                               of its administrator
#     --json                                        print name, database, address, login and password as JSON
#   tenants.sh list                          the tenants, their state and their size
#   tenants.sh remove NAME --backup FOLDER   save a tenant as files in a folder, then remove it
#   tenants.sh rebase                        after a change of domains.tenants: give every tenant its new address
#   tenants.sh --dry-run ...                 say what would be done, and change nothing
#
# A tenant is a database and its files. Both are created under a name that nobody can guess and no host leads to, in a database that
# Odoo's role cannot connect to, because a new one has the login admin and the password admin. Only when everything is done are they
# renamed and opened to Odoo: nobody sees an incomplete tenant, or one whose password is not set. If a run was interrupted, run it again.
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
. "${out}/ops/lib/fill.sh"
. "${out}/ops/lib/extensions.sh"
. "${out}/ops/lib/dump-needs.sh"
. "${out}/ops/lib/dump.sh"
. "${out}/ops/lib/code.sh"
. "${out}/ops/lib/restore-sql.sh"
. "${out}/ops/lib/update-copies.sh"
. "${out}/ops/lib/update-page.sh"
. "${out}/ops/lib/tenant-name.sh"
. "${out}/ops/lib/tenant-options.sh"
. "${out}/ops/lib/tenant-create.sh"
. "${out}/ops/lib/tenant-list.sh"
. "${out}/ops/lib/tenant-remove.sh"
. "${out}/ops/lib/monitoring-targets.sh"

# Of the last update, and of one that is unfinished.
records="${state}/last-update ${state}/update"

main() {
  for argument in "$@"; do
    shift
    case ${argument} in
      --dry-run) dry_run=true ;;
      *) set -- "$@" "${argument}" ;;
    esac
  done
  here=$(pwd)
  cd -- "${out}"
  case "$#:${1-}" in
    [2-9]:create | 1[01]:create)
      tenant=$2
      check_name "${tenant}"
      shift 2
      read_options "$@"
      set -- create
      ;;
    1:list | 1:rebase) ;;
    4:remove)
      tenant=$2
      check_name "${tenant}"
      [ "$3" = --backup ] || usage
      case $4 in
        /*) folder=$4 ;;
        '' | -*) usage ;;
        *) folder=${here}/$4 ;;
      esac
      ;;
    *) usage ;;
  esac
  need_root
  if [ "$1" = list ]; then
    list
    return
  fi
  "${dry_run}" || take_lock
  case $1 in
    create) create ;;
    rebase) rebase ;;
    *) remove ;;
  esac
  "${dry_run}" || targets || true
}

main "$@"
