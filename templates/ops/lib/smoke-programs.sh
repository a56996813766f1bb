{#
format: sh
#}
# shellcheck shell=sh
# Tests what programs outside may call: what site.yaml says, and never the database service.

xml='<?xml version="1.0"?><methodCall><methodName>version</methodName><params/></methodCall>'

# json SERVICE METHOD: the body of a call over JSON-RPC.
json() { printf '{"jsonrpc": "2.0", "method": "call", "params": {"service": "%s", "method": "%s", "args": []}}' "$1" "$2"; }

# programs HOST XMLRPC JSONRPC JSON2: the last three say whether each of them is open. Anybody may ask for the version; there is nothing
# in JSON-2 that a program may call without a key.
programs() {
  if "$2"; then
    answers 200 "https://$1/xmlrpc/2/common" --header 'Content-Type: text/xml' --data "${xml}"
  else
    answers '40[34]' "https://$1/xmlrpc/2/common" --header 'Content-Type: text/xml' --data "${xml}"
  fi
  call=$(json common version)
  if "$3"; then
    answers 200 "https://$1/jsonrpc" --header 'Content-Type: application/json' --data "${call}"
    refuses_databases "$1"
  else
    answers '40[34]' "https://$1/jsonrpc" --header 'Content-Type: application/json' --data "${call}"
  fi
  "$4" || answers '40[34]' "https://$1/json/2/res.users/context_get" --header 'Content-Type: application/json' --data '{}'
}

# refuses_databases HOST: over JSON-RPC nginx does not see which service is called, so Odoo must refuse that of the database manager.
refuses_databases() {
  if "${dry_run}"; then
    printf '%s\n' "https://$1/jsonrpc refuses the database service"
    return
  fi
  call=$(json db list)
  said=$(
    curl --silent --max-time 60 --connect-to "::127.0.0.1:" --header 'Content-Type: application/json' --data "${call}" "https://$1/jsonrpc"
  ) || true
  status=0
  case ${said} in
    *odoo.exceptions.AccessDenied*) ;;
    *) status=1 ;;
  esac
  point "${status}" "https://$1/jsonrpc refuses the database service" "${said}"
}
