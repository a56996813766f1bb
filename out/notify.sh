#!/bin/sh
# Tells the people of the site something, by mail and by the webhook of alerts in site.yaml. Run it as root.
#
#   notify.sh --test                                  send a test alarm, and say for each way whether it was taken
#   notify.sh [--severity WORD] [--duty WORD] TEXT    send a message: critical, warning (the default) or resolved; a duty such as backup
#   notify.sh --waiting                               send what nobody has taken yet, and what has waited for the end of the quiet hours
#   notify.sh --heartbeat                             call the address of alerts.heartbeat
#   notify.sh --dry-run ...                           say who would be told, and of what; send nothing
#
# A message that nobody takes is kept, and sent later. In quiet hours warnings wait; critical messages and tests do not.
# Exit status: 0 somebody was reached, or will be when the quiet hours end; 1 nobody; 64 wrong usage; 77 not root; 78 files of this folder are
# missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/notify.sh"

# try_ways: a test goes out at once, and is not kept.
try_ways() {
  at=$(TZ="${site_timezone}" date '+%Y-%m-%d %H:%M %Z')
  status=0
  deliver warning test "[${site_name}] test: alarms reach you" "This is a test, sent at ${at}. Nothing is wrong: alarms of ${site_name} arrive here." || status=1
  printf '%s' "${ways}"
  [ "${status}" -eq 0 ] || stop "NOBODY WAS REACHED"
}

# would ACTION [TEXT]: what a dry run says.
would() {
  case $1 in
    waiting)
      waiting=$(find "${spool}" -type f -name '[0-9]*' 2>/dev/null | wc -l)
      line "send ${waiting} messages that have waited"
      ;;
    heartbeat)
      [ -z "${site_alerts_heartbeat}" ] || line "call the address of alerts.heartbeat"
      return
      ;;
    *) line "send: ${2-a test alarm}" ;;
  esac
  [ -z "${site_alerts_relay_host}" ] || line "by mail to ${site_alerts_mail} through ${site_alerts_relay_host}"
  [ -z "${site_alerts_webhook}" ] || line "by the webhook of alerts"
}

main() {
  severity=warning
  duty=notice
  action=tell
  while [ "$#" -gt 0 ]; do
    case $1 in
      --severity)
        case ${2-} in critical | warning | resolved) severity=$2 ;; *) usage ;; esac
        shift
        ;;
      --duty)
        case ${2-} in '' | *[!a-z-]* | -* | ????????????????????*) usage ;; *) duty=$2 ;; esac
        shift
        ;;
      --test | --waiting | --heartbeat) action=${1#--} ;;
      --dry-run) dry_run=true ;;
      --)
        shift
        break
        ;;
      -*) usage ;;
      *) break ;;
    esac
    shift
  done
  case ${action}:$# in
    test:0 | waiting:0 | heartbeat:0) ;;
    tell:1) [ -n "$1" ] || usage ;;
    *) usage ;;
  esac
  need_root
  if "${dry_run}"; then
    would "${action}" "$@"
    return
  fi
  case ${action} in
    test) try_ways ;;
    waiting) send_waiting ;;
    heartbeat) heartbeat ;;
    *) notify "${severity}" "${duty}" "$1" ;;
  esac
}

main "$@"
