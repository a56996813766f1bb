{#
format: sh
#}
# shellcheck shell=sh
# The rules of ufw that a site has, and what else is in force.
#
# A rule's comment is its identity: `<name>: <protocol>/<port> from <source>: <what for>`. ufw keeps one rule for one protocol, port and
# source and takes over the newest comment, so a rule with our prefix whose comment is not wanted any more is one that an earlier
# version of the site made.

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
