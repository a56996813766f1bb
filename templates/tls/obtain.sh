{#
format: sh
mode: 0755

Runs as root on the server. Every step looks first whether there is anything to do.
#}
#!/bin/sh
# The certificates of {{ name }}: obtains those that are missing, has them renewed, and has nginx serve them. Run it as root,
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
{% if tls.superadmin.source == "acme" or tls.tenants.source == "acme" %}
hooks=/etc/letsencrypt/renewal-hooks
hook="${hooks}/deploy/{{ name }}-reload-nginx"
{% endif %}

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
{% if tls.superadmin.source == "acme" or tls.tenants.source == "acme" %}

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
  run cp reload-nginx.sh "${hooks}/.{{ name }}-new"
  run chmod 0755 "${hooks}/.{{ name }}-new"
  run mv -f "${hooks}/.{{ name }}-new" "${hook}"
}

# obtain NAME OPTION...: obtains a certificate that is not there, is for other names, or ends soon. certbot remembers the
# options for the renewals, and runs the hook where it replaces one. One that cannot be had is told, and does not keep the
# next one from being tried.
obtain() {
  name=$1
  shift
  run certbot certonly --non-interactive --agree-tos --no-eff-email --email "{{ contact }}" \
    --server "{{ tls.acme_server }}" --key-type ecdsa --keep-until-expiring --expand --cert-name "${name}" "$@" || {
    printf 'FAILED: the certificate %s\n' "${name}" >&2
    status=1
  }
}
{% endif %}
{% if tls.dns_challenge is defined %}

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
    *"* dns-{{ tls.dns_challenge.provider }}"*) ;;
    *) stop 69 "certbot lacks the plugin: apt-get install {{ tls.dns_challenge.package }}" ;;
  esac
}
{% endif %}

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
{% if tls.superadmin.source == "acme" or tls.tenants.source == "acme" %}
  if ! "${dry_run}"; then
    command -v certbot >/dev/null || stop 69 "certbot is not installed: apt-get install certbot"
{% if tls.dns_challenge is defined %}
    check_plugin
    check_credentials "{{ tls.dns_challenge.credentials }}"
{% endif %}
  fi

  install_hook
{% endif %}
{% if tls.superadmin.source == "acme" %}

  # The authority asks on port 80, where nginx has to answer from the webroot first.
  run mkdir -p "{{ nginx.acme_webroot }}"
  install_sites
  obtain {{ tls.superadmin.name }} --webroot --webroot-path "{{ nginx.acme_webroot }}" -d "{{ tls.superadmin.names | join(",") }}"
{% endif %}
{% if tls.dns_challenge is defined %}

  # A wildcard is proven in the DNS, and does not cover the bare domain: both are named.
  obtain {{ tls.tenants.name }} --authenticator "dns-{{ tls.dns_challenge.provider }}" \
{% if tls.dns_challenge.provider != "route53" %}
    "--dns-{{ tls.dns_challenge.provider }}-credentials" "{{ tls.dns_challenge.credentials }}" \
{% endif %}
{% if tls.dns_challenge.propagation_seconds is defined %}
    "--dns-{{ tls.dns_challenge.provider }}-propagation-seconds" {{ tls.dns_challenge.propagation_seconds }} \
{% endif %}
    -d "{{ tls.tenants.names | join(",") }}"
{% endif %}

  install_sites
  if ! "${dry_run}"; then
    ./check.sh || status=1
  fi
}

main "$@"
exit "${status}"
