{#
format: sh
when: monitoring.is_on
#}
# shellcheck shell=sh
# The files of the monitoring: where each is installed, and which are not in place.

folder="/etc/prometheus/gen-${site_name}"
systemd=/etc/systemd/system
passwords="/etc/nginx/gen-${site_name}-monitoring.htpasswd"

# files: prints SOURCE TARGET MODE GROUP SERVICE for each file; the last is what reads it, or - for nothing that runs already.
files() {
  # For another Prometheus, the rules are its own to read.
  if [ -f monitoring/prometheus.yml ]; then
    line "monitoring/prometheus.yml ${folder}/prometheus.yml 0644 root prometheus"
    line "monitoring/rules.yml ${folder}/rules.yml 0644 root prometheus"
  fi
  if [ -f monitoring/alertmanager.yml ]; then
    # It has the addresses of webhooks, which let in whoever knows them.
    line "${work}/alertmanager.yml ${folder}/alertmanager.yml 0640 prometheus prometheus-alertmanager"
    if [ -n "${site_alerts_secret}" ]; then
      line "${work}/password ${folder}/${site_alerts_secret} 0640 prometheus prometheus-alertmanager"
    fi
  fi
  line "monitoring/blackbox.yml ${folder}/blackbox.yml 0644 root prometheus-blackbox-exporter"
  for service in $(services); do
    line "${work}/${service}.conf ${systemd}/${service}.service.d/gen-${site_name}.conf 0644 root ${service}"
  done
  [ -z "${site_monitoring_secret}" ] || line "${work}/htpasswd ${passwords} 0640 www-data -"
}

# make_files: makes the files that have something of this server in them, and the drop-ins.
make_files() {
  for service in $(services); do drop_in "${service}" >"${work}/${service}.conf"; done
  if [ -f monitoring/alertmanager.yml ]; then
    cp -- monitoring/alertmanager.yml "${work}/alertmanager.yml"
    if [ -n "${site_alerts_secret}" ]; then take_alerts_password; fi
  fi
  if [ -n "${site_monitoring_secret}" ]; then take_pages_password; fi
}

# read_secret NAME: sets password. It is never an argument of a program, which would be visible in the list of processes.
read_secret() {
  [ -r "${site_secrets}/$1" ] || stop "the secret ${site_secrets}/$1 is missing" 78
  password=$(cat -- "${site_secrets}/$1")
  [ -n "${password}" ] || stop "the secret ${site_secrets}/$1 is empty" 78
  # The dot preserves a line feed at the end.
  others=$(printf '%s' "${password}" | tr -d '!-~' && printf .)
  [ "${others}" = . ] || stop "the secret ${site_secrets}/$1 has a character that is not visible ASCII" 78
}

# take_alerts_password: for Alertmanager, in a file of its own; where it reads none, in its configuration.
take_alerts_password() {
  read_secret "${site_alerts_secret}"
  printf '%s' "${password}" >"${work}/password"
  if ! "${site_alertmanager_has_password_file}"; then
    # In single quotes YAML reads each character as it is, but for the quote itself.
    quoted=$(printf '%s' "${password}" | sed "s/'/''/g")
    while IFS= read -r text; do
      case ${text} in
        '  smtp_auth_password: '*) printf "  smtp_auth_password: '%s'\n" "${quoted}" ;;
        *) printf '%s\n' "${text}" ;;
      esac
    done <monitoring/alertmanager.yml >"${work}/alertmanager.yml"
  fi
  unset password quoted
}

# take_pages_password: for nginx, hashed; with the salt of the file that is there, so that the same password is the same file.
take_pages_password() {
  read_secret "${site_monitoring_secret}"
  salt=$(sed -n 's/^monitoring:[$]6[$]\([A-Za-z0-9./]*\)[$].*/\1/p' "${passwords}" 2>/dev/null) || salt=''
  [ -n "${salt}" ] || salt=$(openssl rand -hex 8)
  hash=$(printf '%s\n' "${password}" | openssl passwd -6 -salt "${salt}" -stdin) || stop "openssl could not hash the password"
  printf 'monitoring:%s\n' "${hash}" >"${work}/htpasswd"
  unset password hash
}

# compare: writes the files that are not in place into the file `changes`, with what `files` says of them.
compare() {
  : >"${work}/changes"
  files >"${work}/files"
  while read -r source target mode group service; do
    found=$(stat -c '0%a %U %G' -- "${target}" 2>/dev/null) || found=none
    if [ "${found}" != "${mode} root ${group}" ] || ! cmp -s "${source}" "${target}"; then
      line "${source} ${target} ${mode} ${group} ${service}" >>"${work}/changes"
    fi
  done <"${work}/files"
}

# put_in_place: copies each file that differs, by a rename, so that nobody reads half of it.
put_in_place() {
  while read -r source target mode group _; do
    mkdir -p -- "${target%/*}"
    install -m "${mode}" -o root -g "${group}" -- "${source}" "${target}.dpkg-new"
    mv -fT -- "${target}.dpkg-new" "${target}"
  done <"${work}/changes"
}
