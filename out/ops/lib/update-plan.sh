# shellcheck shell=sh
# Decides what an update does: which databases, which modules in each, and in which order.

# tenants_in_order: prints the tenants' databases: canaries first, then the others as odoo.rollout.order says.
tenants_in_order() {
  all=$(
    sql "${site_tenants_server}" --set=order="${site_rollout_order}" <<'SQL'
SELECT datname FROM pg_database
WHERE datallowconn AND datname ~ '^[a-z0-9-]+_db$' AND has_database_privilege(:'role', oid, 'CONNECT')
ORDER BY CASE :'order' WHEN 'smallest' THEN pg_database_size(oid) WHEN 'largest' THEN -pg_database_size(oid) ELSE 0 END, datname
SQL
  ) || return 1
  canaries=$(each print_canary site_canaries)
  for database in ${canaries} ${all}; do printf '%s\n' "${database}"; done | awk '!seen[$0]++'
}

# print_canary TENANT: prints its database, if there is one.
print_canary() {
  for database in ${all}; do
    if [ "${database}" = "$1_db" ]; then printf '%s\n' "${database}"; fi
  done
}

# is_canary DATABASE
is_canary() {
  case " ${canary_list} " in
    *" $1 "*) return 0 ;;
    *) return 1 ;;
  esac
}

add_canary() { canary_list="${canary_list} $1_db"; }

# needed_in SERVER DATABASE: prints whether Python has changed, and the modules to update there; nothing if there are none.
needed_in() {
  if [ "${modules}" = changed ]; then
    found=$(changed_modules "$1" "$2") || return 1
  else
    found=$(
      query "$1" "$2" --set=modules="${modules}" <<'SQL'
SELECT true, string_agg(name, ',' ORDER BY name) FROM ir_module_module
WHERE state IN ('installed', 'to upgrade') AND name = ANY (string_to_array(:'modules', ',')) HAVING count(*) > 0
SQL
    ) || return 1
  fi
  case ${found} in
    '') ;;
    [tf]'|'*[!A-Za-z0-9_,]*) return 1 ;;
    [tf]'|'*) printf '%s %s\n' "${found%%|*}" "${found#*|}" ;;
    *) return 1 ;;
  esac
}

# plan_one GROUP SERVICE SERVER DATABASE: prints its line of the plan, if it needs an update: GROUP SERVICE SERVER DATABASE PYTHON MODULES.
# GROUP is `first` for the operators' own database and the canaries, `rest` for the other tenants, and `unread` for one that cannot be
# read; PYTHON is t if Python has changed.
plan_one() {
  if ! need=$(needed_in "$3" "$4"); then
    printf '%s\n' "unread $2 $3 $4 f -"
  elif [ -n "${need}" ]; then
    printf '%s\n' "$1 $2 $3 $4 ${need}"
  fi
}

# make_plan: prints the plan.
make_plan() {
  canary_list=''
  each add_canary site_canaries
  names=$(tenants_in_order) || return 1
  plan_one first "${site_superadmin_service}" "${site_superadmin_server}" "${site_superadmin_database}"
  for database in ${names}; do
    group=rest
    if is_canary "${database}"; then group=first; fi
    plan_one "${group}" "${site_tenants_service}" "${site_tenants_server}" "${database}"
  done
}

# show: the steps, for a dry run.
show() {
  printf '%s\n' "back up with backup.sh"
  "${keep_image}" || printf '%s\n' "build ${site_odoo_built_image} on a new ${site_odoo_image}"
  printf '%s\n' "${plan}" | awk '
    $1 == "first" { print "copy " $4 ", and update in it: " $6 }
    $1 == "unread" { print "leave out " $4 ", which cannot be read" }'
  printf '%s\n' "restart both instances"
  printf '%s\n' "${plan}" | awk '$1 == "rest" { print "copy " $4 ", and update in it: " $6 }'
}

# check_modules MODULE...: Odoo would silently ignore a module that is not installed anywhere.
check_modules() {
  planned=$(printf '%s\n' "${plan}" | awk '$6 != "-" { print $6 }' | tr ',' '\n')
  for module in "$@"; do
    printf '%s\n' "${planned}" | grep -Fxq -e "${module}" || stop "no database has the module ${module}"
  done
}

# check_room: the copies need as much room as the databases at most, on the same disk.
check_room() {
  needed=0
  for server in "${site_superadmin_server}" "${site_tenants_server}"; do
    size=$(
      sql "${server}" <<'SQL'
SELECT (sum(pg_database_size(oid)) / 1024)::bigint FROM pg_database WHERE datallowconn
SQL
    ) || stop "the database server ${server} does not answer: docker compose up --detach --wait"
    needed=$((needed + size))
  done
  root=$(docker info 2>/dev/null | sed -n 's/^ *Docker Root Dir: //p')
  free=$(df -Pk -- "${root:-/var/lib}" | awk 'NR == 2 { print $4 }')
  [ "${free:-0}" -gt "${needed}" ] || stop "${root:-/var/lib} has ${free} KiB free, but the copies may need ${needed} KiB"
}
