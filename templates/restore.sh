{#
format: sh
mode: 0755

Restores one database from its dump, for the procedures in RUNBOOK.md. A dump's statements must not run as the superuser, and Odoo must
not connect before the restore is complete.
#}
#!/bin/sh
# Restores a database from a dump. Run it as root, from anywhere.
#
#   restore.sh SERVER DATABASE FILE          SERVER is a PostgreSQL service of docker-compose.yml; FILE is a dump of backup.sh or
#                                            tenants.sh
#   restore.sh --copy SERVER DATABASE FILE   the same as a copy beside the original: it is neutralized, so that it sends nothing to
#                                            anybody, and gets the address of its own name, an identity and a secret of its own
#   restore.sh --dry-run ...                 say what would be done, and change nothing
#
# The database must not exist yet, or must be empty. It is restored under a name that nobody can guess, closed to Odoo, and renamed
# when it is complete. Its files are restored separately, as RUNBOOK.md says.
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
. "${out}/ops/lib/refill.sh"

usage() { wrong_usage "[--dry-run] [--copy] SERVER DATABASE FILE"; }

# If a restore ends before the database is complete, for whatever reason, all of it is removed.
abandon() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  drop_database "${at}" "${new}" || say "the remains of ${new} could not be removed: run this again"
  say "${target} was not restored"
  [ "${status}" -ne 0 ] || status=1
  exit "${status}"
}

# is_empty: whether the existing database contains no tables of Odoo.
is_empty() {
  filled=$(
    query "${at}" "${target}" <<'SQL'
SELECT to_regclass('public.ir_module_module') IS NOT NULL
SQL
  ) || return 1
  [ "${filled}" = f ]
}

# neutralize: a copy sends no mail, makes no payment and runs no scheduled job; its links lead to itself; and it has another database.uuid,
# by which Odoo's services know a database, and another database.secret, which signs links, as Odoo's own copies have (service/db.py).
neutralize() {
  run_inside "${at}" "${instance}" odoo neutralize -d "${new}" </dev/null &&
    run_inside "${at}" "${instance}" odoo shell -d "${new}" --no-http <<PYTHON || return 1
env["ir.config_parameter"].init(force=True)
env["ir.config_parameter"].set_param("web.base.url", "https://${target%_db}.${site_tenants_domain}")
env.cr.commit()
PYTHON
  hand_over "${at}" "${new}"
}

restore() {
  trap abandon EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  discard_unfinished "${at}" "${instance}" || exit 1
  make_database "${at}" "${new}" || exit 1
  say "restoring ${target}"
  refill "${at}" "${new}" "${file}" || exit 1
  if "${copy}"; then neutralize || exit 1; fi
  trap '' HUP INT TERM
  aside=$(prefixed bad "${target}")
  drop_database "${at}" "${aside}" || exit 1
  rename_database "${at}" "${new}" "${target}" "${aside}" || exit 1
  trap - EXIT
  drop_database "${at}" "${aside}" || say "the remains of ${aside} could not be removed"
  printf 'restored %s\n' "${target}"
}

main() {
  copy=false
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --copy) copy=true ;;
      *) break ;;
    esac
    shift
  done
  [ "$#" -eq 3 ] || usage
  at=$1
  target=$2
  case ${at} in
    "${site_tenants_server}") instance=${site_tenants_service} ;;
    "${site_superadmin_server}")
      instance=${site_superadmin_service}
      ! "${copy}" || usage
      ;;
    *) usage ;;
  esac
  case ${target} in
    [!A-Za-z0-9]* | *[!A-Za-z0-9._-]* | postgres | template*) usage ;;
    *) ;;
  esac
  case $3 in
    /*) file=$3 ;;
    '' | -*) usage ;;
    *) file=$(pwd)/$3 ;;
  esac
  cd -- "${out}"
  need_root
  [ -s "${file}" ] || stop "${file} is missing or empty"
  "${dry_run}" || take_lock
  if exists "${at}" "${target}" && ! is_empty; then
    stop "the database ${target} already exists, and is not empty"
  fi
  new=$(random_digits)
  new=new_${new}
  if "${dry_run}"; then
    printf '%s\n' "make a database that is closed to Odoo" "restore ${file} into it, as Odoo's role"
    if "${copy}"; then printf '%s\n' "neutralize it, and set its address"; fi
    printf '%s\n' "rename it to ${target}, and open it"
    return
  fi
  restore
}

main "$@"
