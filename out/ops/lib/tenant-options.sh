# shellcheck shell=sh
# How a tenant is made.

# read_options [OPTION]...: of create; what is not given is as site.yaml says.
read_options() {
  modules=${site_tenants_modules}
  language=${site_tenants_language:-en_US}
  country=${site_tenants_country}
  email=''
  json=false
  while [ "$#" -gt 0 ]; do
    case $1 in
      --json)
        json=true
        shift
        continue
        ;;
      --modules)
        case ${2-} in '' | ,* | *, | *[!A-Za-z0-9_,]*) usage ;; *) modules=$2 ;; esac
        ;;
      --language)
        case ${2-} in [a-z][a-z]* ) language=$2 ;; *) usage ;; esac
        case $2 in *[!A-Za-z0-9_@]*) usage ;; *) ;; esac
        ;;
      --country)
        case ${2-} in [A-Z][A-Z]) country=$2 ;; *) usage ;; esac
        ;;
      --email)
        case ${2-} in ?*@?*.?*) email=$2 ;; *) usage ;; esac
        case $2 in *[!A-Za-z0-9.@_+-]* | *@*@* | -*) usage ;; *) ;; esac
        ;;
      *) usage ;;
    esac
    shift 2
  done
}

# rebase: gives every tenant the address that follows from domains.tenants, after that has changed.
rebase() {
  names=$(
    sql "${site_tenants_server}" <<'SQL'
SELECT left(datname, -3) FROM pg_database WHERE datallowconn AND datname ~ '^[a-z0-9-]+_db$' ORDER BY datname
SQL
  ) || stop "the database server ${site_tenants_server} does not answer: docker compose up --detach --wait"
  failed=''
  for name in ${names}; do
    run line "${name}: https://${name}.${site_tenants_domain}"
    "${dry_run}" || query "${site_tenants_server}" "${name}_db" --set=url="https://${name}.${site_tenants_domain}" <<'SQL' || failed="${failed} ${name}"
UPDATE ir_config_parameter SET value = :'url' WHERE key = 'web.base.url'
SQL
  done
  # The workers remember parameters.
  run docker compose restart "${site_tenants_service}" >&2
  [ -z "${failed}" ] || stop "these keep their former address, as their database cannot be changed:${failed}"
}
