#!/bin/sh
# Keeps the containers of stockshop away from this machine, from the networks behind it and from all other containers.
# Run it as root. Running it again changes nothing.
#
#   egress.sh             put the rules in force, now and before Docker at every boot
#   egress.sh --dry-run   print the rules and what would be run, and change nothing
#   egress.sh --check     is all that in force? One line for each thing that is not so
#   egress.sh --load      the rules alone, now: what systemd runs
#
# From a network with a way out, the Internet can be reached; on this machine and in private networks, only what allowed() lists
# below, and the resolvers that this machine has itself. From the others, nothing. Answers to who asked a container always pass.
# Exit status: 0 done, or nothing found; 1 a problem was found, or nothing could be done; 64 wrong usage.
set -eu
umask 022
export LC_ALL=C
PATH=${PATH}:/usr/sbin:/sbin

table="stockshop-egress"
units=/etc/systemd/system
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)

dry_run=false
check=false
load=false
case ${1-} in
  '') ;;
  --dry-run) dry_run=true ;;
  --check) check=true ;;
  --load) load=true ;;
  *)
    printf 'usage: %s [--dry-run | --check | --load]\n' "$0" >&2
    exit 64
    ;;
esac

stop() {
  printf 'egress.sh: %s\n' "$1" >&2
  exit 1
}

run() {
  if "${dry_run}"; then
    printf '%s\n' "$*"
  else
    "$@"
  fi
}

problems=0
problem() {
  printf '%s\n' "$1"
  problems=$((problems + 1))
}

# changed_network NAME SUBNET BRIDGE: prints the name of a network that was made otherwise. One that is not there yet was not.
changed_network() {
  made=$(
    docker network inspect "$1" \
      --format '{{range .IPAM.Config}}{{.Subnet}} {{end}}{{index .Options "com.docker.network.bridge.name"}}' 2>/dev/null
  ) || return 0
  [ "${made}" = "$2 $3" ] || printf '%s\n' "$1"
}

# changed_networks: those that were made by an earlier version of docker-compose.yml, which compose may leave as they are.
changed_networks() {
  changed_network "stockshop_tenants_web" "172.30.0.0/28" gen-ac1e0000
  changed_network "stockshop_superadmin_web" "172.30.0.16/28" gen-ac1e0010
  changed_network "stockshop_tenants_database" "172.30.0.32/28" gen-ac1e0020
  changed_network "stockshop_superadmin_database" "172.30.0.48/28" gen-ac1e0030
}

# resolvers: the name servers that Docker asks for the containers, which it does from within their networks. Those on the loopback
# it asks from outside.
resolvers() {
  {
    cat /etc/resolv.conf /run/systemd/resolve/resolv.conf || true
    jq -r '.dns[]? | "nameserver " + .' /etc/docker/daemon.json || true
  } 2>/dev/null | awk '
    $1 == "nameserver" && $2 !~ /^127[.]/ && $2 ~ /^[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+$/ {
      split($2, part, ".")
      if (part[1] < 256 && part[2] < 256 && part[3] < 256 && part[4] < 256 && !seen[$2]++) print $2
    }' | sort
}

# allow PROTOCOL PORT RANGE PURPOSE: the last is for people, since nothing in it could mean something to nft.
allow() { printf '    ip daddr %s %s dport %s accept\n' "$3" "$1" "$2"; }

allowed() {
  for resolver in $(resolvers); do
    allow udp 53 "${resolver}" "names"
    allow tcp 53 "${resolver}" "names, when the answer is long"
  done
  allow tcp 80 "203.0.113.10/32" "nginx, from which Odoo fetches what it prints"
  allow tcp 443 "203.0.113.10/32" "the same over TLS"
}

rules() {
  exceptions=$(allowed)
  # Made, removed and made again in one transaction: there is no moment without it.
  cat <<RULES
table inet ${table}
delete table inet ${table}
table inet ${table} {
  # The networks that docker-compose.yml makes, by their interfaces.
  set with_way_out {
    type ifname
    elements = {
      "gen-ac1e0000",
      "gen-ac1e0010",
    }
  }
  set internal {
    type ifname
    elements = {
      "gen-ac1e0020",
      "gen-ac1e0030",
    }
  }
  # What is nobody's on the Internet (RFC 6890): private networks, the cloud's metadata, shared addresses, multicast.
  set private {
    type ipv4_addr
    flags interval
    elements = {
      0.0.0.0/8,
      10.0.0.0/8,
      100.64.0.0/10,
      127.0.0.0/8,
      169.254.0.0/16,
      172.16.0.0/12,
      192.0.0.0/24,
      192.168.0.0/16,
      198.18.0.0/15,
      224.0.0.0/3,
    }
  }
  chain refused {
    limit rate 6/minute burst 12 packets log prefix "${table}: "
    # At once, for whoever waits for an answer keeps one of Odoo's workers.
    meta l4proto tcp counter reject with tcp reset
    counter reject with icmpx type admin-prohibited
  }
  chain allowed {
${exceptions}
  }
  # To this machine itself, whichever of its addresses is asked.
  chain input {
    type filter hook input priority filter - 10; policy accept;
    iifname @internal goto to_host
    iifname @with_way_out jump allowed
    iifname @with_way_out goto to_host
  }
  chain to_host {
    # Answers to what this machine has asked, such as nginx.
    ct direction reply accept
    goto refused
  }
  # To everybody else.
  chain forward {
    type filter hook forward priority filter - 10; policy accept;
    iifname "gen-ac1e0000" oifname "gen-ac1e0000" accept
    iifname "gen-ac1e0010" oifname "gen-ac1e0010" accept
    iifname "gen-ac1e0020" oifname "gen-ac1e0020" accept
    iifname "gen-ac1e0030" oifname "gen-ac1e0030" accept
    iifname @internal goto refused
    iifname @with_way_out goto to_outside
    # Nobody comes in past nginx.
    oifname @with_way_out ct direction original goto refused
    oifname @internal ct direction original goto refused
  }
  chain to_outside {
    jump allowed
    ip daddr @private goto refused
    # The containers have no IPv6.
    meta nfproto ipv6 goto refused
  }
}
RULES
}

load() {
  text=$(rules)
  printf '%s\n' "${text}" | nft -f -
}

service_unit() {
  cat <<UNIT
[Unit]
Description=Keeps the containers of stockshop away from this machine and its networks
Documentation=file:${here}/RUNBOOK.md
# As Docker waits for the network, too: the resolvers are known then.
Wants=network-online.target
After=network-online.target nftables.service
Before=docker.service
# It runs again whenever the resolvers change, however often that is.
StartLimitIntervalSec=0

[Service]
Type=oneshot
ExecStart=${here}/egress.sh --load

[Install]
RequiredBy=docker.service
UNIT
}

path_unit() {
  cat <<UNIT
[Unit]
Description=Resolvers of this machine, which the containers of stockshop may ask

[Path]
PathChanged=/etc/resolv.conf
PathChanged=/run/systemd/resolve/resolv.conf

[Install]
WantedBy=multi-user.target
UNIT
}

# Everything below reads or writes the kernel's rules and systemd's units.
uid=$(id -u)
[ "${uid}" -eq 0 ] || stop "must be run as root"
command -v nft >/dev/null || stop "nft is not installed: prepare-host.sh installs it"
# systemd would read anything else in its own way.
case ${here} in
  *[!A-Za-z0-9/._-]*) stop "the path ${here} has characters that no unit of systemd can have" ;;
  *) ;;
