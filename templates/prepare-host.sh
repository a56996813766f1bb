{#
format: sh
mode: 0755

Runs as root on a new server, and again whenever this file has changed. Each step looks first at what is there, so that a
run that was broken off anywhere is finished by the next one.
#}
#!/bin/sh
# Prepares the server of {{ name }} ({{ server.os }}): programs, security upgrades, clock, swap, Docker. Run it as root.
#
#   prepare-host.sh             do what is missing
#   prepare-host.sh --dry-run   print what would be done, and change nothing
#
# Running it again changes nothing. It removes nothing, overwrites no setting that somebody else made, and gives nobody
# more rights: members of the group docker are root in all but name, so there is no need for any.
# Exit status: 0 done; 1 a step failed, run it again; 64 wrong usage; 78 something of this server is in the way.
set -eu
umask 022
export LC_ALL=C
PATH=${PATH}:/usr/sbin:/sbin

docker_url="https://download.docker.com/linux/{{ server.os_family }}"
docker_fingerprint=9DC858229FC7DD38854AE2D88D81803C0EBFCD88
docker_key=/etc/apt/keyrings/docker.asc
docker_source=/etc/apt/sources.list.d/docker.sources
daemon_settings=/etc/docker/daemon.json
timezone="{{ server.timezone }}"
swap_mib={{ server.swap_mib }}
swap_file="/swap-{{ name }}"
directory="{{ server.directory }}"
secrets="{{ server.directory }}/{{ secrets.directory }}"

dry_run=false
case ${1-} in
  '') ;;
  --dry-run) dry_run=true ;;
  *)
    printf 'usage: %s [--dry-run]\n' "$0" >&2
    exit 64
    ;;
esac

say() { printf '%s\n' "$*"; }

stop() {
  printf 'prepare-host.sh: %s\n' "$2" >&2
  exit "$1"
}

run() {
  if "${dry_run}"; then
    say "$*"
  else
    "$@"
  fi
}

# put FILE MODE: makes a file of what it reads, by a rename; one that is right already stays untouched.
# apt passes over names that end in .dpkg-new, so that a run that is broken off leaves nothing that it would read.
put() {
  cat >"${work}/content"
  if [ -f "$1" ] && cmp -s "${work}/content" "$1"; then
    return 0
  fi
  say "write $1"
  if "${dry_run}"; then
    return 0
  fi
  mkdir -p "$(dirname "$1")"
  install -m "$2" "${work}/content" "$1.dpkg-new"
  mv -f "$1.dpkg-new" "$1"
}

# Whether a package is installed, whole and configured.
installed() {
  state=$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) || return 1
  [ "${state}" = installed ]
}

apt() {
  # Another apt may be at work: that of the security upgrades, on a server that has just come up.
  run env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef \
    -o Dpkg::Options::=--force-confold "$@"
}

# need PACKAGE...: installs those that are missing.
need() {
  missing=''
  for package in "$@"; do
    installed "${package}" || missing="${missing} ${package}"
  done
  [ -n "${missing}" ] || return 0
  # Split at blanks: names of packages hold none.
  # shellcheck disable=SC2086
  set -- ${missing}
  apt update
  apt install --no-install-recommends "$@"
}

# newer FILE PIDFILE: whether a file was changed after the program that has read it was started.
newer() {
  [ -e "$2" ] || return 1
  found=$(find "$1" -prune -newer "$2")
  [ -n "${found}" ]
}

# Everything that could be in the way, before anything is changed.
check_server() {
  uid=$(id -u)
  [ "${uid}" -eq 0 ] || stop 1 "must be run as root"
  # shellcheck disable=SC1091
  found=$(. /etc/os-release && printf '%s-%s' "${ID-}" "${VERSION_ID-}")
  [ "${found}" = "{{ server.os }}" ] ||
    stop 78 "this is ${found}, and the site is made for {{ server.os }}: correct server.os, or use another server"
  for package in docker.io docker-compose docker-compose-v2 docker-doc podman-docker containerd runc; do
    if installed "${package}"; then
      stop 78 "the package ${package} excludes Docker's own packages: apt-get remove ${package}, when no container needs it"
    fi
  done
{% if odoo.mail is defined and odoo.mail.has_relay %}
  for package in citadel-server courier-mta dma exim4-daemon-heavy exim4-daemon-light msmtp-mta nullmailer opensmtpd sendmail-bin ssmtp; do
    if installed "${package}"; then
      stop 78 "the package ${package} would be removed for Postfix, the relay for mail: apt-get remove ${package}, when nothing needs it, or write \`relay: none\` into odoo.mail of site.yaml"
    fi
  done
{% endif %}
  [ ! -e /snap/bin/docker ] || stop 78 "the snap of Docker is in the way: snap remove docker, when no container needs it"
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    case ${file} in
      "${docker_source}" | *.dpkg-new) continue ;;
      *) [ -f "${file}" ] || continue ;;
    esac
    if grep -q '^[^#]*download\.docker\.com' "${file}"; then
      stop 78 "${file} names Docker's archive already: remove it, for apt refuses two keys for one archive"
    fi
  done
  if [ -s "${daemon_settings}" ] && command -v jq >/dev/null; then
    merge_daemon_settings >/dev/null
  fi
}

