{#
format: sh
#}
# shellcheck shell=sh
# The nftables rules that confine the containers, from the lists in site.sh.

# resolvers: the name servers that Docker asks on behalf of the containers, from within their networks. It asks those on the loopback
# interface from outside.
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

# allow PROTOCOL PORT RANGE PURPOSE: the purpose is for people only, and not part of the rule.
allow() { printf '    ip daddr %s %s dport %s accept\n' "$3" "$1" "$2"; }

allowed() {
  for resolver in $(resolvers); do
    allow udp 53 "${resolver}" "names"
    allow tcp 53 "${resolver}" "names, when the answer is long"
  done
  each allow site_egress_rules
}

# The lines for each network; these are called with NAME KIND SUBNET GATEWAY INTERFACE.
name_outside() { [ "$2" = internal ] || printf '      "%s",\n' "$5"; }
name_internal() { [ "$2" != internal ] || printf '      "%s",\n' "$5"; }
allow_within() { printf '    iifname "%s" oifname "%s" accept\n' "$5" "$5"; }
allow_relay() { [ "$2" = internal ] || printf '    iifname "%s" ip daddr %s tcp dport 25 accept\n' "$5" "$4"; }
name_range() { printf '      %s,\n' "$1"; }

rules() {
  exceptions=$(allowed)
  outside=$(each name_outside site_networks)
  internal=$(each name_internal site_networks)
  ranges=$(each name_range site_private_ranges)
  within=$(each allow_within site_networks)
  relays=''
  if "${site_has_relay}"; then relays=$(each allow_relay site_networks); fi
  # Created, removed and created again in one transaction: the rules are in force at every moment.
  cat <<RULES
table inet ${table}
delete table inet ${table}
table inet ${table} {
  # The networks that docker-compose.yml makes, by their interfaces.
  set with_way_out {
    type ifname
    elements = {
${outside}
    }
  }
  set internal {
    type ifname
    elements = {
${internal}
    }
  }
  # Ranges that are not routed on the Internet.
  set private {
    type ipv4_addr
    flags interval
    elements = {
${ranges}
    }
  }
  chain refused {
    limit rate 6/minute burst 12 packets log prefix "${table}: "
    # Rejected, not dropped: a connection that waits for a timeout would block one of Odoo's workers.
    meta l4proto tcp counter reject with tcp reset
    counter reject with icmpx type admin-prohibited
  }
  chain allowed {
${exceptions}
  }
  # To this machine itself, at any of its addresses.
  chain input {
    type filter hook input priority filter - 10; policy accept;
    iifname @internal goto to_host
    # The mail relay, if there is one, at this machine's address in each network.
${relays}
    iifname @with_way_out jump allowed
    iifname @with_way_out goto to_host
  }
  chain to_host {
    # Replies to this machine's own connections, such as nginx's.
    ct direction reply accept
    goto refused
  }
  # To all other destinations.
  chain forward {
    type filter hook forward priority filter - 10; policy accept;
${within}
    iifname @internal goto refused
    iifname @with_way_out goto to_outside
    # No connection from outside bypasses nginx.
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
