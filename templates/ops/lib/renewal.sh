{#
format: sh
#}
# shellcheck shell=sh
# How certbot obtains each certificate, for those who obtain it and those who check that it is renewed in the same way.

# with_certificate SIDE COMMAND...: runs a command with the certificate's name, the list of its host names, and certbot's options for
# it, each followed by its value.
with_certificate() {
  if [ "$1" = superadmin ]; then
    shift
    set -- "$@" "${site_superadmin_certificate_name}" site_superadmin_names
    challenge=${site_superadmin_challenge}
  else
    shift
    set -- "$@" "${site_tenants_certificate_name}" site_tenants_names
    challenge=dns
  fi
  set -- "$@" --server "${site_acme_server}"
  if [ "${challenge}" = http ]; then
    "$@" --authenticator webroot --webroot-path "${site_acme_webroot}"
    return
  fi
  set -- "$@" --authenticator "dns-${site_dns_provider}"
  # Amazon's plugin finds its credentials itself.
  if [ "${site_dns_provider}" != route53 ]; then
    set -- "$@" "--dns-${site_dns_provider}-credentials" "${site_dns_credentials}"
  fi
  if [ -n "${site_dns_propagation_seconds}" ]; then
    set -- "$@" "--dns-${site_dns_provider}-propagation-seconds" "${site_dns_propagation_seconds}"
  fi
  "$@"
}

# renewed_otherwise NAME OPTION VALUE...: whether certbot has another value for an option in the certificate's renewal configuration,
# or none; ${option} and ${found} are then what it has. certbot itself compares host names and the end of the certificate only, and keeps
# every option that it was once given.
renewed_otherwise() {
  file="/etc/letsencrypt/renewal/$1.conf"
  shift
  while [ "$#" -gt 1 ]; do
    option=$(printf '%s' "${1#--}" | tr - _)
    # A list of one value ends with a comma.
    found=$(sed -n "s/^${option} = //p" "${file}")
    found=${found%,}
    [ "${found}" = "$2" ] || return 0
    shift 2
  done
  return 1
}
