{#
format: sh
#}
# shellcheck shell=sh
# What a tenant may be called.

# check_name NAME: refuses a name that a host or a database cannot have.
check_name() {
  case $1 in
    '' | *[!a-z0-9-]* | -* | *-) stop "$1 is not a tenant's name: write lower-case letters, digits and inner hyphens" 64 ;;
    www) stop "www is reserved: Odoo strips it from every host name" 64 ;;
    *) ;;
  esac
  cut=$(printf '%.60s' "$1")
  [ "${cut}" = "$1" ] || stop "$1 is longer than 60 bytes, the limit for a database's name" 64
  [ "$1.${site_tenants_domain}" != "${site_superadmin_domain}" ] || stop "$1 is reserved: that host belongs to the superadmin" 64
}
