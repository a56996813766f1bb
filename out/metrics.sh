#!/bin/sh
# Measures what no exporter knows, for Prometheus: tenants, sizes, scheduled jobs, outgoing mail, containers. Run it as root.
#
#   metrics.sh           jobs, mail and containers, into NAME-metrics.prom in the folder of the node exporter's text files
#   metrics.sh --sizes   the sizes of databases and of their files, into NAME-sizes.prom
#   metrics.sh --print | --dry-run
#                        one of these, on standard output instead of into the file; no file is changed
#
# One database is asked at a time, by one connection of Odoo's role to each server: five seconds for a statement, and four minutes for a
# server. A database that does not answer is counted, and the others are asked. Files are replaced in one step.
# Exit status: 0 done, or another one is running; 1 a database server did not answer; 64 wrong usage; 77 not root; 78 files of this folder
# are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/sql.sh"
. "${out}/ops/lib/metrics-databases.sh"
. "${out}/ops/lib/metrics-print.sh"
. "${out}/ops/lib/monitoring-targets.sh"

# Where the names are that mtail may make series of.
names_file="/run/${site_name}-names"
state="/var/lib/${site_name}"

main() {
  task=metrics
  prints=false
  for argument in "$@"; do
    case ${argument} in
      --sizes) task=sizes ;;
      --print | --dry-run) prints=true ;;
      *) usage ;;
    esac
  done
  cd -- "${out}"
  need_root
  "${prints}" || begin_writing
  work=$(mktemp -d)
  trap 'rm -rf -- "${work}"' EXIT
  trap 'exit 1' HUP INT TERM
  began=$(date +%s)
  status=0
  if [ "${task}" = sizes ]; then measure_sizes; else measure; fi
  if "${prints}"; then
    cat -- "${work}/text"
  else
    file=$(metrics_file "${task}")
    replace "${file}" <"${work}/text"
  fi
  if [ "${task}" = metrics ] && ! "${prints}"; then targets || status=1; fi
  return "${status}"
}

# begin_writing: one run at a time.
begin_writing() {
  exec 8>"/run/${site_name}-${task}.lock"
  flock -n 8 || {
    say "another one is running"
    exit 0
  }
  mkdir -p -- "${state}"
  chmod 0700 -- "${state}"
}

measure() {
  for server in "${site_tenants_server}" "${site_superadmin_server}"; do
    if list_databases "${server}"; then
      ask_databases "${server}" 8>&-
    else
      say "the database server ${server} does not answer"
      status=1
    fi
  done
  list_containers
  if [ "${status}" -eq 0 ] && ! "${prints}"; then
    write_names
    date +%s | replace "${state}/metrics-success"
  fi
  print_metrics >"${work}/text"
}

measure_sizes() {
  for server in "${site_tenants_server}" "${site_superadmin_server}"; do
    if ! list_sizes "${server}"; then
      say "the database server ${server} does not answer"
      status=1
    fi
  done
  list_files "${site_tenants_server}" "${site_tenants_service}" "${site_tenants_volume}"
  list_files "${site_superadmin_server}" "${site_superadmin_service}" "${site_superadmin_volume}"
  print_sizes >"${work}/text"
}

main "$@"
exit
