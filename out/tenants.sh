#!/bin/sh
# Manages the tenants. Run it as root, from anywhere.
#
#   tenants.sh create NAME                   create a tenant; prints its administrator's password, only this once
#   tenants.sh list                          the tenants, their state and their size
#   tenants.sh remove NAME --backup FOLDER   save a tenant as two files in a folder, then remove it
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
. "${out}/ops/lib/dump.sh"
. "${out}/ops/lib/tenant-create.sh"
. "${out}/ops/lib/tenant-list.sh"
. "${out}/ops/lib/tenant-remove.sh"

language=${site_tenants_language:-en_US}

usage() { wrong_usage "[--dry-run] create NAME | list | remove NAME --backup FOLDER"; }

# check_name NAME: refuses a name that a host or a database cannot have.
check_name() {
  case $1 in
    '' | *[!a-z0-9-]* | -* | *-) stop "$1 is not a tenant's name: write lower-case letters, digits and inner hyphens" 64 ;;
    www) stop "www is reserved: Odoo strips it from every host name" 64 ;;
    *) ;;
  esac
  cut=$(printf '%.60s' "$1")
  [ "${cut}" = "$1" ] || stop "$1 is longer than 60 bytes, the limit for a database's name" 64
  [ "$1.${site_tenants_domain}" != "${site_superadmin_domain}" ] || stop "$1 is reserved: that host belongs to the superadmin" 64
}

main() {
  if [ "${1-}" = --dry-run ]; then
    dry_run=true
    shift
  fi
  here=$(pwd)
  cd -- "${out}"
  case "$#:${1-}" in
    2:create)
      tenant=$2
      check_name "${tenant}"
      ;;
    1:list) ;;
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
  if [ "$1" = create ]; then
    create
  else
    remove
  fi
}

main "$@"
