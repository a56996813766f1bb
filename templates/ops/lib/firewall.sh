{#
format: sh
#}
# shellcheck shell=sh
# The site's rules in ufw, and the check of everything else that is in force.
#
# A rule's comment is its identity: `<name>: <protocol>/<port> from <source>: <purpose>`. ufw keeps one rule for each protocol, port and
# source, with the newest comment. So a rule with our prefix and a comment that is no longer wanted was made by an earlier version of the
# site.

prefix="${site_name}: "
newline='
'
wanted_rules=''

# name_rule ACTION PROTOCOL PORT SOURCE PURPOSE: notes that the rule is wanted, and puts its comment into ${comment}.
name_rule() {
  comment="${prefix}$2/$3 from $4: $5"
  wanted_rules="${wanted_rules}${comment}${newline}"
}

# print_rule ACTION PROTOCOL PORT SOURCE PURPOSE
print_rule() {
  name_rule "$@"
  line "rule  $1 ${comment}"
}

# add ACTION PROTOCOL PORT SOURCE PURPOSE: adds a rule, or changes the one for the same protocol, port and source.
add() {
  name_rule "$@"
  run ufw "$1" proto "$2" from "$4" to any port "$3" comment "${comment}"
}

# check_rule ACTION PROTOCOL PORT SOURCE PURPOSE: calls `lacks ACTION COMMENT` for a rule that ufw does not have.
check_rule() {
  name_rule "$@"
  is_added "$1" "$2" "$3" "$4" "${comment}" || lacks "$1" "${comment}"
}

# is_added ACTION PROTOCOL PORT SOURCE COMMENT: whether ufw has the rule, in the form that ufw prints.
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

# each_former COMMAND: calls it with the comment and the words of each rule that an earlier version of this folder had and this one does not.
# ufw prints rules as commands: ufw allow from 198.51.100.0/24 to any port 9100 proto tcp comment '...'
each_former() {
  while IFS= read -r line; do
    case ${line} in
      "ufw "*" comment '${prefix}"*"'") ;;
      *) continue ;;
    esac
    comment=${line#*" comment '"}
    comment=${comment%"'"}
    if is_rule_wanted "${comment}"; then
      continue
    fi
    arguments=${line#"ufw "}
    "$1" "${comment}" "${arguments%%" comment '"*}"
  done <<RULES
${added}
RULES
}

# each_foreign COMMAND: calls it with the words of each rule that is not this site's.
each_foreign() {
  while IFS= read -r line; do
    case ${line} in
      "ufw "*" comment '${prefix}"*"'") ;;
      "ufw "*) "$1" "${line#"ufw "}" ;;
      *) ;;
    esac
  done <<RULES
${added}
RULES
}

# Whether a rule with this comment is wanted.
is_rule_wanted() {
  case "${newline}${wanted_rules}" in
    *"${newline}$1${newline}"*) return 0 ;;
    *) return 1 ;;
  esac
}

# check_policies: the defaults, IPv6, and whether the firewall starts at boot.
check_policies() {
  status=$(ufw status verbose)
  case ${status} in
    *"Status: active"*"Default: deny (incoming), allow (outgoing)"*) ;;
    *"Status: active"*) problem "the default policies are not: deny incoming, allow outgoing" ;;
    *) problem "the firewall is not active" ;;
  esac
  grep -q '^IPV6=yes$' /etc/default/ufw || problem "IPv6 is not filtered: IPV6=yes is missing in /etc/default/ufw"
  systemctl --quiet is-enabled ufw || problem "the firewall will not start at the next boot: systemctl enable ufw"
}

# check_containers: every container of this host, ours or not. ufw protects those in the host's network, so they need no check.
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
        *"->"*) problem "the container ${container} bypasses the firewall: ${published}" ;;
        *) ;;
      esac
    done
  done <<CONTAINERS
${containers}
CONTAINERS
}
