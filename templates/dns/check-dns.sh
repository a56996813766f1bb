{#
format: sh
mode: 0755

Asks the resolvers that the world asks: a record is right when they answer with it, whatever a provider's form says.
#}
#!/bin/sh
# Are the DNS records of {{ name }} what the world sees? check-dns.sh [RESOLVER]..., by default 1.1.1.1 8.8.8.8 9.9.9.9.
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
{% if dns.caa_records | length > 0 %}

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
{% endif %}
{% if server.ipv6 is not defined %}

# none RESOLVER TYPE NAME: the name has no such address, which browsers would try first.
none() {
  asked=$(spelled "$3")
  found=$(ask "$1" "$2" "$asked")
  if [ -n "$found" ]; then
    found=$(joined "$found")
    report "$1" "$2" "$3" "is $found, and should not be there"
  fi
}
{% endif %}

report() {
  printf '%s: %s %s %s\n' "$1" "$2" "$3" "$4"
  status=1
}

status=0
for resolver in "$@"; do
{% for record in dns.address_records %}
  address "$resolver" {{ record.type }} "{{ record.name }}" {{ record.address }}
{% if server.ipv6 is not defined and record.type == "A" %}
  none "$resolver" AAAA "{{ record.name }}"
{% endif %}
{% endfor %}
{% for record in dns.caa_records %}
  authority "$resolver" "{{ record.name }}" '0 {{ record.tag }} "{{ record.value }}"'
{% endfor %}
done
exit "$status"
