#!/bin/sh
# Are the DNS records of stockshop what the world sees? check-dns.sh [RESOLVER]..., by default 1.1.1.1 8.8.8.8 9.9.9.9.
#
# Prints one line for each record that is missing or another; changes nothing. Exit status 0 when all resolvers answer
# with all records, 1 when one does not, 69 when one cannot be asked. After a change, resolvers may keep the former
# answer for as long as its TTL was. DNS_PORT is for tests.
set -eu

port=${DNS_PORT:-53}
if [ "$#" -eq 0 ]; then
  set -- 1.1.1.1 8.8.8.8 9.9.9.9
fi
if ! command -v dig >/dev/null; then
  printf 'check-dns.sh: the program dig is not installed: apt-get install bind9-dnsutils\n' >&2
  exit 69
fi

# ask RESOLVER TYPE NAME: prints the values of a name, one a line.
ask() {
  dig +short +time=3 +tries=2 -p "$port" "@$1" -t "$2" -q "$3" || {
    printf 'check-dns.sh: %s does not answer\n' "$1" >&2
    exit 69
  }
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

# address RESOLVER TYPE NAME ADDRESS: the name has this address, and no other.
address() {
  asked=$(spelled "$3")
  found=$(ask "$1" "$2" "$asked")
  case $found in
    "$4") ;;
    '') report "$1" "$2" "$3" "is missing; it should be $4" ;;
    *)
      found=$(joined "$found")
      report "$1" "$2" "$3" "is $found, and should be $4 alone"
      ;;
  esac
}

# authority RESOLVER NAME VALUE: the certificate authority is among those that are named.
authority() {
  found=$(ask "$1" CAA "$2")
  case "
$found
" in
    *"
$3
"*) ;;
    *) report "$1" CAA "$2" "has no $3" ;;
  esac
}

report() {
  printf '%s: %s %s %s\n' "$1" "$2" "$3" "$4"
  status=1
}

status=0
for resolver in "$@"; do
  address "$resolver" A "superadmin.example.com" 203.0.113.10
  address "$resolver" AAAA "superadmin.example.com" 2001:db8::10
  address "$resolver" A "shops.example.net" 203.0.113.10
  address "$resolver" AAAA "shops.example.net" 2001:db8::10
  address "$resolver" A "*.shops.example.net" 203.0.113.10
  address "$resolver" AAAA "*.shops.example.net" 2001:db8::10
  authority "$resolver" "superadmin.example.com" '0 issue "letsencrypt.org"'
  authority "$resolver" "shops.example.net" '0 issue "letsencrypt.org"'
  authority "$resolver" "shops.example.net" '0 issuewild "letsencrypt.org"'
done
exit "$status"
