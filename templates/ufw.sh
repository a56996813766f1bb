{#
format: sh
mode: 0755

Runs as root on the server. A rule's comment is its identity: `<name>: <protocol>/<port> from <source>: <what for>`.
ufw keeps one rule for one protocol, port and source and takes over the newest comment, so a rule with our prefix whose
comment is not wanted any more is one that an earlier version of the site made.
#}
#!/bin/sh
# Firewall of {{ name }}. Run it as root. Running it again changes nothing; a later version of it also removes what an
# earlier one allowed.
#
#   ufw.sh             apply
#   ufw.sh --dry-run   print what would be run, and change nothing
#   ufw.sh --check     is all that in force, and does no published port pass it by? One line for each that is not so
#
# Rules made by hand stay: only those whose comment begins with "{{ name }}: " are touched.
# ufw does not guard containers, as their engine's own rules come first: they are published on 127.0.0.1 only, and --check
# looks whether all are.
# Exit status: 0 done, or nothing found; 1 a problem was found, or nothing could be done; 64 wrong usage.
set -eu

prefix="{{ name }}: "
ssh_port={{ server.ssh.port }}
wanted=''
newline='
'

dry_run=false
check=false
case ${1-} in
  '') ;;
  --dry-run) dry_run=true ;;
  --check) check=true ;;
  *)
    printf 'usage: %s [--dry-run | --check]\n' "$0" >&2
    exit 64
    ;;
esac

stop() {
  printf 'ufw.sh: %s\n' "$1" >&2
  exit 1
}

run() {
  if "${dry_run}"; then
    printf '%s\n' "$*"
  else
    "$@"
  fi
}

problem() {
  printf '%s\n' "$1"
  problems=$((problems + 1))
}

# rule ACTION PROTOCOL PORT SOURCE PURPOSE: adds a rule, or changes the one for the same protocol, port and source.
rule() {
  comment="${prefix}$2/$3 from $4: $5"
  wanted="${wanted}${comment}${newline}"
  if "${check}"; then
    is_added "$1" "$2" "$3" "$4" "${comment}" || problem "missing: $1 ${comment}"
  else
    run ufw "$1" proto "$2" from "$4" to any port "$3" comment "${comment}"
  fi
}

# is_added ACTION PROTOCOL PORT SOURCE COMMENT: whether ufw has the rule, as it prints it for everybody or for some.
is_added() {
  # A range of one address is printed as that address.
  case $4 in
    *:*) source=${4%/128} ;;
    *) source=${4%/32} ;;
  esac
  while IFS= read -r line; do
    case ${4}:${line} in
      "any:ufw $1 $3/$2 comment '$5'" | "$4:ufw $1 from ${source} to any port $3 proto $2 comment '$5'") return 0 ;;
      *) ;;
    esac
  done <<RULES
${added}
RULES
  return 1
}

# Whether a rule with this comment was added above.
is_wanted() {
  case "${newline}${wanted}" in
    *"${newline}$1${newline}"*) return 0 ;;
    *) return 1 ;;
  esac
}

# What is in force besides the rules.
check_policies() {
  status=$(ufw status verbose)
  case ${status} in
    *"Status: active"*"Default: deny (incoming), allow (outgoing)"*) ;;
    *"Status: active"*) problem "the defaults are not: deny incoming, allow outgoing" ;;
    *) problem "the firewall is not active" ;;
  esac
  grep -q '^IPV6=yes$' /etc/default/ufw || problem "IPv6 is not guarded: IPV6=yes is missing in /etc/default/ufw"
  systemctl --quiet is-enabled ufw || problem "the firewall will not be there after the next boot: systemctl enable ufw"
}

# Every container of this host, ours or not. Those of the host's own network need no look: ufw guards them.
check_containers() {
  command -v docker >/dev/null || return 0
  containers=$(docker ps --format '{% raw %}{{.Names}} {{.Ports}}{% endraw %}') || {
    problem "Docker does not say which ports are published"
    return 0
  }
  while read -r container ports; do
    while [ -n "${ports}" ]; do
      published=${ports%%, *}
      case ${ports} in
        *", "*) ports=${ports#*, } ;;
        *) ports='' ;;
      esac
      case ${published} in
        127.*"->"* | "[::1]:"*"->"* | ::1:*"->"*) ;;
        *"->"*) problem "the container ${container} passes the firewall by: ${published}" ;;
        *) ;;
      esac
    done
  done <<CONTAINERS
${containers}
CONTAINERS
}

problems=0
uid=$(id -u)
[ "${uid}" -eq 0 ] || stop "must be run as root"
command -v ufw >/dev/null || stop "ufw is not installed"

if "${check}"; then
  added=$(ufw show added)
fi

# Closing every port but {{ server.ssh.port }} while the SSH server listens on another one would lock everybody out.
if command -v ss >/dev/null; then
  listening=$(ss -Hltn "sport = :${ssh_port}")
  [ -n "${listening}" ] || stop "nothing listens on port ${ssh_port}: let sshd listen there, or correct server.ssh.port"
fi

# With IPV6=no the rules below would cover IPv4 alone, and an SSH session over IPv6 would end.
if ! "${check}" && ! grep -q '^IPV6=yes$' /etc/default/ufw; then
  if grep -q '^IPV6=' /etc/default/ufw; then
    run sed -i 's/^IPV6=.*/IPV6=yes/' /etc/default/ufw
  else
    run sed -i '$a IPV6=yes' /etc/default/ufw
  fi
fi

# SSH comes first, so that it is open at every moment.
{% for rule in firewall.rules %}
{% if rule.from is defined %}
rule {{ rule.action }} {{ rule.protocol }} {{ rule.port }} {{ rule.from }} "{{ rule.comment }}"
{% else %}
rule {{ rule.action }} {{ rule.protocol }} {{ rule.port }} any "{{ rule.comment }}"
{% endif %}
{% endfor %}

# What an earlier version of this file allowed and this one does not. ufw prints its rules as it would take them:
#   ufw allow from 198.51.100.0/24 to any port 9100 proto tcp comment '...'
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
    problem "not in site.yaml any more: ${comment}"
    continue
  fi
  arguments=${line#"ufw "}
  arguments=${arguments%%" comment '"*}
  # Split at blanks: the words of the rule. They hold no wildcard.
  # shellcheck disable=SC2086
  run ufw --force delete ${arguments}
done <<RULES
${added}
RULES

if "${check}"; then
  check_policies
  check_containers
  [ "${problems}" -eq 0 ] || exit 1
  exit 0
fi

if command -v systemctl >/dev/null; then
  systemctl --quiet is-enabled ufw || run systemctl --quiet enable ufw
fi
run ufw default deny incoming
run ufw default allow outgoing
run ufw --force enable

if ! "${dry_run}"; then
  printf 'Done. Keep this session open until a second SSH login on port %s has worked.\n' "${ssh_port}"
fi
