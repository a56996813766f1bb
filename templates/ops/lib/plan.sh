{#
format: sh

The words are those of docs/plan.md, with which `gen diff --apply-plan` says the same of two folders.
#}
# shellcheck shell=sh
# The plan of a deployment, from what drift.sh has found.

# has PART: whether something of a part is not as in this folder.
has() { printf '%s' "${findings}" | awk -F '\t' -v part="$1" '$2 == part && $1 != "foreign" { found = 1 } END { exit !found }'; }

# effect TEXT: a line of the present command.
effect() { effects="${effects}  $1
"; }

# command_line TEXT: prints a command with its effects, if it has any.
command_line() {
  if [ -n "${effects}" ]; then
    printf '%s\n%s' "$1" "${effects}"
    is_empty=false
  fi
  effects=''
}

plan_containers() {
  networks=$(changed_networks)
  running=$(cat -- "${state}/running" 2>/dev/null) || running=''
  code=$(code_here)
  if [ -n "${networks}" ]; then effect "stop all"; fi
  while IFS='|' read -r service decision reason _; do
    case ${service}:${decision}:${reason} in
      *:foreign:* | ::) continue ;;
      "${site_tenants_service}:keep:"* | "${site_superadmin_service}:keep:"* | "${site_tenants_service}:start:"* | "${site_superadmin_service}:start:"*)
        if [ "${running}" != "${code}" ]; then
          decision=recreate
          reason="the code of an add-on"
        fi
        ;;
      *) ;;
    esac
    case ${networks:+stopped}:${decision} in
      stopped:keep | stopped:start) decision=recreate ;;
      *) ;;
    esac
    effect "${decision} ${service}${reason:+  # ${reason}}"
  done <<COMPARED
${compared}
COMPARED
}

plan_nginx() {
  running=$(master)
  if [ -z "${running}" ]; then
    effect "start nginx"
  elif [ -n "${nginx_changes}" ]; then
    effect "reload nginx"
  else
    effect "keep nginx"
  fi
}

# print_plan REVISION
print_plan() {
  effects=''
  is_empty=true
  line "plan 1"
  line "base ${deployed:-none}"
  line "target ${here}"
  line ""
  if image_differs; then effect "build image"; fi
  if has egress; then effect "change egress"; fi
  if has mail; then effect "change mail"; fi
  plan_containers
  plan_nginx
  case "${effects}${deployed}" in
    *"  build "* | *"  change "* | *"  stop "* | *"  create "* | *"  recreate "* | *"  start "* | *"  remove "* | *"  reload "*) ;;
    *"${here}") effects='' ;;
    *) ;;
  esac
  command_line "./deploy.sh --base ${deployed:-none} --target ${here} $1"
  if has firewall; then effect "change firewall"; fi
  command_line "./ufw.sh --confirm 60"
  if has certificates; then effect "change certificates"; fi
  command_line "./tls/obtain.sh"
  if has crontab; then effect "change crontab"; fi
  command_line "./schedule.sh"
  if "${is_empty}"; then line "nothing to apply"; fi
}
