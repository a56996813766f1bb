# shellcheck shell=sh
# Takes away what monitoring/install.sh has put in place, or the part of it that a new revision does not have.

installed_list="/var/lib/${site_name}-monitoring/installed"

# remove_installed KEPT: removes each file of the last installation whose path is not in the file KEPT, and ends what it started.
remove_installed() {
  [ -f "${installed_list}" ] || return 0
  removed=false
  while read -r target service; do
    if grep -Fxq -e "${target} ${service}" "$1"; then continue; fi
    case ${target} in
      /etc/systemd/system/*.service.d/* | /etc/systemd/system/*.timer)
        line "end ${service}"
        run systemctl --quiet disable --now "${service}" || say "${service} could not be stopped"
        ;;
      *) ;;
    esac
    run rm -f -- "${target}"
    removed=true
  done <"${installed_list}"
  if "${removed}"; then run systemctl daemon-reload; fi
}

# end_monitoring: for a site that is no longer watched.
end_monitoring() {
  [ -f "${installed_list}" ] || return 0
  remove_installed /dev/null
  # What monitoring-logs.sh has installed.
  for name in mtail.service odoo-lines.service metrics.timer sizes.timer metrics.service sizes.service; do
    unit="/etc/systemd/system/${site_name}-${name}"
    [ -e "${unit}" ] || continue
    run systemctl --quiet disable --now "${unit##*/}" || say "${unit##*/} could not be stopped"
    run rm -f -- "${unit}"
  done
  run rm -rf -- "/etc/${site_name}-mtail"
  run systemctl daemon-reload
  run rm -f -- "${installed_list}"
}
