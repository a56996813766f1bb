{#
format: sh
#}
# shellcheck shell=sh
# Creates a tenant for the test, and removes it again.

# log_in PASSWORD [OPTION]...: prints what Odoo answers. The password goes over standard input.
log_in() {
  tried=$1
  shift
  curl --silent --max-time 60 --connect-to "::127.0.0.1:" --header 'Content-Type: application/json' --data-binary @- "$@" \
    "https://${tenant}.${site_tenants_domain}/web/session/authenticate" <<JSON || true
{"jsonrpc": "2.0", "method": "call", "params": {"db": "${tenant}_db", "login": "admin", "password": "${tried}"}}
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

# remove_tenant: removes the test's tenant, and its dump.
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
    printf '%s\n' "a tenant is created, its page and its websocket answer, its administrator can log in and print, and it is removed"
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
  point "${status}" "a tenant can be created" "tenants.sh create ended with ${status}"
  if [ "${status}" -ne 0 ]; then
    rm -f -- "${note}"
    return
  fi
  answers 200 "https://${tenant}.${site_tenants_domain}/web/login"
  # The connection stays open: curl ends at its time limit.
  answers 101 "https://${tenant}.${site_tenants_domain}/websocket" --http1.1 --max-time 5 --header 'Connection: Upgrade' \
    --header 'Upgrade: websocket' --header 'Sec-WebSocket-Version: 13' --header 'Sec-WebSocket-Key: c21va2UtdGVzdC1rZXkhIQ==' \
    --header "Origin: https://${tenant}.${site_tenants_domain}"
  status=0
  logged_in "${password}" || status=$?
  point "${status}" "its administrator can log in" "${answer}"
  prints
  status=0
  if logged_in admin; then status=1; fi
  point "${status}" "its administrator cannot log in with Odoo's default password"
  status=0
  remove_tenant || status=$?
  point "${status}" "it can be removed" "tenants.sh remove ended with ${status}"
}
