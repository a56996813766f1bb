# shellcheck shell=sh
# Which rules of the firewall, and of what confines the containers, are not as this folder says.

look_at_firewall() {
  command -v ufw >/dev/null || {
    unknown firewall "ufw is not installed"
    return 0
  }
  added=$(ufw show added 2>/dev/null) || {
    unknown firewall "ufw does not answer"
    return 0
  }
  each check_rule site_firewall_rules
  each_former exceeds
  each_foreign strange
  check_policies
  check_containers
}

# lacks ACTION COMMENT, exceeds COMMENT RULE, strange RULE
lacks() {
  if is_known "rule  $1 $2"; then
    finding changed firewall "$1 $2" "this rule was removed" "a deployment leaves it so: ./ufw.sh puts it back"
  else
    finding unapplied firewall "$1 $2" "this rule is missing" "a deployment leaves it so: ./ufw.sh"
  fi
}
exceeds() { finding unapplied firewall "$1" "this rule is no longer in site.yaml" "a deployment leaves it so: ./ufw.sh removes it"; }
strange() { finding foreign firewall "$1" "somebody has made this rule by hand" "it stays"; }

# problem TEXT: what firewall.sh finds beside the rules.
problem() { finding "${kind_here}" firewall ufw "$1" "a deployment leaves it so: ./ufw.sh"; }

# look_by PART SCRIPT: what a script's own --check finds, one deviation a line.
look_by() {
  status=0
  said=$("$2" --check 2>&1) || status=$?
  case ${status} in
    0) ;;
    1)
      while IFS= read -r text; do
        finding "${kind_here}" "$1" "$2" "${text}" "a deployment puts it right"
      done <<SAID
${said}
SAID
      ;;
    *) unknown "$1" "$2 --check: ${said}" ;;
  esac
}