esac

# The kernel prints rules in its own words: so those that are wanted are loaded in a network of their own, and printed as well.
check_rules() {
  text=$(rules)
  # shellcheck disable=SC2016
  wanted=$(printf '%s\n' "${text}" | unshare --net sh -c 'nft -f - && nft --stateless list table inet "$1"' sh "${table}") ||
    stop "nft does not take the rules"
  found=$(nft --stateless list table inet "${table}" 2>/dev/null) || found=''
  if [ -z "${found}" ]; then
    problem "no rules are in force: the containers reach this machine and its networks"
  elif [ "${found}" != "${wanted}" ]; then
    problem "other rules are in force than these, or the resolvers have changed"
  fi
}

# check_unit NAME TEXT
check_unit() {
  printf '%s\n' "$2" | cmp -s - "${units}/$1" || problem "${units}/$1 is missing, or another one"
  systemctl --quiet is-enabled "$1" 2>/dev/null || problem "$1 is not enabled: the rules will not be there after the next boot"
}

if "${load}"; then
  load
  exit 0
fi

service_text=$(service_unit)
path_text=$(path_unit)
if "${check}"; then
  check_rules
  check_unit "${table}.service" "${service_text}"
  check_unit "${table}.path" "${path_text}"
  for network in $(changed_networks); do
    problem "the network ${network} was made by an earlier docker-compose.yml: deploy.sh makes it anew"
  done
  [ "${problems}" -eq 0 ] || exit 1
  exit 0
fi

# put_unit NAME TEXT: one that is right already stays untouched.
put_unit() {
  if printf '%s\n' "$2" | cmp -s - "${units}/$1"; then
    return 0
  fi
  is_changed=true
  if "${dry_run}"; then
    printf 'write %s/%s\n' "${units}" "$1"
    return 0
  fi
  mkdir -p "${units}"
  printf '%s\n' "$2" >"${units}/$1.new"
  mv -f "${units}/$1.new" "${units}/$1"
}

if "${dry_run}"; then
  rules
else
  load
fi
is_changed=false
put_unit "${table}.service" "${service_text}"
put_unit "${table}.path" "${path_text}"
# systemd does not run everywhere, such as in a rescue system.
is_booted=false
[ ! -d /run/systemd/system ] || is_booted=true
if "${is_changed}" && "${is_booted}"; then
  run systemctl daemon-reload
fi
for unit in "${table}.service" "${table}.path"; do
  systemctl --quiet is-enabled "${unit}" 2>/dev/null || run systemctl --quiet enable "${unit}"
done
if "${is_booted}"; then
  run systemctl start "${table}.path"
fi
