#!/bin/sh
# Keeps the containers of the site away from this machine, from the networks behind it and from all other containers.
# Run it as root. Running it again changes nothing.
#
#   egress.sh             put the rules in force, now and before Docker at every boot
#   egress.sh --dry-run   print the rules and the commands that would be run, and change nothing
#   egress.sh --check     check whether they are in force: one line for each deviation
#   egress.sh --load      only load the rules, now: for systemd
#
# Containers in an `outside` network can reach the Internet; on this machine and in private networks they can reach only what
# site_egress_rules of ops/site.sh lists, and this machine's own resolvers. Containers in an `internal` network can reach nothing.
# Replies always pass.
# Exit status: 0 done, or nothing found; 1 a problem was found, or nothing could be done; 64 wrong usage; 77 not root; 78 files of this
# folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/networks.sh"
. "${out}/ops/lib/egress-rules.sh"
. "${out}/ops/lib/egress-units.sh"
umask 022
PATH=${PATH}:/usr/sbin:/sbin

table="${site_name}-egress"
units=/etc/systemd/system

# put_in_force: the rules now, and the units for every boot.
put_in_force() {
  if "${dry_run}"; then rules; else load; fi
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
}

# look: whether everything is in force.
look() {
  check_rules
  check_unit "${table}.service" "${service_text}"
  check_unit "${table}.path" "${path_text}"
  for network in $(changed_networks); do
    problem "the network ${network} was made by an earlier docker-compose.yml: deploy.sh recreates it"
  done
  [ "${problems}" -eq 0 ] || exit 1
}

main() {
  action=put_in_force
  case $* in
    '') ;;
    --dry-run) dry_run=true ;;
    --check) action=look ;;
    --load) action=load ;;
    *) usage ;;
  esac
  need_root
  command -v nft >/dev/null || stop "nft is not installed: prepare-host.sh installs it"
  # Other characters may have a special meaning for systemd.
  case ${out} in
    *[!A-Za-z0-9/._-]*) stop "the path ${out} has characters that a systemd unit cannot contain" ;;
    *) ;;
  esac
  service_text=$(service_unit)
  path_text=$(path_unit)
  "${action}"
}

main "$@"
