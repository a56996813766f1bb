# shellcheck shell=sh
# Docker's own packages, from its archive.

# check_key FILE: whether the key is Docker's, and the only one in the file.
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
    check_key "${docker_key}" || stop "${docker_key} is not the key ${docker_fingerprint}: find out where it came from, and remove it" 78
  elif "${dry_run}"; then
    line "fetch ${docker_url}/gpg, check that it is only the key ${docker_fingerprint}, and write ${docker_key}"
  else
    curl --fail --silent --show-error --location --proto '=https' --retry 3 --output "${work}/key" "${docker_url}/gpg"
    check_key "${work}/key" || stop "${docker_url}/gpg is not the key ${docker_fingerprint}: it is not trusted"
    put "${docker_key}" 0644 <"${work}/key"
  fi
  put "${docker_source}" 0644 <<FILE
Types: deb
URIs: ${docker_url}
Suites: ${site_os_codename}
Components: stable
Signed-By: ${docker_key}
FILE
}

# Logs do not fill the disk. On a server where nothing runs in containers yet, a port that is published without an address is bound to
# the loopback interface; the ports of containers that are there already keep their addresses.
#
# No live-restore: with it an engine in Swarm mode does not start, and at a shutdown of the server nobody stops the containers, so that
# PostgreSQL is killed (moby#31547, #41831).
wanted_daemon_settings() {
  cat <<'FILE'
{
  "log-driver": "json-file",
  "log-opts": {
    "max-file": "5",
    "max-size": "10m"
  }
}
FILE
}

# Prints the engine's settings merged with ours, and stops if one of ours has another value already.
merge_daemon_settings() {
  wanted=$(wanted_daemon_settings)
  if ! installed docker-ce; then wanted=$(printf '%s\n' "${wanted}" | sed '1a\  "ip": "127.0.0.1",'); fi
  if ! [ -s "${daemon_settings}" ]; then
    printf '%s\n' "${wanted}"
  elif ! jq --exit-status --argjson wanted "${wanted}" \
    'if type == "object" and ((. * $wanted) == ($wanted * .)) then . * $wanted else false end' "${daemon_settings}"; then
    stop "${daemon_settings} cannot be read, or contradicts: ${wanted}" 78
  fi
}

set_up_docker() {
  # Before the engine is installed, so that it starts with them.
  if "${dry_run}" && ! command -v jq >/dev/null; then
    line "write ${daemon_settings}"
  else
    settings=$(merge_daemon_settings)
    printf '%s\n' "${settings}" | put "${daemon_settings}" 0644
  fi
  need docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin
  if newer "${daemon_settings}" /run/docker.pid; then
    run dockerd --validate --config-file "${daemon_settings}"
    line "restart Docker, which restarts all containers"
    run systemctl restart docker
  fi
  if [ -s "${daemon_settings}" ] && jq --exit-status '."live-restore" == true' "${daemon_settings}" >/dev/null 2>&1; then
    say "${daemon_settings} sets live-restore: at a shutdown of the server PostgreSQL is then killed, not stopped; remove it, and run systemctl reload docker"
  fi
  members=$(getent group docker | cut -d: -f4) || members=''
  if [ -n "${members}" ]; then
    say "as members of the group docker, these users are as good as root: ${members}"
  fi
}
