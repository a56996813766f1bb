{#
format: sh
#}
# shellcheck shell=sh
# The systemd units that load the rules at every boot, and the check of the rules in force.

service_unit() {
  cat <<UNIT
[Unit]
Description=Keeps the containers of ${site_name} away from this machine and its networks
Documentation=file:${out}/RUNBOOK.md
# After the network, as Docker itself: the resolvers are known then.
Wants=network-online.target
After=network-online.target nftables.service
Before=docker.service
# It runs again whenever the resolvers change, without a limit.
StartLimitIntervalSec=0

[Service]
Type=oneshot
ExecStart=${out}/egress.sh --load

[Install]
RequiredBy=docker.service
UNIT
}

path_unit() {
  cat <<UNIT
[Unit]
Description=Resolvers of this machine, which the containers of ${site_name} may ask

[Path]
PathChanged=/etc/resolv.conf
PathChanged=/run/systemd/resolve/resolv.conf

[Install]
WantedBy=multi-user.target
UNIT
}

# The kernel prints rules in a normalised form; so the wanted rules are loaded in a separate network namespace, and printed there too.
check_rules() {
  text=$(rules)
  # shellcheck disable=SC2016
  wanted=$(printf '%s\n' "${text}" | unshare --net sh -c 'nft -f - && nft --stateless list table inet "$1"' sh "${table}") ||
    stop "nft rejects the rules"
  found=$(nft --stateless list table inet "${table}" 2>/dev/null) || found=''
  if [ -z "${found}" ]; then
    problem "no rules are in force: the containers can reach this machine and its networks"
  elif [ "${found}" != "${wanted}" ]; then
    problem "other rules are in force than these, or the resolvers have changed"
  fi
}

# check_unit NAME TEXT
check_unit() {
  printf '%s\n' "$2" | cmp -s - "${units}/$1" || problem "${units}/$1 is missing, or differs"
  systemctl --quiet is-enabled "$1" 2>/dev/null || problem "$1 is not enabled: the rules will not be in force after the next boot"
}

# put_unit NAME TEXT: a unit that is right already is not touched.
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
