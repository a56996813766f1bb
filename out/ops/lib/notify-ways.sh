# shellcheck shell=sh
# The ways on which an alarm leaves this server: mail through a relay, and a webhook.

# plain: what standard input says, without anything that could mean something to mail, JSON or a terminal: printable ASCII in lines of a length
# that SMTP takes.
plain() { tr '\t' ' ' | tr -c '\n -~' '?' | cut -c 1-900 | head -n 200; }

# quoted: as the inside of a string in JSON, in one line.
quoted() { sed 's/[\\"]/\\&/g' | awk '{ printf "%s%s", (NR > 1 ? "\\n" : ""), $0 }'; }

# print_mail SUBJECT TEXT
print_mail() {
  random=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
  now=$(date -R)
  printf 'From: %s <%s>\nTo: <%s>\nSubject: %s\nDate: %s\nMessage-ID: <%s@%s>\n' \
    "${site_name}" "${site_alerts_relay_from}" "${site_alerts_mail}" "$1" "${now}" "${random}" "${site_superadmin_domain}"
  printf 'Auto-Submitted: auto-generated\nMIME-Version: 1.0\nContent-Type: text/plain; charset=us-ascii\n\n%s\n\n%s\n' \
    "$2" "-- sent by ${site_name} at ${site_superadmin_domain} (${site_directory}/out/RUNBOOK.md)"
}

# send_mail SUBJECT TEXT: whether the relay has taken it; ${said} is then why not. The password goes from its file to msmtp, through no argument and no variable.
send_mail() {
  command -v msmtp >/dev/null || {
    said="msmtp is not installed: prepare-host.sh installs it"
    return 1
  }
  subject=$1
  text=$2
  set -- --host="${site_alerts_relay_host}" --port="${site_alerts_relay_port}" --domain="${site_superadmin_domain}" --timeout=20 \
    --from="${site_alerts_relay_from}"
  case ${site_alerts_relay_security} in
    tls) set -- "$@" --tls=on --tls-starttls=off --tls-trust-file=system ;;
    starttls) set -- "$@" --tls=on --tls-starttls=on --tls-trust-file=system ;;
    *) set -- "$@" --tls=off ;;
  esac
  if [ -z "${site_alerts_relay_user}" ]; then
    set -- "$@" --auth=off
  else
    password_file="${out}/${site_secrets}/${site_alerts_secret}"
    [ -r "${password_file}" ] || {
      said="no readable file ${password_file}"
      return 1
    }
    # msmtp shows no password to a server without encryption, unless it is told how.
    method=on
    [ "${site_alerts_relay_security}" != none ] || method=plain
    # A shell that msmtp starts reads the variable.
    # shellcheck disable=SC2016
    set -- "$@" --auth="${method}" --user="${site_alerts_relay_user}" --passwordeval='cat -- "${NOTIFY_PASSWORD_FILE}"'
  fi
  said=$(print_mail "${subject}" "${text}" | NOTIFY_PASSWORD_FILE="${password_file-}" timeout 60 msmtp "$@" -- "${site_alerts_mail}" 2>&1)
}

# post ADDRESS SEVERITY DUTY TEXT: whether a webhook has taken it; ${said} is then why not. The address goes over standard input, as anyone who knows it can call
# it, and arguments are visible in the list of processes.
post() {
  text=$(printf '%s\n' "$4" | quoted)
  body=$(printf '{"text": "%s", "site": "%s", "severity": "%s", "duty": "%s"}\n' "${text}" "${site_name}" "$2" "$3" | quoted)
  call "$1" "header = \"Content-Type: application/json\"
data-binary = \"${body}\""
}

# call ADDRESS [SETTING]: a redirection is no answer: what was posted is not where it should be.
call() {
  said=$(
    curl --silent --show-error --max-time 20 --retry 1 --output /dev/null --write-out '%{http_code}' --config - 2>&1 <<CURL
url = "$1"
${2-}
CURL
  ) || return 1
  case ${said} in
    2??) ;;
    *)
      said="it answers ${said}"
      return 1
      ;;
  esac
}

# way STATUS TEXT: notes what became of one way.
way() {
  if [ "$1" -eq 0 ]; then
    reached=true
    ways="${ways}ok      $2
"
  else
    reason=$(printf '%s' "${said}" | tr '\n' ' ' | plain)
    ways="${ways}FAILED  $2: ${reason}
"
  fi
}

# deliver SEVERITY DUTY SUBJECT TEXT: on every way that the site has; whether it has left on one of them. ${ways} has a line for each.
deliver() {
  reached=false
  ways=''
  if [ -n "${site_alerts_relay_host}" ]; then
    status=0
    send_mail "$3" "$4" || status=$?
    way "${status}" "mail to ${site_alerts_mail} through ${site_alerts_relay_host}"
  fi
  if [ -n "${site_alerts_webhook}" ]; then
    status=0
    post "${site_alerts_webhook}" "$1" "$2" "$3
$4" || status=$?
    way "${status}" "the webhook of alerts"
  fi
  [ -n "${ways}" ] || ways="FAILED  there is neither a mail server nor a webhook: see alerts in site.yaml
"
  "${reached}"
}