finish_broken_installation() {
  audit=$(dpkg --audit)
  [ -z "${audit}" ] || run dpkg --configure -a
}

{% if odoo.mail is defined and odoo.mail.has_relay %}
# The relay for mail. Without a configuration Postfix does not start: mail/install.sh makes it. bsd-mailx is what backup.sh reports with.
need_relay() {
  if ! installed postfix; then
    if "${dry_run}"; then
      say "tell debconf that postfix is installed without a configuration"
    else
      say "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
    fi
  fi
  need postfix libsasl2-modules postfwd bsd-mailx
}

{% endif %}
install_packages() {
{% if odoo.mail is defined and odoo.mail.has_relay %}
  need_relay
{% endif %}
  need ca-certificates curl gpg git openssl jq bind9-dnsutils cron nftables nginx ufw restic unattended-upgrades
{% if tls.superadmin.source == "acme" or tls.tenants.source == "acme" %}
  need certbot
{% endif %}
{% if tls.tenants.source == "acme" and tls.dns_provider is defined %}
  need "python3-certbot-dns-{{ tls.dns_provider }}"
{% endif %}
}

# Security upgrades of the system are installed every day. Docker's packages are not among them: containers outlive a
# restart of the engine only from one patch release to the next, so that is for a quiet hour.
schedule_upgrades() {
  put /etc/apt/apt.conf.d/52security-upgrades 0644 <<'FILE'
// Of the origins in 50unattended-upgrades, which are those of security updates.
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
APT::Periodic::AutocleanInterval "7";
Unattended-Upgrade::Automatic-Reboot "false";
FILE
}

# Whatever keeps the clock already goes on with it.
keep_time() {
  for package in chrony ntpsec ntp openntpd; do
    if installed "${package}"; then
      return 0
    fi
  done
  need systemd-timesyncd
  keeping=$(timedatectl show --property=NTP --value) || keeping=''
  [ "${keeping}" = yes ] || run timedatectl set-ntp true
}

set_timezone() {
  current=$(timedatectl show --property=Timezone --value) || current=''
  [ "${current}" = "${timezone}" ] || run timedatectl set-timezone "${timezone}"
  # cron reads the time zone when it is started.
  if newer /etc/localtime /run/crond.pid; then
    run systemctl restart cron
  fi
}

# The sum of all swap space but ours, in MiB.
other_swap() {
  awk -v ours="${swap_file}" 'NR > 1 && $1 != ours { sum += $3 } END { printf "%d", sum / 1024 }' /proc/swaps
}

# Swap lets the server live through a short peak; what is there already counts. None of ours is wanted where memory is ample,
# and one that is there stays as it is.
make_swap() {
  [ "${swap_mib}" -gt 0 ] || return 0
  other=$(other_swap)
  # The first page of a swap space is its header, which the kernel does not count.
  if [ "$((other + 1))" -ge "${swap_mib}" ]; then
    return 0
  fi
  if ! [ -f "${swap_file}" ]; then
    free=$(df --output=avail --block-size=1M / | tail -n 1 | tr -d ' ')
    [ "${free}" -ge "$((swap_mib + 1024))" ] || stop 78 "${swap_mib} MiB of swap do not fit: ${free} MiB are free"
    say "make ${swap_file}, ${swap_mib} MiB"
    if ! "${dry_run}"; then
      # Written, not only reserved: the kernel refuses a file with holes.
      (umask 077 && dd if=/dev/zero of="${swap_file}.new" bs=1M count="${swap_mib}" conv=fsync 2>/dev/null)
      mkswap "${swap_file}.new" >/dev/null
      mv -f "${swap_file}.new" "${swap_file}"
    fi
  fi
  if ! grep -q "^${swap_file} " /etc/fstab; then
    { awk 1 /etc/fstab && say "${swap_file} none swap sw 0 0"; } | put /etc/fstab 0644
  fi
  grep -q "^${swap_file} " /proc/swaps || run swapon "${swap_file}"
}

