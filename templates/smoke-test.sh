{#
format: sh
mode: 0755

What a visitor would see, asked for from the server itself: the names need not be in DNS yet.
#}
#!/bin/sh
# Tests {{ name }} from outside. Run it as root on the server; every request goes to this machine, whatever DNS says.
#
#   smoke-test.sh                  everything; a tenant is made for it, and removed again
#   smoke-test.sh --without-tenant only what needs no tenant: takes a few seconds
#   smoke-test.sh --cacert FILE    believe the certificate authorities in a file, for certificates that the system does not know
#   smoke-test.sh --dry-run        say what would be tested, and do nothing
#
# Prints one line for each point. Ends with 0 when all hold, and with 1 when one does not; 64 is a wrong command line, and 77
# means: not root. The variable SSL_CERT_FILE does the same as --cacert.
{% include "_scripts/begin.sh" %}

superadmin_host="{{ domains.superadmin }}"
domain="{{ domains.tenants }}"
# Which tenant is for the test, so that one that a killed run has left is removed by the next.
note="/var/lib/{{ name }}/smoke-tenant"
# A certificate that is renewed is renewed 30 days before its end.
days=14
failures=0

usage() {
  printf 'usage: smoke-test.sh [--dry-run] [--without-tenant] [--cacert FILE]\n' >&2
  exit 64
}

# point STATUS WHAT [DETAIL]: tells how one point went.
point() {
  if [ "$1" -eq 0 ]; then
    printf 'ok      %s\n' "$2"
  else
    printf 'FAILED  %s%s\n' "$2" "${3:+: $3}"
    failures=$((failures + 1))
  fi
}

# ask URL [OPTION]...: asks this machine, and prints the status; 000 is no answer.
ask() {
  url=$1
  shift
  curl --silent --output /dev/null --write-out '%{http_code}' --max-time 60 --connect-to "::127.0.0.1:" "$@" "${url}" || true
}

# answers WANTED URL [OPTION]...: WANTED is a pattern for the status.
answers() {
  wanted=$1
  url=$2
  shift 2
  if "${dry_run}"; then
    printf '%s\n' "${url}: ${wanted}"
    return
  fi
  got=$(ask "${url}" "$@")
  # The pattern is meant to be one.
  # shellcheck disable=SC2254
  case ${got} in
    ${wanted}) point 0 "${url} answers ${got}" ;;
    *) point 1 "${url} answers ${wanted}" "${got}" ;;
  esac
}

# certificate HOST: its chain, its name and its end.
certificate() {
  if "${dry_run}"; then
    printf '%s\n' "the certificate of $1: trusted, for this name, and good for ${days} days more"
    return
  fi
  status=0
  # In braces, for a script that stops at errors would stop at the last of the two.
  {
    seen=$(openssl s_client -connect 127.0.0.1:443 -servername "$1" -verify_return_error -verify_hostname "$1" </dev/null 2>&1) &&
      printf '%s\n' "${seen}" | openssl x509 -noout -checkend "$((days * 86400))" >/dev/null
  } || status=$?
  reason=$(printf '%s\n' "${seen}" | sed -n 's/^verify error://p' | head -n 1)
  point "${status}" "the certificate of $1 is trusted, and good for ${days} days more" "${reason:-it ends before that}"
}

# refused HOST: no certificate is shown to whoever asks for another name.
refused() {
  if "${dry_run}"; then
    printf '%s\n' "https://$1/: refused during the handshake"
    return
  fi
  status=0
  curl --silent --insecure --output /dev/null --max-time 20 --connect-to "::127.0.0.1:" "https://$1/" || status=$?
  # 35: the handshake failed.
  case ${status} in
    35) point 0 "https://$1/ is refused during the handshake" ;;
    *) point 1 "https://$1/ is refused during the handshake" "curl ended with ${status}" ;;
  esac
}

# closed HOST: what can drop and copy databases is not there.
closed() {
  for path in web/database/manager web/database/selector web/database/create xmlrpc/2/db xmlrpc/db jsonrpc; do
    answers '40[34]' "https://$1/${path}"
  done
}

{% if odoo.mail is defined and odoo.mail.has_relay %}
# relayed SERVICE: its relay would take a message; none is sent.
relayed() {
  if "${dry_run}"; then
    printf '%s\n' "the relay takes mail of $1"
    return
  fi
  status=0
  said=$(
    docker compose exec -T --env ALERTS="{{ alerts }}" "$1" python3 - 2>&1 <<'PYTHON'
import os, smtplib, sys
relay = smtplib.SMTP(os.environ["GUARD_MAIL_RELAY"], 25, timeout=20)
relay.ehlo("smoke-test.odoo.internal")
answers = [relay.mail(""), relay.rcpt(os.environ["ALERTS"])]
relay.quit()
sys.exit(*[said.decode() for code, said in answers if code != 250][:1])
PYTHON
  ) || status=$?
  point "${status}" "the relay takes mail of $1" "${said}"
}

