# shellcheck shell=sh
# The notifier: tells people what happens on this server.
#
# An alarm that nobody has taken is kept in /var/lib/NAME/notify, and tried again with the next one, and every quarter of an hour (notify.sh --waiting).
. "${out:?}/ops/lib/notify-ways.sh"

spool="/var/lib/${site_name}/notify"

# is_quiet: whether warnings wait now.
is_quiet() {
  [ -n "${site_quiet_from}" ] || return 1
  hour=$(TZ="${site_timezone}" date +%H%M)
  from="${site_quiet_from%:*}${site_quiet_from#*:}"
  to="${site_quiet_to%:*}${site_quiet_to#*:}"
  if [ "${from}" -lt "${to}" ]; then
    [ "${hour}" -ge "${from}" ] && [ "${hour}" -lt "${to}" ]
  else
    [ "${hour}" -ge "${from}" ] || [ "${hour}" -lt "${to}" ]
  fi
}

# keep SEVERITY DUTY TEXT: writes an alarm down, and prints where. Of more than 500, the oldest are gone.
keep() {
  {
    mkdir -p -- "${spool}" && chmod 0700 -- "${spool%/*}" "${spool}" && moment=$(date +%s) &&
      written=$(mktemp -- "${spool}/new.XXXXXXXX") && printf '%s\n' "$3" >"${written}" &&
      kept_file="${spool}/${moment}-$1-$2${written#"${spool}/new"}" && mv -T -- "${written}" "${kept_file}" && line "${kept_file}"
  } 2>/dev/null || return 1
  find "${spool}" -type f -name '[0-9]*' | sort -r | tail -n +501 | while IFS= read -r old; do rm -f -- "${old}"; done
}

# entry_of FILE: what was kept, as a part of a longer letter.
entry_of() {
  named=${1##*/}
  when=${named%%-*}
  named=${named#*-}
  what=${named%.*}
  when=$(TZ="${site_timezone}" date -d "@${when}" '+%Y-%m-%d %H:%M %Z')
  printf '%s: %s: ' "${when}" "${what%%-*} ${what#*-}"
  cat -- "$1"
  printf '\n'
}

# send_kept: sends what was kept, all of it in one letter; in quiet hours critical alarms alone. Whether nothing is left that could be sent.
send_kept() {
  names='[0-9]*'
  if is_quiet; then names='[0-9]*-critical-*'; fi
  while :; do
    list=$(find "${spool}" -type f -name "${names}" 2>/dev/null | sort | head -n 50)
    [ -n "${list}" ] || return 0
    severity=warning
    case ${list} in *-critical-*) severity=critical ;; *) ;; esac
    count=$(printf '%s\n' "${list}" | wc -l)
    text=$(printf '%s\n' "${list}" | while IFS= read -r file; do entry_of "${file}"; done | head -c 60000)
    deliver "${severity}" several "[${site_name}] ${severity}: ${count} earlier messages" "These messages have waited:

${text}" || return 1
    printf '%s\n' "${list}" | while IFS= read -r file; do rm -f -- "${file}"; done
  done
}

# failures_of_ways: says which way did not work.
failures_of_ways() {
  printf '%s' "${ways}" | sed -n 's/^FAILED  //p' | while IFS= read -r failure; do say "the alarm was not taken: ${failure}"; done
}

# notify SEVERITY DUTY MESSAGE: SEVERITY is critical, warning or resolved; DUTY a word, such as backup. Whether somebody was reached, or will be when the quiet hours end.
notify() {
  # In a shell of its own: it changes no variable of its caller's, and the lock ends with it.
  (
    message=$(printf '%s' "$3" | plain)
    first=$(printf '%s\n' "${message}" | head -n 1 | cut -c 1-160)
    kept=$(keep "$1" "$2" "${message}") || {
      kept=''
      say "${spool} cannot be written to: an alarm that nobody takes now is lost"
    }
    if [ "$1" != critical ] && [ -n "${kept}" ] && is_quiet; then
      say "quiet hours: this is sent at ${site_quiet_to}: $2: ${first}"
      exit 0
    fi
    if [ -n "${kept}" ]; then
      exec 5>"${spool}/lock"
      flock -w 120 5 || stop "another alarm is being sent for two minutes: this one is sent with the next: $2: ${first}"
      # Whoever had the lock may have sent it.
      [ -e "${kept}" ] || exit 0
    fi
    if ! deliver "$1" "$2" "[${site_name}] $1: $2: ${first}" "${message}"; then
      failures_of_ways
      stop "NOBODY WAS REACHED: $1: $2: ${first}"
    fi
    failures_of_ways
    [ -z "${kept}" ] || rm -f -- "${kept}"
    send_kept || true
  ) </dev/null
}

# send_waiting: what --waiting and daily-check.sh do.
send_waiting() {
  [ -d "${spool}" ] || return 0
  (
    exec 5>"${spool}/lock"
    flock -n 5 || exit 0
    send_kept && exit 0
    failures_of_ways
    exit 1
  ) </dev/null
}

# heartbeat: says to somebody outside that all is well.
heartbeat() {
  [ -n "${site_alerts_heartbeat}" ] || return 0
  call "${site_alerts_heartbeat}" && return 0
  said=$(printf '%s' "${said}" | tr '\n' ' ' | plain)
  say "the heartbeat was not taken: ${said}"
  return 1
}
