#!/bin/sh
# The certificates of stockshop: obtains those that are missing, has them renewed, and has nginx serve them. Run it as root,
# after the DNS records are there; running it again changes nothing.
#
#   obtain.sh             do it
#   obtain.sh --dry-run   say what would be done, and change nothing
#
# Ends with 0 when all certificates are there, 1 when one could not be had, 69 when a program is missing, 78 when
# credentials are. What could be had is served in any case.
set -eu
umask 022

dry_run=false
status=0
hooks=/etc/letsencrypt/renewal-hooks
hook="${hooks}/deploy/stockshop-reload-nginx"

stop() {
  printf 'obtain.sh: %s\n' "$2" >&2
  exit "$1"
}

# install_sites: has nginx serve what there is, and say what it waits for.
install_sites() {
  if "${dry_run}"; then
    printf '%s\n' '../nginx/install.sh'
  else
    ../nginx/install.sh
  fi
}

# run COMMAND...: runs it, or only says so.
run() {
  if "${dry_run}"; then
    printf '%s\n' "$*"
  else
    "$@"
  fi
}

# certbot runs every program in the folder after it has renewed a certificate. Made beside it and moved there at once: half
# a program must not be run.
install_hook() {
  if [ -x "${hook}" ] && cmp -s reload-nginx.sh "${hook}"; then return 0; fi
  run mkdir -p "${hooks}/deploy"
  run cp reload-nginx.sh "${hooks}/.stockshop-new"
  run chmod 0755 "${hooks}/.stockshop-new"
  run mv -f "${hooks}/.stockshop-new" "${hook}"
}

# obtain NAME OPTION...: obtains a certificate that is not there, is for other names, or ends soon. certbot remembers the
# options for the renewals, and runs the hook where it replaces one. One that cannot be had is told, and does not keep the
# next one from being tried.
obtain() {
  name=$1
  shift
  run certbot certonly --non-interactive --agree-tos --no-eff-email --email "ops@example.net" \
    --server "https://acme-v02.api.letsencrypt.org/directory" --key-type ecdsa --keep-until-expiring --expand --cert-name "${name}" "$@" || {
    printf 'FAILED: the certificate %s\n' "${name}" >&2
    status=1
  }
}

# check_credentials FILE: whoever reads them can take over the domain.
check_credentials() {
  [ -f "$1" ] || stop 78 "$1 is missing: make it after credentials.example, readable for root alone"
  mode=$(stat -L -c '%u:%a' -- "$1")
  case ${mode} in
    0:600 | 0:400) ;;
    *) stop 78 "$1 must be root's, with mode 600: chown root $1 && chmod 600 $1" ;;
  esac
  if grep -q 'REPLACE' -- "$1"; then stop 78 "$1 is still the example: put the real values in"; fi
}

check_plugin() {
  found=$(certbot plugins 2>/dev/null) || found=''
  case ${found} in
    *"* dns-cloudflare"*) ;;
    *) stop 69 "certbot lacks the plugin: apt-get install python3-certbot-dns-cloudflare" ;;
  esac
}

main() {
  case ${1-} in
    '') ;;
    --dry-run) dry_run=true ;;
    *)
      printf 'usage: %s [--dry-run]\n' "$0" >&2
      exit 64
      ;;
  esac
  cd -- "$(dirname -- "$0")"
  uid=$(id -u)
  [ "${uid}" -eq 0 ] || stop 1 "must be run as root"
  if ! "${dry_run}"; then
    command -v certbot >/dev/null || stop 69 "certbot is not installed: apt-get install certbot"
    check_plugin
    check_credentials "/etc/letsencrypt/cloudflare.ini"
  fi

  install_hook

  # The authority asks on port 80, where nginx has to answer from the webroot first.
  run mkdir -p "/var/www/acme"
  install_sites
  obtain stockshop-superadmin --webroot --webroot-path "/var/www/acme" -d "superadmin.example.com"

  # A wildcard is proven in the DNS, and does not cover the bare domain: both are named.
  obtain stockshop-tenants --authenticator "dns-cloudflare" \
    "--dns-cloudflare-credentials" "/etc/letsencrypt/cloudflare.ini" \
    "--dns-cloudflare-propagation-seconds" 30 \
    -d "shops.example.net,*.shops.example.net"

  install_sites
  if ! "${dry_run}"; then
    ./check.sh || status=1
  fi
}

main "$@"
exit "${status}"
