# shellcheck shell=sh
# The programs of the monitoring: packages and services of the same names.

# port_of SERVICE: prints the port and the page by which it shows that it works; nothing for others.
port_of() {
  case $1 in
    prometheus) line 9090/-/ready ;;
    prometheus-alertmanager) line 9093/-/ready ;;
    prometheus-node-exporter) line 9100/ ;;
    prometheus-nginx-exporter) line 9113/metrics ;;
    prometheus-blackbox-exporter) line 9115/ ;;
    mtail) line 3903/metrics ;;
    *) ;;
  esac
}

# taken SERVICE: prints what somebody else has made of a service on this server.
taken() {
  for file in "${systemd}/$1.service.d"/*.conf "${systemd}/$1.service"; do
    if [ -e "${file}" ] && [ "${file##*/}" != "gen-${site_name}.conf" ]; then line "${file}"; fi
  done
  [ ! -e "${systemd}/$1.service.d/gen-${site_name}.conf" ] || return 0
  dpkg-query --show --showformat='${Conffiles}\n' "$1" 2>/dev/null | while read -r file sum _; do
    case ${file} in
      /etc/default/* | /etc/prometheus/*) ;;
      *) continue ;;
    esac
    found=$(md5sum -- "${file}" 2>/dev/null) || continue
    [ "${found%% *}" = "${sum}" ] || line "${file}"
  done
}

check_server() {
  [ -d /run/systemd/system ] || stop "this needs systemd" 78
  for service in $(services); do
    found=$(taken "${service}" | tr '\n' ' ')
    [ -z "${found}" ] ||
      stop "${service} on this server is somebody else's: ${found}differs from its package. Move it away and run this again, or write monitoring.mode: remote or none into site.yaml; nothing was changed" 78
  done
}

# need_packages: installs those that are missing, without letting them start.
need_packages() {
  missing=''
  for service in $(services) mtail; do
    installed "${service}" || missing="${missing} ${service}"
  done
  [ -n "${missing}" ] || return 0
  line "install:${missing}"
  for service in ${missing}; do run systemctl --quiet --runtime mask "${service}"; done
  # shellcheck disable=SC2086
  need ${missing} >&2 || stop "the packages could not be installed"
}

# check_files: lets each program read what it would get, in a folder of its own.
check_files() {
  stage="${work}/stage"
  mkdir -- "${stage}"
  while read -r source target _; do
    case ${target} in "${folder}"/*) cp -- "${source}" "${stage}/${target#"${folder}"/}" ;; *) ;; esac
  done <"${work}/files"
  if [ -f "${stage}/prometheus.yml" ]; then accepts Prometheus promtool check config "${stage}/prometheus.yml"; fi
  if [ -f "${stage}/alertmanager.yml" ]; then accepts Alertmanager amtool check-config "${stage}/alertmanager.yml"; fi
  accepts "The blackbox exporter" prometheus-blackbox-exporter --config.check --config.file="${stage}/blackbox.yml"
  mkdir -- "${stage}/mtail"
  cp -- monitoring/*.mtail "${stage}/mtail"
  # It takes a port even for this.
  accepts mtail mtail --compile_only --logtostderr --address 127.0.0.1 --port 0 --progs "${stage}/mtail"
}

# accepts PROGRAM COMMAND...
accepts() {
  program=$1
  shift
  said=$("$@" 2>&1) || stop "${program} refuses the configuration, and nothing was changed: ${said}"
}

# start: has every service run with what is in place now.
start() {
  if grep -q " ${systemd}/" "${work}/changes"; then systemctl daemon-reload; fi
  failed=''
  for service in $(services); do
    systemctl --quiet --runtime unmask "${service}"
    systemctl --quiet enable "${service}"
    if grep -q " ${service}\$" "${work}/changes" || ! systemctl --quiet is-active "${service}"; then
      line "restart ${service}"
      systemctl restart "${service}" || failed="${failed} ${service}"
    fi
  done
  # The package's own service stays masked until the next boot, and does nothing without its LOGS.
  install_log_readers
  for service in $(services) mtail; do
    works "${service}" || failed="${failed} ${service}"
  done
  [ -z "${failed}" ] || stop "not in force:${failed}. See journalctl --unit NAME"
}

# works SERVICE: whether it answers, within half a minute.
works() {
  page=$(port_of "$1")
  [ -n "${page}" ] || return 0
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    if curl --silent --fail --output /dev/null --max-time 5 --noproxy '*' "http://127.0.0.1:${page}"; then return 0; fi
    sleep 2
  done
  return 1
}
