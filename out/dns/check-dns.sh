#!/bin/sh
# Are the DNS records of the site what the world sees?
#
#   check-dns.sh [RESOLVER]...   asks these, by default 1.1.1.1 8.8.8.8 9.9.9.9
#
# Prints one line for each record that is missing or another; changes nothing. Exit status 0 when all resolvers answer
# with all records, 1 when one does not, 69 when one cannot be asked, 78 when files of this folder are missing or mixed. After a change,
# resolvers may keep the former answer for as long as its TTL was. DNS_PORT is for tests.
# shellcheck source-path=SCRIPTDIR/..
set -eu
self=$(readlink -f -- "$0")
out=${self%/*/*}
. "${out}/ops/lib/begin.sh"

port=${DNS_PORT:-53}
status=0

# ask RESOLVER TYPE NAME: prints the values of a name, one a line.
ask() {
  dig +short +time=3 +tries=2 -p "$port" "@$1" -t "$2" -q "$3" || stop "$1 does not answer" 69
}

# spelled NAME: a wildcard is asked for by a name that it stands for.
spelled() {
  case $1 in
    '*.'*) printf 'no-tenant-has-this-name%s\n' "${1#\*}" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# joined TEXT: prints lines as one.
joined() {
  printf '%s' "$1" | tr '\n' ' '
}

# address TYPE NAME ADDRESS: at the resolver that is asked, the name has this address, and no other.
address() {
  asked=$(spelled "$2")
  found=$(ask "$resolver" "$1" "$asked")
  case $found in
    "$3") ;;
    '') report "$resolver" "$1" "$2" "is missing; it should be $3" ;;
    *)
      found=$(joined "$found")
      report "$resolver" "$1" "$2" "is $found, and should be $3 alone"
      ;;
  esac
}

# authority NAME VALUE: the certificate authority is among those that are named.
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

# none TYPE NAME: the name has no such address, which browsers would try first.
none() {
  asked=$(spelled "$2")
  found=$(ask "$resolver" "$1" "$asked")
  if [ -n "$found" ]; then
    found=$(joined "$found")
    report "$resolver" "$1" "$2" "is $found, and should not be there"
  fi
}

# record TYPE NAME ADDRESS: this one, and no address of IPv6 where the server has none.
record() {
  address "$@"
  case "$1:${site_has_ipv6}" in
    A:false) none AAAA "$2" ;;
    *) ;;
  esac
}

report() {
  printf '%s: %s %s %s\n' "$1" "$2" "$3" "$4"
  status=1
}

if [ "$#" -eq 0 ]; then
  set -- 1.1.1.1 8.8.8.8 9.9.9.9
fi
command -v dig >/dev/null || stop "the program dig is not installed: apt-get install bind9-dnsutils" 69
for resolver in "$@"; do
  each record site_address_records
  each authority site_caa_records
done
[ "$status" -eq 0 ]