# check_key FILE: the key is Docker's, and the only one in the file.
check_key() {
  mkdir -p "${work}/gnupg"
  chmod 0700 "${work}/gnupg"
  listed=$(gpg --batch --quiet --homedir "${work}/gnupg" --with-colons --show-keys "$1" 2>/dev/null) || return 1
  keys=$(printf '%s\n' "${listed}" | grep -c '^pub:') || return 1
  fingerprint=$(printf '%s\n' "${listed}" | awk -F: '$1 == "fpr" { print $10; exit }')
  [ "${keys}" -eq 1 ] && [ "${fingerprint}" = "${docker_fingerprint}" ]
}

trust_docker() {
  if [ -f "${docker_key}" ]; then
    check_key "${docker_key}" || stop 78 "${docker_key} is not the key ${docker_fingerprint}: find out whose it is, and remove it"
  elif "${dry_run}"; then
    say "fetch ${docker_url}/gpg, check that it is the key ${docker_fingerprint} alone, and write ${docker_key}"
  else
    curl --fail --silent --show-error --location --proto '=https' --retry 3 --output "${work}/key" "${docker_url}/gpg"
    check_key "${work}/key" || stop 1 "${docker_url}/gpg is not the key ${docker_fingerprint}: nothing of it is trusted"
    put "${docker_key}" 0644 <"${work}/key"
  fi
  put "${docker_source}" 0644 <<FILE
Types: deb
URIs: ${docker_url}
Suites: {{ server.os_codename }}
Components: stable
Signed-By: ${docker_key}
FILE
}

# A port that is published without an address is one of this host alone; logs do not fill the disk; containers go on
# while the engine is restarted.
wanted_daemon_settings() {
  cat <<'FILE'
{
  "ip": "127.0.0.1",
  "live-restore": true,
  "log-driver": "json-file",
  "log-opts": {
    "max-file": "5",
    "max-size": "10m"
  }
}
FILE
}

# Prints the engine's settings with ours among them, and stops when somebody has set one of ours to something else.
merge_daemon_settings() {
  wanted=$(wanted_daemon_settings)
  if ! [ -s "${daemon_settings}" ]; then
    printf '%s\n' "${wanted}"
  elif ! jq --exit-status --argjson wanted "${wanted}" \
    'if type == "object" and ((. * $wanted) == ($wanted * .)) then . * $wanted else false end' "${daemon_settings}"; then
    stop 78 "${daemon_settings} cannot be read, or says otherwise than: ${wanted}"
  fi
}

set_up_docker() {
  # Before the engine is installed, so that it begins with them.
  if "${dry_run}" && ! command -v jq >/dev/null; then
    say "write ${daemon_settings}"
  else
    settings=$(merge_daemon_settings)
    printf '%s\n' "${settings}" | put "${daemon_settings}" 0644
  fi
  need docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin
  if newer "${daemon_settings}" /run/docker.pid; then
    run dockerd --validate --config-file "${daemon_settings}"
    # The first brings live-restore into force, so that the second leaves the containers running.
    run systemctl reload docker
    run systemctl restart docker
  fi
  members=$(getent group docker | cut -d: -f4) || members=''
  if [ -n "${members}" ]; then
    printf 'prepare-host.sh: as members of the group docker these are root: %s\n' "${members}" >&2
  fi
}

# make_folder PATH MODE
make_folder() {
  if ! [ -d "$1" ]; then
    run install -d -m "$2" "$1"
    return
  fi
  mode=$(stat -c '%a:%u' "$1")
  [ "${mode}" = "${2#0}:0" ] || run chown root: "$1"
  [ "${mode%:*}" = "${2#0}" ] || run chmod "$2" "$1"
}

main() {
  work=$(mktemp -d)
  trap 'rm -rf "${work}"' EXIT
  trap 'exit 1' HUP INT TERM
  check_server
  finish_broken_installation
  install_packages
  schedule_upgrades
  keep_time
  set_timezone
  make_swap
  trust_docker
  set_up_docker
  make_folder "${directory}" 0755
  # Git clones into an empty folder only.
  if [ -d "${directory}/out" ]; then
    make_folder "${secrets}" 0700
  fi
}

main; exit
