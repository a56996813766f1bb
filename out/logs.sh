#!/bin/sh
# Finds lines in all logs of the site: nginx, Odoo, PostgreSQL. Prints them in the order of their times, each with its source in front.
#
#   logs.sh [--tenant TENANT | --host HOST] [--service SERVICE] [--errors] [--since TIME]
#
#   --tenant TENANT    those of one tenant: requests for its host, and lines of Odoo and PostgreSQL with its database
#   --host HOST        the same by the name of the site, such as the superadmin's
#   --service SERVICE  those of one source: nginx, or a service of docker-compose.yml
#   --errors           only errors: status 500 and above, ERROR and CRITICAL of Odoo, ERROR, FATAL and PANIC of PostgreSQL
#   --since TIME       since then: 90s, 15m, 6h or 2d ago, or a time that date(1) reads; an hour if it is not given
#
# What a client has sent is in these lines: characters that could control a terminal are printed as ?. Members of the group adm can run it.
# Exit status: 0 done, also if there is no line; 64 wrong usage; 78 files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/tenant-name.sh"
. "${out}/ops/lib/logs-find.sh"

main() {
  host=''
  database=''
  service=''
  errors=false
  since=1h
  while [ "$#" -gt 0 ]; do
    case $1 in
      --errors) errors=true ;;
      --tenant | --host | --service | --since)
        [ -n "${2-}" ] || usage
        take "${1#--}" "$2"
        shift
        ;;
      *) usage ;;
    esac
    shift
  done
  seconds=$(seconds_of "${since}") || usage
  find_lines
}

# take OPTION VALUE
take() {
  case $1 in
    tenant)
      [ -z "${host}" ] || usage
      check_name "$2"
      host="$2.${site_tenants_domain}"
      database="$2_db"
      ;;
    host)
      case ${host}$2 in '' | *[!a-z0-9.-]*) usage ;; *) ;; esac
      host=$2
      database=$(database_of "${host}")
      ;;
    service)
      case $2 in nginx | "${site_tenants_service}" | "${site_superadmin_service}" | "${site_tenants_server}" | "${site_superadmin_server}") ;; *) usage ;; esac
      service=$2
      ;;
    *) since=$2 ;;
  esac
}

main "$@"
exit
