# shellcheck shell=sh
# What daily-check.sh looks at. Each function notes what is wrong.

# wrong SEVERITY DUTY TEXT
wrong() {
  text=$(printf '%s' "$3" | plain)
  case $1 in
    critical) criticals="${criticals}- $2: ${text}
" ;;
    *) warnings="${warnings}- $2: ${text}
" ;;
  esac
  line "$1: $2: ${text}"
}

# first_lines TEXT: what fits into an alarm.
first_lines() {
  printf '%s\n' "$1" | awk 'NF && n++ < 5 { printf "%s%s", (n > 1 ? "; " : ""), $0 } END { if (n > 5) printf "; and %d more", n - 5 }'
}

# in_force DUTY SCRIPT WHAT: whether a script's own --check finds nothing; ${is_in_force} is then 1, else 0.
in_force() {
  is_in_force=1
  said=$("$2" --check 2>&1) && return 0
  is_in_force=0
  said=$(first_lines "${said}")
  wrong critical "$1" "$3 not in force: ${said}"
}

look_at_rules() {
  in_force firewall ./ufw.sh "the firewall's rules are"
  firewall_in_force=${is_in_force}
  in_force egress ./egress.sh "what keeps the containers away from this machine is"
  egress_in_force=${is_in_force}
}

# look_at_drift: without the firewall, which was looked at.
look_at_drift() {
  drift_findings=''
  said=$(./drift.sh --format json 2>&1) || true
  if ! counted=$(printf '%s\n' "${said}" | jq -e '.findings | length' 2>/dev/null); then
    said=$(first_lines "${said}")
    wrong warning drift "drift.sh ends without a result: ${said}"
    return 0
  fi
  drift_findings=${counted}
  said=$(printf '%s\n' "${said}" | jq -r '
    (.findings[] | select(.part != "firewall" and .part != "egress") | "\(.part): \(.subject): \(.message)"),
    (.unknown[] | "\(.part) could not be looked at: \(.message)")')
  [ -n "${said}" ] || return 0
  said=$(first_lines "${said}")
  wrong warning drift "this server is not as this folder says: ${said}"
}

# days_of TIME: how many days are left until then.
days_of() { line "$((($1 - now) / 86400))"; }

# time_of FILE OPTION: when a certificate begins (-startdate) or ends (-enddate), in seconds.
time_of() {
  found=$(openssl x509 -in "$1" -noout "$2" 2>/dev/null) && date -d "${found#*=}" +%s
}

# look_at_certificate SIDE FILE LIST: the file, and what nginx shows.
look_at_certificate() {
  if ! ends=$(time_of "$2" -enddate) || ! starts=$(time_of "$2" -startdate); then
    wrong critical certificates "$2 is missing, or no certificate"
    return 0
  fi
  certificates="${certificates}$1 ${ends}
"
  # One that lives for 90 days is renewed 30 days before its end, a shorter one later: a week and a half after that something is wrong.
  limit=$(((ends - starts) * 7 / 2592000))
  [ "${limit}" -le 21 ] || limit=21
  left=$(days_of "${ends}")
  if [ "${left}" -lt 3 ]; then
    wrong critical certificates "$2 ends in ${left} days"
  elif [ "${left}" -lt "${limit}" ]; then
    wrong warning certificates "$2 ends in ${left} days: it is not being renewed"
  fi
  main_name=''
  each keep_first "$3"
  shown=$(served "${main_name}")
  fingerprint=$(openssl x509 -in "$2" -noout -fingerprint -sha256 2>/dev/null) || fingerprint=''
  if [ -z "${shown}" ]; then
    wrong critical certificates "nginx shows no certificate for ${main_name}"
  elif [ "${shown}" != "${fingerprint}" ]; then
    wrong warning certificates "nginx shows another certificate for ${main_name} than $2: nginx -s reload"
  fi
}

look_at_certificates() {
  certificates=''
  look_at_certificate superadmin "${site_superadmin_certificate}" site_superadmin_names
  look_at_certificate tenants "${site_tenants_certificate}" site_tenants_names
}

# age_of TIME DAYS: in words, if it is older than so many days and two hours; not 0 if it is not.
age_of() {
  age=$((now - $1))
  [ "${age}" -gt "$(($2 * 86400 + 7200))" ] && line "$((age / 3600)) hours"
}

# look_at_backups: nothing is said of a server on which nothing was deployed for so long.
look_at_backups() {
  since=$(stat -c %Y -- "${state}/deployed" 2>/dev/null) || since=${now}
  newest=$(cat -- "${state}/backup/last-success" 2>/dev/null) || newest=''
  if old=$(age_of "${newest:-${since}}" "${site_backup_days}"); then
    wrong critical backup "the newest good backup is ${newest:+${old} old}${newest:-missing}"
  fi
  restored=$(newest_success)
  if old=$(age_of "${restored:-${since}}" "$((site_backup_restore_days + 1))"); then
    wrong warning drill "the newest good restore test is ${restored:+${old} old}${restored:-missing}"
  fi
}

look_at_update() {
  [ ! -e "${state}/update" ] || wrong warning update "an update was interrupted: run update.sh to go on, or update.sh --undo"
}

# fullness WHAT MOUNT PER-CENT
fullness() {
  free=$((100 - $3))
  if [ "${free}" -lt 3 ]; then
    wrong critical disk "$2 has ${free} % of its $1 left"
  elif [ "${free}" -lt 5 ]; then
    wrong warning disk "$2 has ${free} % of its $1 left"
  fi
}

# places: the folders that fill up.
places() {
  printf '%s\n' / /var /tmp "${site_directory}" /var/lib/docker
  case ${site_backup_repository} in /*) line "${site_backup_repository}" ;; *) ;; esac
}

look_at_disks() {
  places | while IFS= read -r place; do
    [ ! -d "${place}" ] || df --output=target,pcent,ipcent -- "${place}" | tail -n 1
  done | sort -u | sed 's/%//g' >"${work}/disks"
  while read -r mount space inodes; do
    case ${space} in '' | *[!0-9]*) ;; *) fullness space "${mount}" "${space}" ;; esac
    case ${inodes} in '' | *[!0-9]*) ;; *) fullness inodes "${mount}" "${inodes}" ;; esac
  done <"${work}/disks"
}
