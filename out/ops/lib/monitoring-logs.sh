# shellcheck shell=sh
# What reads the logs for the monitoring: mtail with its programs, the reader of Odoo's lines, and the timers of metrics.sh. The caller is in
# the folder of docker-compose.yml, has a umask of 022, and has read begin.sh and monitoring-log-units.sh.

readers="/etc/${site_name}-mtail"
reader_units=/etc/systemd/system
reader_services="${site_name}-mtail.service ${site_name}-odoo-lines.service"
reader_timers="${site_name}-metrics.timer ${site_name}-sizes.timer"

# reader_files: prints SOURCE TARGET MODE for each file that is copied.
reader_files() {
  line "monitoring/nginx.mtail ${readers}/nginx.mtail 0644"
  line "monitoring/odoo.mtail ${readers}/odoo.mtail 0644"
  line "monitoring/odoo-lines.sh ${readers}/odoo-lines.sh 0755"
}

reader_all() {
  for name in ${reader_services} ${reader_timers} "${site_name}-metrics.service" "${site_name}-sizes.service"; do line "${name}"; done
}

# install_log_readers: puts what differs in place, and starts what does not run. Without systemd, nothing is started.
install_log_readers() {
  reader_work=$(mktemp -d)
  readers_changed=false
  reader_files >"${reader_work}/files"
  for name in $(reader_all); do
    reader_unit "${name}" >"${reader_work}/${name}"
    line "${reader_work}/${name} ${reader_units}/${name} 0644" >>"${reader_work}/files"
  done
  while read -r source target mode; do put_reader "${source}" "${target}" "${mode}"; done <"${reader_work}/files"
  rm -rf -- "${reader_work}"
  # mtail reads a file that is there when it starts from its end, and each that replaces it from its beginning.
  [ -e "/run/${site_name}-names" ] || run touch "/run/${site_name}-names"
  [ -d /run/systemd/system ] || return 0
  if "${readers_changed}"; then run systemctl daemon-reload; fi
  for name in ${reader_services} ${reader_timers}; do
    if "${readers_changed}" || ! systemctl --quiet is-active "${name}"; then
      run systemctl --quiet enable "${name}"
      run systemctl restart "${name}"
    fi
  done
}

# put_reader SOURCE TARGET MODE
put_reader() {
  mode=$(stat -c '%a %u' -- "$2" 2>/dev/null) || mode=none
  if [ "${mode}" = "${3#0} 0" ] && cmp -s -- "$1" "$2"; then return 0; fi
  readers_changed=true
  if "${dry_run}"; then
    line "write $2"
    return 0
  fi
  mkdir -p -- "${2%/*}"
  install -m "$3" -o root -g root -- "$1" "$2.new"
  mv -fT -- "$2.new" "$2"
}
