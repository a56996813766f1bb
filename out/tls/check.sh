#!/bin/sh
# Checks that the certificates of the site are in order, served, and will be renewed. Run it as root; it changes nothing.
#
#   check.sh                     one line for each certificate, and one for each fault
#   check.sh --dry-run-renewal   also rehearse a renewal, with Let's Encrypt's test server if Let's Encrypt is the issuer
#
# Exit status: 0 no fault; 1 a fault was found; 64 wrong usage; 77 not root; 78 files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR/..
set -eu
self=$(readlink -f -- "$0")
out=${self%/*/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/certificate.sh"
. "${out}/ops/lib/renewal.sh"

status=0

fault() {
  printf 'FAULT: %s\n' "$1"
  status=1
}

# renewed NAME LIST OPTION VALUE...: whether certbot will renew a certificate, and as this site says.
renewed() {
  name=$1
  shift 2
  if ! [ -s "/etc/letsencrypt/renewal/${name}.conf" ]; then
    fault "certbot does not renew ${name}: run tls/obtain.sh"
  elif renewed_otherwise "${name}" "$@"; then
    fault "certbot renews ${name} with ${option} = ${found}, unlike this site: run tls/obtain.sh"
  fi
  if "${try_renewal}"; then
    # For Let's Encrypt, certbot uses its test server; for any other authority, the authority's own server.
    certbot renew --dry-run --no-random-sleep-on-renew --server "${site_acme_server}" --cert-name "${name}" ||
      fault "the renewal of ${name} would fail"
  fi
}

# renewal: whether certbot runs regularly, and nginx is reloaded after a renewal.
renewal() {
  hook="/etc/letsencrypt/renewal-hooks/deploy/${site_name}-reload-nginx"
  if ! [ -x "${hook}" ] || ! cmp -s reload-nginx.sh "${hook}"; then
    fault "nginx is not told of renewals: run tls/obtain.sh"
  fi
  if [ -d /run/systemd/system ]; then
    if ! systemctl --quiet is-enabled certbot.timer || ! systemctl --quiet is-active certbot.timer; then
      fault "nothing renews certificates: systemctl enable --now certbot.timer"
    fi
  elif ! [ -e /etc/cron.d/certbot ]; then
    fault "nothing renews certificates: there is neither systemd nor /etc/cron.d/certbot"
  fi
}

main() {
  try_renewal=false
  case $* in
    '') ;;
    --dry-run-renewal) try_renewal=true ;;
    *) usage ;;
  esac
  cd -- "${out}/tls"
  need_root
  command -v openssl >/dev/null || stop "openssl is not installed"

  certificate "${site_superadmin_certificate}" "${site_superadmin_key}" site_superadmin_names
  certificate "${site_tenants_certificate}" "${site_tenants_key}" site_tenants_names
  case "${site_superadmin_certificate_source} ${site_tenants_certificate_source}" in
    *acme*) renewal ;;
    *) if "${try_renewal}"; then fault "the certificates are given: whoever gives them renews them"; fi ;;
  esac
  if [ "${site_superadmin_certificate_source}" = acme ]; then with_certificate superadmin renewed; fi
  if [ "${site_tenants_certificate_source}" = acme ]; then with_certificate tenants renewed; fi
}

main "$@"
[ "${status}" -eq 0 ]
