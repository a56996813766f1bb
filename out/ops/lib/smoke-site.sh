# shellcheck shell=sh
# What a visitor would see of a site, whichever tenants it has.

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

# relayed SERVICE: its relay would take a message; none is sent.
relayed() {
  if "${dry_run}"; then
    printf '%s\n' "the relay takes mail of $1"
    return
  fi
  status=0
  said=$(
    docker compose exec -T --env ALERTS="${site_alerts}" "$1" python3 - 2>&1 <<'PYTHON'
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
  certificate "${site_superadmin_domain}"
  certificate "${site_tenants_domain}"
  certificate "any-tenant.${site_tenants_domain}"
  answers '30[18]' "http://${site_superadmin_domain}/"
  answers '30[18]' "http://any-tenant.${site_tenants_domain}/"
  if "${site_superadmin_is_restricted}"; then
    # This machine need not be among those that may open the site; Odoo itself answers either way.
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
  if "${site_has_relay}"; then
    relayed "${site_tenants_service}"
    relayed "${site_superadmin_service}"
  fi
  kept_in
}
