{#
format: sh
#}
# shellcheck shell=sh
# Which certificates are not as this site says, and how certbot renews them. tls/check.sh says whether they are in order and served.

certificates=certificates
obtain_again="a deployment leaves it so: ./tls/obtain.sh"

look_at_certificates() {
  command -v openssl >/dev/null || {
    unknown "${certificates}" "openssl is not installed"
    return 0
  }
  look_at_certificate "${site_superadmin_certificate}" "${site_superadmin_key}" site_superadmin_names
  look_at_certificate "${site_tenants_certificate}" "${site_tenants_key}" site_tenants_names
  if [ "${site_superadmin_certificate_source}" = acme ]; then with_certificate superadmin look_at_renewal; fi
  if [ "${site_tenants_certificate_source}" = acme ]; then with_certificate tenants look_at_renewal; fi
  case "${site_superadmin_certificate_source} ${site_tenants_certificate_source}" in
    *acme*) look_at_hook ;;
    *) ;;
  esac
}

# look_at_certificate FILE KEY LIST
look_at_certificate() {
  for file in "$1" "$2"; do
    [ -s "${file}" ] || {
      finding "${kind_here}" "${certificates}" "${file}" "it is missing" "a deployment refuses to begin: ./tls/obtain.sh"
      return 0
    }
  done
  file=$1
  each check_name "$3"
}

# fault TEXT: what certificate.sh finds.
fault() { finding unapplied "${certificates}" "${file}" "$1" "${obtain_again}"; }

# look_at_renewal NAME LIST OPTION VALUE...
look_at_renewal() {
  name=$1
  shift 2
  renewal="/etc/letsencrypt/renewal/${name}.conf"
  if ! [ -s "${renewal}" ]; then
    finding "${kind_here}" "${certificates}" "${renewal}" "it is missing: nothing renews ${name}" "${obtain_again}"
  elif renewed_otherwise "${name}" "$@"; then
    finding unapplied "${certificates}" "${renewal}" "it has ${option} = ${found}, unlike this site" "${obtain_again}"
  fi
}

look_at_hook() {
  hook="/etc/letsencrypt/renewal-hooks/deploy/${site_name}-reload-nginx"
  if [ ! -e "${hook}" ]; then
    finding unapplied "${certificates}" "${hook}" "it is missing: nginx is not told of renewals" "${obtain_again}"
  elif ! cmp -s tls/reload-nginx.sh "${hook}"; then
    if is_version "${hook}" tls/reload-nginx.sh; then
      finding unapplied "${certificates}" "${hook}" "it is an earlier version" "${obtain_again}"
    else
      finding changed "${certificates}" "${hook}" "it is not what gen made" "${obtain_again} replaces it"
    fi
  fi
}
