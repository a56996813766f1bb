#!/bin/sh
# Checks that public resolvers return the DNS records of the site.
#
#   check-dns.sh [RESOLVER]...   asks these, by default 1.1.1.1 8.8.8.8 9.9.9.9
#
# Prints one line for each record that is missing or differs; changes nothing. Behind a CDN or a load balancer (nginx.trusted_proxies) a
# name may have the addresses of that. After a change, resolvers may return the former
# answer until its TTL has passed. DNS_PORT is for tests.
# Exit status: 0 all resolvers return all records; 1 a record is missing or differs; 64 wrong usage; 69 a resolver does not answer, or dig is
# not installed; 78 files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR/..
set -eu
self=$(readlink -f -- "$0")
out=${self%/*/*}
. "${out}/ops/lib/begin.sh"

port=${DNS_PORT:-53}
status=0

# ask RESOLVER TYPE NAME: prints the values of a name, one per line.
ask() {
  dig +short +time=3 +tries=2 -p "$port" "@$1" -t "$2" -q "$3" || stop "$1 does not answer" 69
}

# spelled NAME: prints the name to ask for; for a wildcard, one that it matches.
spelled() {
  case $1 in
    '*.'*) printf 'no-tenant-has-this-name%s\n' "${1#\*}" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# joined TEXT: prints the lines as one line.
joined() {
  printf '%s' "$1" | tr '\n' ' '
}

# address TYPE NAME ADDRESS: whether the name has this address, and no other, at the present resolver. Behind a proxy it has those of the
# proxy, which are its provider's to choose.
address() {
  asked=$(spelled "$2")
  found=$(ask "$resolver" "$1" "$asked")
  case $found in
    "$3") ;;
    ?*) "${site_is_behind_proxy}" || differs "$@" ;;
    *) report "$resolver" "$1" "$2" "is missing; it should be $3" ;;
  esac
}

# differs TYPE NAME ADDRESS
differs() {
  found=$(joined "$found")
  report "$resolver" "$1" "$2" "is $found, and should be only $3"
}

# authority NAME VALUE: whether the CAA records of the name include this value.
authority() {
  found=$(ask "$resolver" CAA "$1")
  case "
$found
" in
    *"
$2
"*) ;;
    *) report "$resolver" CAA "$1" "has no $2" ;;
  esac
}

# none TYPE NAME: whether the name has no such address, which browsers would try first.
none() {
  asked=$(spelled "$2")
  found=$(ask "$resolver" "$1" "$asked")
  if [ -n "$found" ]; then
    found=$(joined "$found")
    report "$resolver" "$1" "$2" "is $found, and should not be there"
  fi
}

# record TYPE NAME ADDRESS: checks the address, and that there is no IPv6 address if the server has none.
record() {
  address "$@"
  case "$1:${site_has_ipv6}:${site_is_behind_proxy}" in
    A:false:false) none AAAA "$2" ;;
    *) ;;
  esac
}

report() {
  printf '%s: %s %s %s\n' "$1" "$2" "$3" "$4"
  status=1
}

for resolver in "$@"; do
  case ${resolver} in '' | -* | *[!A-Za-z0-9.:_-]*) usage ;; *) ;; esac
done
if [ "$#" -eq 0 ]; then
  set -- 1.1.1.1 8.8.8.8 9.9.9.9
fi
command -v dig >/dev/null || stop "the program dig is not installed: apt-get install bind9-dnsutils" 69
for resolver in "$@"; do
  each record site_address_records
  each authority site_caa_records
done
[ "$status" -eq 0 ]
