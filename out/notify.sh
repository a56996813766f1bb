#!/bin/sh
# Tells the people of the site something, by mail and by the webhook of alerts in site.yaml. Run it as root.
#
#   notify.sh --test                                  send a test alarm, and say for each way whether it was taken
#   notify.sh [--severity WORD] [--duty WORD] TEXT    send a message: critical, warning (the default) or resolved; a duty such as backup
#   notify.sh --waiting                               send what nobody has taken yet, and what has waited for the end of the quiet hours
#   notify.sh --heartbeat                             call the address of alerts.heartbeat
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

usage() { wrong_usage "--test | [--severity critical|warning|resolved] [--duty WORD] TEXT | --waiting | --heartbeat"; }

# try_ways: a test goes out at once, and is not kept.
try_ways() {
  at=$(TZ="${site_timezone}" date '+%Y-%m-%d %H:%M %Z')
  status=0
  deliver warning test "[${site_name}] test: alarms reach you" "This is a test, sent at ${at}. Nothing is wrong: alarms of ${site_name} arrive here." || status=1
  printf '%s' "${ways}"
  [ "${status}" -eq 0 ] || stop "NOBODY WAS REACHED"
}

main() {
  severity=warning
  duty=notice
  action=tell
  while [ "$#" -gt 0 ]; do
    case $1 in
      --help)
        sed -n '2,/^[^#]/s/^# \{0,1\}//p' "${self}"
        return
        ;;
      --severity)
        case ${2-} in critical | warning | resolved) severity=$2 ;; *) usage ;; esac
        shift
        ;;
      --duty)
        case ${2-} in '' | *[!a-z-]* | -* | ????????????????????*) usage ;; *) duty=$2 ;; esac
        shift
        ;;
      --test | --waiting | --heartbeat) action=${1#--} ;;
      --)
        shift
        break
        ;;
      -*) usage ;;
      *) break ;;
    esac
    shift
  done
  need_root
  case ${action}:$# in
    test:0) try_ways ;;
    waiting:0) send_waiting ;;
    heartbeat:0) heartbeat ;;
    tell:1)
      [ -n "$1" ] || usage
      notify "${severity}" "${duty}" "$1"
      ;;
    *) usage ;;
  esac
}

main "$@"
