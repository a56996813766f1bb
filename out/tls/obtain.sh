#!/bin/sh
# Obtains the missing certificates of the site, sets up their renewal, and has nginx serve them. Run it as root, after the DNS
# records exist; running it again changes nothing.
#
#   obtain.sh             do it
#   obtain.sh --dry-run   say what would be done, and change nothing
#
# The certificates that could be obtained are served in any case. Exit status: 0 all certificates are there; 1 one could not be
# obtained; 64 wrong usage; 69 a program is missing; 77 not root; 78 credentials are missing, or files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR/..
set -eu
self=$(readlink -f -- "$0")
out=${self%/*/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/renewal.sh"
. "${out}/ops/lib/notify.sh"
umask 022

status=0
hooks=/etc/letsencrypt/renewal-hooks
hook="${hooks}/deploy/${site_name}-reload-nginx"

# install_sites: has nginx serve the sites that have their certificate, and says which do not.
install_sites() { run ../nginx/install.sh; }

# certbot runs every program in the folder after it has renewed a certificate. The hook is written elsewhere and renamed:
# certbot must not run half a program.
install_hook() {
  # The hook finds the notifier by it.
  linked=$(readlink -- "/var/lib/${site_name}/notifier") || linked=''
  if [ "${linked}" != "${out}/notify.sh" ]; then
    run mkdir -p -m 0700 "/var/lib/${site_name}"
    run ln -sfn "${out}/notify.sh" "/var/lib/${site_name}/notifier"
  fi
  if [ -x "${hook}" ] && cmp -s reload-nginx.sh "${hook}"; then return 0; fi
  run mkdir -p "${hooks}/deploy"
  run cp reload-nginx.sh "${hooks}/.${site_name}-new"
  run chmod 0755 "${hooks}/.${site_name}-new"
  run mv -f "${hooks}/.${site_name}-new" "${hook}"
}

# obtain NAME LIST OPTION VALUE...: obtains a certificate that is missing, is for other names than those of the list, expires soon, or
# was obtained in another way. certbot keeps the options for the renewals, and runs the hook if it replaces one. A failure is
# reported, and does not prevent the next one from being tried.
obtain() {
  name=$1
  names=$(joined "$2")
  shift 2
  when=--keep-until-expiring
  if [ -s "/etc/letsencrypt/renewal/${name}.conf" ] && renewed_otherwise "${name}" "$@"; then
    say "${name} was obtained with ${option} = ${found}: it is obtained again"
    when=--force-renewal
  fi
  run certbot certonly --non-interactive --agree-tos --no-eff-email --email "${site_contact}" \
    --key-type ecdsa "${when}" --expand --cert-name "${name}" "$@" -d "${names}" || {
    printf 'FAILED: the certificate %s\n' "${name}" >&2
    status=1
  }
}

# check_credentials FILE: anyone who can read them can take over the domain.
check_credentials() {
  [ -f "$1" ] || stop "$1 is missing: make it from credentials.example, readable by root only" 78
  mode=$(stat -L -c '%u:%a' -- "$1")
  case ${mode} in
    0:600 | 0:400) ;;
    *) stop "$1 must belong to root, with mode 600: chown root $1 && chmod 600 $1" 78 ;;
  esac
  if grep -q 'REPLACE' -- "$1"; then stop "$1 is still the example: enter the real values" 78; fi
}

check_plugin() {
  found=$(certbot plugins 2>/dev/null) || found=''
  case ${found} in
    *"* dns-${site_dns_provider}"*) ;;
    *) stop "certbot lacks the plugin: apt-get install ${site_dns_package}" 69 ;;
  esac
}

# joined LIST: prints the names of a list, separated by commas.
joined() {
  names=''
  each add_name "$1"
  printf '%s' "${names}"
}
add_name() { names="${names:+${names},}$1"; }

obtain_superadmin() {
  if [ "${site_superadmin_challenge}" = http ]; then
    # The authority connects to port 80, so nginx has to serve the webroot there first.
    run mkdir -p "${site_acme_webroot}"
    install_sites
  fi
  with_certificate superadmin obtain
}

# obtain_all: obtains those of the two certificates that are not given.
obtain_all() {
  if ! "${dry_run}"; then
    command -v certbot >/dev/null || stop "certbot is not installed: apt-get install certbot" 69
    if [ -n "${site_dns_provider}" ]; then
      check_plugin
      check_credentials "${site_dns_credentials}"
    fi
  fi
  install_hook
  if [ "${site_superadmin_certificate_source}" = acme ]; then obtain_superadmin; fi
  if [ "${site_tenants_certificate_source}" = acme ]; then with_certificate tenants obtain; fi
}

main() {
  case $* in
    '') ;;
    --dry-run) dry_run=true ;;
    *) usage ;;
  esac
  cd -- "${out}/tls"
  need_root
  case "${site_superadmin_certificate_source} ${site_tenants_certificate_source}" in
    *acme*) obtain_all ;;
    *) ;;
  esac
  install_sites
  if ! "${dry_run}"; then
    ./check.sh || status=1
    [ "${status}" -eq 0 ] || notify warning certificates "the certificates are not in order: run tls/check.sh and tls/obtain.sh" || true
  fi
}

main "$@"
[ "${status}" -eq 0 ]
