# shellcheck shell=sh
# Whether a tenant is served.

# tenant_answers NAME: whether the login page is served, which needs all of the tenant's code and its database.
tenant_answers() {
  curl --fail --silent --output /dev/null --max-time 120 --header "Host: $1.${site_tenants_domain}" \
    "http://127.0.0.1:${site_tenants_port}/web/login"
}
