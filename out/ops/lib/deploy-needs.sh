# shellcheck shell=sh
# Checks the requirements of a deployment, before anything is stopped.

# missing WHAT: reports a requirement that is not met.
missing() {
  say "problem: $1"
  problems=$((problems + 1))
}

check_programs() {
  set -- curl docker flock ip jq nft nginx openssl sha256sum ss
  if "${site_has_relay}"; then set -- "$@" postfix postfwd1; fi
  if [ -n "${site_alerts_relay_host}" ]; then set -- "$@" msmtp; fi
  for program in "$@"; do
    command -v "${program}" >/dev/null || missing "the program ${program} is not installed: prepare-host.sh installs it"
  done
  docker info >/dev/null 2>&1 || missing "the Docker engine does not answer: systemctl status docker"
  docker compose config --quiet || missing "docker compose does not accept docker-compose.yml"
}

# check_addons FOLDER PATH
check_addons() { [ -d "$1" ] || missing "the add-ons folder $2 is missing"; }

# A folder of modules that is a submodule is empty, or of another commit, until git fetches it.
check_submodules() {
  for module in $(submodules_behind); do
    missing "the submodule ${module} is not the one of this revision: git submodule update --init --recursive"
  done
}

check_files() {
  sha256sum --check --quiet --strict SHA256SUMS >&2 || missing "files here have changed since gen wrote them: see SHA256SUMS"
  each check_addons site_addons
  for file in "${site_superadmin_certificate}" "${site_superadmin_key}" \
    "${site_tenants_certificate}" "${site_tenants_key}"; do
    [ -s "${file}" ] || missing "${file} is missing: tls/obtain.sh obtains the certificates"
  done
}

# check_secret NAME VARIABLE READERS
check_secret() {
  [ -s "${site_secrets}/$1" ] || missing "the secret ${site_secrets}/$1 is missing or empty: gen secrets init makes it"
}

check_secrets() {
  mode=$(stat -c %a -- "${site_secrets}" 2>/dev/null) || mode=none
  [ "${mode}" = 700 ] || missing "the folder ${site_secrets} has the mode ${mode}, not 700"
  each check_secret site_secret_files
}

# check_port PORT SERVICE: whether the port is free, or the service's own. A service without workers has no port for websockets.
check_port() {
  [ -n "$1" ] || return 0
  listener=$(ss -Hltn "sport = :$1")
  [ -n "${listener}" ] || return 0
  ours=$(docker compose ps --quiet "$2") || ours=''
  [ -n "${ours}" ] || missing "port $1 is taken by another program: ss -ltnp 'sport = :$1'"
}

check_networks() {
  taken=$(taken_subnets)
  [ -z "${taken}" ] || missing "addresses of the containers are in use on this machine: write other server.networks.subnets
${taken}"
}

# The new image needs room beside the former one.
check_disk() {
  root=$(docker info 2>/dev/null | sed -n 's/^ *Docker Root Dir: //p')
  free=$(df -Pk -- "${root:-/var/lib}" | awk 'NR == 2 { print $4 }')
  [ "${free:-0}" -ge 4194304 ] || missing "less than 4 GiB are free in ${root:-/var/lib}"
}

# The names may not be in DNS yet; that does not prevent a start.
check_names() {
  ./dns/check-dns.sh >&2 || say "warning: DNS does not answer as it should yet"
}

# nginx/install.sh would refuse to run, when everything else is done.
check_pending() {
  for at in applying waiting undoing; do
    [ ! -e "${state}/confirm-nginx/${at}" ] || missing "a change of nginx waits for its confirmation: nginx/install.sh --confirmed from a new connection, or wait until it has gone back"
  done
}

preflight() {
  step "look whether everything is there"
  check_programs
  check_files
  check_submodules
  check_secrets
  check_port "${site_tenants_port}" "${site_tenants_service}"
  check_port "${site_superadmin_port}" "${site_superadmin_service}"
  check_port "${site_tenants_websocket_port}" "${site_tenants_service}"
  check_port "${site_superadmin_websocket_port}" "${site_superadmin_service}"
  check_networks
  check_pending
  check_disk
  check_names
  [ "${problems}" -eq 0 ] || stop "${problems} problems: nothing was started or stopped" 78
}
