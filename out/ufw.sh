#!/bin/sh
# Firewall of the site: the rules of site_firewall_rules in ops/site.sh. Run it as root. Running it again changes nothing. When a new
# version of that file no longer has a rule, the rule is removed.
#
#   ufw.sh             apply
#   ufw.sh --dry-run   print the commands that would be run, and change nothing
#   ufw.sh --check     check whether all rules are in force, and no published port bypasses them: one line for each deviation
#   ufw.sh --confirm SECONDS
#                      apply, and put everything back after so many seconds, unless somebody confirms it from a new connection
#   ufw.sh --confirmed confirm it: the rules stay
#
# Rules made by hand stay: only those whose comment begins with the site's name and a colon are touched.
# ufw does not protect published ports of containers, because Docker's own rules come first: they are published on 127.0.0.1 only, and
# --check verifies it.
# Exit status: 0 done, or nothing found; 1 a problem was found, nothing could be done, or nobody has confirmed it; 64 wrong usage; 77 not
# root; 78 files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/firewall.sh"
. "${out}/ops/lib/firewall-change.sh"
. "${out}/ops/lib/known.sh"
part=firewall
. "${out}/ops/lib/connection.sh"
. "${out}/ops/lib/confirm.sh"
. "${out}/ops/lib/notify.sh"

# check_ssh: if the SSH server listened on another port than the one that stays open, everybody would be locked out.
check_ssh() {
  command -v ss >/dev/null || return 0
  listening=$(ss -Hltn "sport = :${site_ssh_port}")
  [ -n "${listening}" ] || stop "nothing listens on port ${site_ssh_port}: let sshd listen there, or correct server.ssh.port"
}

# lacks ACTION COMMENT, exceeds COMMENT RULE: what --check says.
lacks() { problem "missing: $1 $2"; }
exceeds() { problem "no longer in site.yaml: $1"; }

# remove COMMENT RULE: a rule that an earlier version of this folder had and this one does not.
remove() {
  # Split at blanks into the words of the rule, which contain no wildcard.
  # shellcheck disable=SC2086
  run ufw --force delete $2
}

# apply: SSH comes first, so that it is open at every moment.
apply() {
  guard_ipv6
  each add site_firewall_rules
  added=$(ufw show added)
  each_former remove
  if command -v systemctl >/dev/null; then
    systemctl --quiet is-enabled ufw || run systemctl --quiet enable ufw
  fi
  run ufw default deny incoming
  run ufw default allow outgoing
  run ufw --force enable
  "${dry_run}" || each print_rule site_firewall_rules | note_known
}

take_lock() {
  exec 9>"/run/${site_name}-firewall.lock"
  flock -w 60 9 || stop "another run has been going on for more than a minute"
}

# apply_now: for good.
apply_now() {
  if ! "${dry_run}"; then
    take_lock
    refuse_pending
  fi
  check_ssh
  apply
  if ! "${dry_run}"; then
    line "Done. Keep this session open until a second SSH login on port ${site_ssh_port} has worked."
  fi
}

# apply_for_now: until it is confirmed.
apply_for_now() {
  take_lock
  refuse_pending
  check_ssh
  begin_change "${seconds}"
  apply
  if is_former "${pending}/former"; then
    end_change
    line "Nothing has changed."
  else
    await_confirmation
  fi
}

# look: whether everything is in force.
look() {
  check_ssh
  added=$(ufw show added)
  each check_rule site_firewall_rules
  each_former exceeds
  check_policies
  check_containers
  [ "${problems}" -eq 0 ] || exit 1
}

main() {
  action=apply_now
  case "$#:${1-}" in
    0:) ;;
    1:--dry-run) dry_run=true ;;
    1:--check) action=look ;;
    2:--confirm)
      check_seconds "$2" || usage
      seconds=$2
      action=apply_for_now
      ;;
    1:--confirmed) action=confirm ;;
    # For this script itself.
    1:--guard) action=guard ;;
    *) usage ;;
  esac
  need_root
  command -v ufw >/dev/null || stop "ufw is not installed"
  case ${action} in
    confirm) confirm ;;
    guard) guard ;;
    look) look ;;
    apply_for_now) apply_for_now ;;
    *) apply_now ;;
  esac
}

main "$@"
