# shellcheck shell=sh
# Tests what a visitor sees of the site, independently of its tenants.

# point STATUS WHAT [DETAIL]: reports the result of one test.
point() {
  if [ "$1" -eq 0 ]; then
    printf 'ok      %s\n' "$2"
  else
    printf 'FAILED  %s%s\n' "$2" "${3:+: $3}"
    failures=$((failures + 1))
  fi
}

# ask URL [OPTION]...: sends a request to this machine, and prints the status; 000 means no answer.
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

# certificate HOST: tests its chain, its name and its expiry.
certificate() {
  if "${dry_run}"; then
    printf '%s\n' "the certificate of $1: trusted, for this name, and valid for ${days} more days"
    return
  fi
  status=0
  # In braces, because `set -e` would end the script at the last of the two.
  {
    seen=$(openssl s_client -connect 127.0.0.1:443 -servername "$1" -verify_return_error -verify_hostname "$1" </dev/null 2>&1) &&
      printf '%s\n' "${seen}" | openssl x509 -noout -checkend "$((days * 86400))" >/dev/null
  } || status=$?
  reason=$(printf '%s\n' "${seen}" | sed -n 's/^verify error://p' | head -n 1)
  point "${status}" "the certificate of $1 is trusted, and valid for ${days} more days" "${reason:-it expires before that}"
}

# refused HOST: no certificate is shown for an unknown name.
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

# closed HOST: the pages that can drop and copy databases are not served.
closed() {
  for path in web/database/manager web/database/selector web/database/create xmlrpc/2/db xmlrpc/db; do
    answers '40[34]' "https://$1/${path}"
  done
}

# relayed SERVICE: the relay would accept a message of the service; none is sent.
relayed() {
  if "${dry_run}"; then
    printf '%s\n' "the relay accepts mail of $1"
    return
  fi
  status=0
  said=$(
    docker compose exec -T --env ALERTS="${site_alerts_mail}" "$1" python3 - 2>&1 <<'PYTHON'
import os, smtplib, sys
relay = smtplib.SMTP(os.environ["GUARD_MAIL_RELAY"], 25, timeout=20)
relay.ehlo("smoke-test.odoo.internal")
answers = [relay.mail(""), relay.rcpt(os.environ["ALERTS"])]
relay.quit()
sys.exit(*[said.decode() for code, said in answers if code != 250][:1])
PYTHON
  ) || status=$?
  point "${status}" "the relay accepts mail of $1" "${said}"
}

# kept_in: the rules of egress.sh are in force.
kept_in() {
  if "${dry_run}"; then
    printf '%s\n' "egress.sh --check finds no problem"
    return
  fi
  status=0
  found=$(./egress.sh --check) || status=$?
  point "${status}" "the containers are kept away from this machine and its networks" "${found}"
}

test_site() {
  certificate "${site_superadmin_domain}"
  certificate "${site_tenants_domain}"
  certificate "any-tenant.${site_tenants_domain}"
  answers '30[18]' "http://${site_superadmin_domain}/"
  answers '30[18]' "http://any-tenant.${site_tenants_domain}/"
  if "${site_superadmin_is_restricted}"; then
    # This machine need not be on the allow-list: 403 is right too, and Odoo is asked directly as well.
    answers '[24]0[03]' "https://${site_superadmin_domain}/web/login"
    answers 200 "http://127.0.0.1:${site_superadmin_port}/web/login"
  else
    answers 200 "https://${site_superadmin_domain}/web/login"
  fi
  answers 000 "http://unknown.invalid/"
  refused unknown.invalid
  refused "a.b.${site_tenants_domain}"
  closed "${site_superadmin_domain}"
  closed "any-tenant.${site_tenants_domain}"
  # This machine need not be on the allow-list.
  "${site_superadmin_is_restricted}" ||
    programs "${site_superadmin_domain}" "${site_superadmin_has_xmlrpc}" "${site_superadmin_has_jsonrpc}" "${site_superadmin_has_json2}"
  programs "any-tenant.${site_tenants_domain}" "${site_tenants_has_xmlrpc}" "${site_tenants_has_jsonrpc}" "${site_tenants_has_json2}"
  if "${site_has_relay}"; then
    relayed "${site_tenants_service}"
    relayed "${site_superadmin_service}"
  fi
  kept_in
  reaches "${site_superadmin_service}" "https://${site_superadmin_domain}/web/login"
}