{% endif %}
# kept_in: what the containers are kept from is not left to chance.
kept_in() {
  if "${dry_run}"; then
    printf '%s\n' "egress.sh --check finds nothing"
    return
  fi
  status=0
  found=$(./egress.sh --check) || status=$?
  point "${status}" "the containers are kept away from this machine and its networks" "${found}"
}

test_site() {
  certificate "${superadmin_host}"
  certificate "${domain}"
  certificate "any-tenant.${domain}"
  answers '30[18]' "http://${superadmin_host}/"
  answers '30[18]' "http://any-tenant.${domain}/"
{% if odoo.superadmin.allow_from | length > 0 %}
  # This machine need not be among those that may open the site; Odoo itself answers either way.
  answers '[24]0[03]' "https://${superadmin_host}/web/login"
  answers 200 "http://127.0.0.1:{{ odoo.superadmin.port }}/web/login"
{% else %}
  answers 200 "https://${superadmin_host}/web/login"
{% endif %}
  answers 000 "http://unknown.invalid/"
  refused unknown.invalid
  refused "a.b.${domain}"
  closed "${superadmin_host}"
  closed "any-tenant.${domain}"
{% if odoo.mail is defined and odoo.mail.has_relay %}
  relayed {{ odoo.tenants.service }}
  relayed {{ odoo.superadmin.service }}
{% endif %}
  kept_in
}

# log_in PASSWORD: prints what Odoo answers. The password goes over standard input.
log_in() {
  curl --silent --max-time 60 --connect-to "::127.0.0.1:" --header 'Content-Type: application/json' --data-binary @- \
    "https://${tenant}.${domain}/web/session/authenticate" <<JSON || true
{"jsonrpc": "2.0", "method": "call", "params": {"db": "${tenant}_db", "login": "admin", "password": "$1"}}
JSON
}

# logged_in PASSWORD
logged_in() {
  answer=$(log_in "$1")
  case ${answer} in
    *'"uid": '[0-9]*) return 0 ;;
    *) return 1 ;;
  esac
}

# remove_tenant: the one for the test, with what was saved of it.
remove_tenant() {
  aside=$(mktemp -d)
  status=0
  ./tenants.sh remove "${tenant}" --backup "${aside}" || status=$?
  rm -rf -- "${aside}"
  [ "${status}" -ne 0 ] || rm -f -- "${note}"
  return "${status}"
}

finish() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  if [ -e "${note}" ]; then remove_tenant || true; fi
  exit "${status}"
}

test_tenant() {
  if "${dry_run}"; then
    printf '%s\n' "a tenant is made, its page and its websocket answer, its administrator can log in, and it is removed"
    return
  fi
  if [ -e "${note}" ]; then
    tenant=$(cat -- "${note}")
    remove_tenant || rm -f -- "${note}"
  fi
  random=$(tr -dc 'a-z0-9' </dev/urandom | head -c 8)
  tenant=smoke-${random}
  mkdir -p -- "${note%/*}"
  printf '%s\n' "${tenant}" >"${note}"
  trap finish EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  status=0
  password=$(./tenants.sh create "${tenant}") || status=$?
  point "${status}" "a tenant can be made" "tenants.sh create ended with ${status}"
  if [ "${status}" -ne 0 ]; then
    rm -f -- "${note}"
    return
  fi
  answers 200 "https://${tenant}.${domain}/web/login"
  # The connection stays open: curl waits for its time to end.
  answers 101 "https://${tenant}.${domain}/websocket" --http1.1 --max-time 5 --header 'Connection: Upgrade' \
    --header 'Upgrade: websocket' --header 'Sec-WebSocket-Version: 13' --header 'Sec-WebSocket-Key: c21va2UtdGVzdC1rZXkhIQ==' \
    --header "Origin: https://${tenant}.${domain}"
  status=0
  logged_in "${password}" || status=$?
  point "${status}" "its administrator can log in" "${answer}"
  status=0
  if logged_in admin; then status=1; fi
  point "${status}" "its administrator cannot log in with Odoo's own password"
  status=0
  remove_tenant || status=$?
  point "${status}" "it can be removed" "tenants.sh remove ended with ${status}"
}

main() {
  dry_run=false
  with_tenant=true
  unset password
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --without-tenant) with_tenant=false ;;
      --cacert)
        [ -r "${2-}" ] || usage
        SSL_CERT_FILE=$(realpath -- "$2")
        shift
        ;;
      *) usage ;;
    esac
    shift
  done
  if [ -n "${SSL_CERT_FILE-}" ]; then
    # openssl reads the one, and curl prefers the other.
    CURL_CA_BUNDLE=${SSL_CERT_FILE}
    export SSL_CERT_FILE CURL_CA_BUNDLE
  fi
  cd -- "$(dirname -- "$0")"
  need_root
  test_site
  if "${with_tenant}"; then test_tenant; fi
  if [ "${failures}" -ne 0 ]; then stop "${failures} points failed"; fi
}

main "$@"
