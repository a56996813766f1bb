#!/bin/sh
# Firewall of the site: the rules of site_firewall_rules in ops/site.sh. Run it as root. Running it again changes nothing. When a new
# version of that file no longer has a rule, the rule is removed.
#
#   ufw.sh             apply
#   ufw.sh --dry-run   print the commands that would be run, and change nothing
#   ufw.sh --check     check whether all rules are in force, and no published port bypasses them: one line for each deviation
#
# Rules made by hand stay: only those whose comment begins with the site's name and a colon are touched.
# ufw does not protect published ports of containers, because Docker's own rules come first: they are published on 127.0.0.1 only, and
# --check verifies it.
# Exit status: 0 done, or nothing found; 1 a problem was found, or nothing could be done; 64 wrong usage; 77 not root; 78 files of this
# folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/firewall.sh"

prefix="${site_name}: "
newline='
'
check=false

# check_ssh: if the SSH server listened on another port than the one that stays open, everybody would be locked out.
check_ssh() {
  command -v ss >/dev/null || return 0
  listening=$(ss -Hltn "sport = :${site_ssh_port}")
  [ -n "${listening}" ] || stop "nothing listens on port ${site_ssh_port}: let sshd listen there, or correct server.ssh.port"
}

# guard_ipv6: with IPV6=no the rules would cover IPv4 only, and an SSH session over IPv6 would end.
guard_ipv6() {
  if grep -q '^IPV6=yes$' /etc/default/ufw; then
    return 0
  fi
  if grep -q '^IPV6=' /etc/default/ufw; then
    run sed -i 's/^IPV6=.*/IPV6=yes/' /etc/default/ufw
  else
    run sed -i '$a IPV6=yes' /etc/default/ufw
  fi
}

# remove_former: the rules that an earlier version of this folder had and this one does not. ufw prints rules as commands:
#   ufw allow from 198.51.100.0/24 to any port 9100 proto tcp comment '...'
remove_former() {
  added=$(ufw show added)
  while IFS= read -r line; do
    case ${line} in
      "ufw "*" comment '${prefix}"*"'") ;;
      *) continue ;;
    esac
    comment=${line#*" comment '"}
    comment=${comment%"'"}
    if is_wanted "${comment}"; then
      continue
    fi
    if "${check}"; then
      problem "no longer in site.yaml: ${comment}"
      continue
    fi
    arguments=${line#"ufw "}
    arguments=${arguments%%" comment '"*}
    # Split at blanks into the words of the rule, which contain no wildcard.
    # shellcheck disable=SC2086
    run ufw --force delete ${arguments}
  done <<RULES
${added}
RULES
}

# apply: SSH comes first, so that it is open at every moment.
apply() {
  guard_ipv6
  each rule site_firewall_rules
  remove_former
  if command -v systemctl >/dev/null; then
    systemctl --quiet is-enabled ufw || run systemctl --quiet enable ufw
  fi
  run ufw default deny incoming
  run ufw default allow outgoing
  run ufw --force enable
  if ! "${dry_run}"; then
    line "Done. Keep this session open until a second SSH login on port ${site_ssh_port} has worked."
  fi
}

# look: whether everything is in force.
look() {
  added=$(ufw show added)
  each rule site_firewall_rules
  remove_former
  check_policies
  check_containers
  [ "${problems}" -eq 0 ] || exit 1
}

main() {
  case ${1-} in
    '') ;;
    --dry-run) dry_run=true ;;
    --check) check=true ;;
    *) wrong_usage "[--dry-run | --check]" ;;
  esac
  need_root
  command -v ufw >/dev/null || stop "ufw is not installed"
  check_ssh
  wanted=''
  if "${check}"; then look; else apply; fi
}

main "$@"
