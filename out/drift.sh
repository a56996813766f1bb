#!/bin/sh
# Compares this server with this folder: containers, nginx, firewall, crontab, certificates, secrets, add-ons and the folder itself. Run it
# as root; it changes nothing.
#
#   drift.sh                 one line for each difference, and the counts; also with --format text
#   drift.sh --format json   the same as one JSON object, for programs
#   drift.sh --plan [REVISION]
#                            what a deployment of this folder would do; REVISION is how its commands name it
#
# A difference is of one of three kinds: "changed there", if somebody has changed something on this server; "never applied", if this folder
# says something that is not in force yet; "foreign", if gen knows nothing of it. Each line ends with what a deployment does to it,
# and with (lost) if somebody's change is lost by that. Of secrets it looks whether they are there, never what they are.
# Exit status: 0 no difference; 1 there are some; 2 something could not be looked at; 64 wrong usage; 77 not root; 78 files of this folder
# are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/known.sh"
. "${out}/ops/lib/git.sh"
. "${out}/ops/lib/code.sh"
. "${out}/ops/lib/networks.sh"
. "${out}/ops/lib/containers.sh"
. "${out}/ops/lib/firewall.sh"
. "${out}/ops/lib/nginx-files.sh"
. "${out}/ops/lib/nginx-process.sh"
. "${out}/ops/lib/certificate.sh"
. "${out}/ops/lib/renewal.sh"
. "${out}/ops/lib/drift-report.sh"
. "${out}/ops/lib/schedule-units.sh"
. "${out}/ops/lib/drift-files.sh"
. "${out}/ops/lib/drift-containers.sh"
. "${out}/ops/lib/drift-nginx.sh"
. "${out}/ops/lib/drift-firewall.sh"
. "${out}/ops/lib/drift-certificates.sh"
. "${out}/ops/lib/plan.sh"
PATH=${PATH}:/usr/sbin:/sbin
# git would otherwise write down what it has found out about the files.
export GIT_OPTIONAL_LOCKS=0

look() {
  here=$(digest <SHA256SUMS)
  deployed=''
  [ ! -e "${state}/deployed-sums" ] || deployed=$(digest <"${state}/deployed-sums")
  deployed_commit=$(cat -- "${state}/deployed" 2>/dev/null) || deployed_commit=''
  # Of something that is not there: if this folder was deployed, it was there then.
  kind_here=unapplied
  [ "${deployed}" != "${here}" ] || kind_here=changed
  look_at_folder
  look_at_code
  look_at_secrets
  look_at_containers
  look_by egress ./egress.sh
  if "${site_has_relay}"; then look_by mail ./mail/install.sh; fi
  look_at_nginx
  look_at_firewall
  look_at_certificates
  look_at_crontab
}

main() {
  form=text
  case "$#:${1-}:${2-}" in
    0:: | 2:--format:text) ;;
    2:--format:json) form=json ;;
    1:--plan: | 2:--plan:[!-]*) form=plan ;;
    *) usage ;;
  esac
  need_root
  command -v jq >/dev/null || stop "jq is not installed: prepare-host.sh installs it" 2
  cd -- "${out}"
  look
  case ${form} in
    json) print_json ;;
    plan) print_plan "${2:-${site_revision:-REVISION}}" ;;
    *) print_text ;;
  esac
  [ -z "${unknowns}" ] || exit 2
  [ -z "${findings}" ] || [ "${form}" = plan ] || exit 1
}

main "$@"
