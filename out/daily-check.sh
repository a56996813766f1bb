#!/bin/sh
# Looks whether this server is in order, and tells the people of the site what is not: the firewall's rules, what somebody has changed (drift.sh),
# the ends of certificates, the age of the newest backup and restore test, an interrupted update, full disks. Run it as root.
#
#   daily-check.sh             look, tell, and send alarms that nobody has taken yet; schedule.sh has it run every morning
#   daily-check.sh --dry-run   look, and say it here alone
#
# It changes nothing but its own notes in /var/lib/NAME, and the file for the node exporter of Prometheus.
# Exit status: 0 all is well; 1 something is not, or nobody could be told; 64 wrong usage; 77 not root; 78 files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/lock.sh"
. "${out}/ops/lib/certificate.sh"
. "${out}/ops/lib/drill-newest.sh"
. "${out}/ops/lib/notify.sh"
. "${out}/ops/lib/daily-look.sh"
PATH=${PATH}:/usr/sbin:/sbin

drills="${state}/backup/drills"
criticals=''
warnings=''

# gauge NAME HELP: the head of a metric.
gauge() { printf '# HELP odoo_%s %s\n# TYPE odoo_%s gauge\n' "$1" "$2" "$1"; }

# value NAME VALUE HELP: a metric, if the value is known.
value() {
  [ -n "$2" ] || return 0
  gauge "$1" "$3"
  printf 'odoo_%s %s\n' "$1" "$2"
}

print_findings() {
  value firewall_in_force "${firewall_in_force}" "Whether the rules of the firewall are as site.yaml says."
  value egress_in_force "${egress_in_force}" "Whether the containers are kept away from this machine and its networks."
  value drift_findings "${drift_findings}" "How many differences there are between this server and the deployed folder."
  counted=$(printf '%s' "${criticals}${warnings}" | wc -l)
  value daily_check_findings "${counted}" "How many things the daily check has found."
  value daily_check_last_success_timestamp_seconds "${now}" "When the daily check last got to its end."
  [ -n "${certificates}" ] || return 0
  gauge certificate_not_after_timestamp_seconds "When a certificate ends."
  printf '%s' "${certificates}" | awk '{ printf "odoo_certificate_not_after_timestamp_seconds{certificate=\"%s\"} %s\n", $1, $2 }'
}

# write_metrics FILE: in one step; others may read it.
write_metrics() { print_findings >"$1.new" && chmod 0644 -- "$1.new" && mv -fT -- "$1.new" "$1"; }

# tell_all: what is wrong, in one message for each severity; and once that all is well again.
tell_all() {
  status=0
  note="${state}/daily-check-found"
  if [ -n "${criticals}" ]; then notify critical daily-check "this server needs you:
${criticals}" || status=1; fi
  if [ -n "${warnings}" ]; then notify warning daily-check "this server is not in order:
${warnings}" || status=1; fi
  if [ -n "${criticals}${warnings}" ]; then
    : >"${note}"
  elif [ -e "${note}" ]; then
    notify resolved daily-check "everything is in order again" || status=1
    rm -f -- "${note}"
  fi
  send_waiting || status=1
  return "${status}"
}

main() {
  case $* in
    '') ;;
    --dry-run) dry_run=true ;;
    *) usage ;;
  esac
  need_root
  cd -- "${out}"
  work=$(mktemp -d "/run/${site_name}-daily-check.XXXXXX")
  trap 'rm -rf -- "${work:?}"' EXIT
  trap 'exit 1' HUP INT TERM
  now=$(date +%s)
  look_at_rules
  look_at_drift
  look_at_certificates
  look_at_backups
  look_at_update
  look_at_disks
  if "${dry_run}"; then
    [ -z "${criticals}${warnings}" ] || exit 1
    return
  fi
  mkdir -p -- "${state}"
  chmod 0700 -- "${state}"
  folder=/var/lib/prometheus/node-exporter
  if [ -d "${folder}" ]; then write_metrics "${folder}/${site_name}-daily.prom" || say "${folder} cannot be written to"; fi
  tell_all || exit 1
  [ -z "${criticals}${warnings}" ] || exit 1
  line "all is well"
}

main "$@"
