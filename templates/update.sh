{#
format: sh
mode: 0755

All databases or none: both instances stand still meanwhile, so that going back loses nothing.
#}
#!/bin/sh
# Updates Odoo of {{ name }} within its series. Run it as root on the server, at an hour when nobody works.
#
#   update.sh                          the base image, and then every module in every database
#   update.sh MODULE...                the same for these modules alone
#   update.sh --keep-image [MODULE]... only the modules: for new add-ons that deploy.sh has put in place
#   update.sh --undo [TENANT]...       back to what was before the last update, with the databases of all or of these tenants;
#                                      what was written since is lost
#   update.sh --dry-run ...            say what would be done, and change nothing
#
# First comes a backup. Then both instances stop; each database is copied, with its files, and updated. When one cannot be
# updated, or this is interrupted, all of them are put back, the former image too, and everything runs as before. When this is
# killed, the next run begins with that.
# Ends with 0, or with 1 and a reason; 64 is a wrong command line, and 77 means: not root.
{% include "_scripts/begin.sh" %}

{% include "_scripts/lock.sh" %}

{% include "_scripts/jobs.sh" %}

{% include "_scripts/exists.sh" %}

{% include "_scripts/databases.sh" %}

{% include "_scripts/git.sh" %}

{% include "_scripts/answers.sh" %}

image="{{ odoo.built_image }}"
tenants={{ odoo.tenants.service }}
tenants_server={{ postgres.tenants.service }}
superadmin={{ odoo.superadmin.service }}
superadmin_server={{ postgres.superadmin.service }}
{% if odoo.superadmin.database is defined %}
superadmin_database="{{ odoo.superadmin.database }}"
{% endif %}
# While this folder is there, an update is not finished: in it, `touched` lists the databases that have a copy to go back to.
journal="${state}/update"
last="${state}/last-update"

usage() {
  printf 'usage: update.sh [--dry-run] [--keep-image] [MODULE]... | --undo [TENANT]...\n' >&2
  exit 64
}

# targets: the databases to update, as lines of SERVICE SERVER DATABASE; the operators' own first.
targets() {
  printf '%s\n' "${superadmin} ${superadmin_server} ${superadmin_database}"
  sql "${tenants_server}" --set=service="${tenants}" --set=server="${tenants_server}" <<'SQL'
SELECT :'service' || ' ' || :'server' || ' ' || datname FROM pg_database
WHERE datallowconn AND datname ~ '^[a-z0-9-]+_db$' AND has_database_privilege(:'role', oid, 'CONNECT') ORDER BY datname
SQL
}

# start_again: the instances as they are now, until they are healthy.
start_again() { docker compose up --detach --wait --wait-timeout 900 {{ odoo.tenants.service }} {{ odoo.superadmin.service }} >&2; }

# --- Before a database is changed ---------------------------------------------------------------------------------------

# copy_of DATABASE: the name of its copy, which has room for that of any database.
copy_of() {
  sum=$(printf '%s' "$1" | md5sum | cut -c 1-32)
  printf 'copy_%s' "${sum}"
}

# duplicate SERVER FROM TO: the database as it is on the disk, under another name, where nobody gets in. Nothing that a tenant has put there
# runs meanwhile, as it would in a restore of a dump: no tenant can keep the others from going back.
duplicate() {
  sql "$1" --set=from="$2" --set=to="$3" <<'SQL'
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'from' \g /dev/null
{# Since 15 a copy goes through the log page by page, unless it is told to be one of files (PostgreSQL's release notes). #}
{% if postgres.has_copy_strategy %}
CREATE DATABASE :"to" TEMPLATE :"from" STRATEGY FILE_COPY ALLOW_CONNECTIONS false;
{% else %}
CREATE DATABASE :"to" TEMPLATE :"from" ALLOW_CONNECTIONS false;
{% endif %}
REVOKE ALL ON DATABASE :"to" FROM PUBLIC;
GRANT CREATE, TEMPORARY ON DATABASE :"to" TO :"role";
GRANT CONNECT ON DATABASE :"to" TO :"maintenance";
SQL
}

# discard_copies: those of the last update.
discard_copies() {
  for where in "${superadmin_server}" "${tenants_server}"; do
    former=$(
      sql "${where}" <<'SQL'
SELECT datname FROM pg_database WHERE datname ~ '^copy_[0-9a-f]{32}$'
SQL
    ) || return 1
    for old in ${former}; do
      drop_database "${where}" "${old}" || return 1
    done
  done
}

# copy SERVICE SERVER DATABASE: hard links cost no room, and Odoo never changes a file that it has written.
copy() {
  kept=$(copy_of "$3")
  # shellcheck disable=SC2016
  drop_database "$2" "${kept}" &&
    duplicate "$2" "$3" "${kept}" &&
    in_files "$1" 'rm -rf "update-copies/$1"; mkdir -p "filestore/$1" update-copies
      cp -al "filestore/$1" "update-copies/$1"' "$3"
}

# admit SERVER DATABASE: whoever may connect to it, can.
admit() {
  sql "$1" --set=name="$2" <<'SQL'
ALTER DATABASE :"name" ALLOW_CONNECTIONS true;
SQL
}

# restore SERVICE SERVER DATABASE: from its copy, made whole beside it and then put in its place.
restore() {
  new=$(random_digits)
  new=new_${new}
  kept=$(copy_of "$3")
  # shellcheck disable=SC2016
  discard_unfinished "$2" "$1" &&
    duplicate "$2" "${kept}" "${new}" &&
    admit "$2" "${new}" &&
    in_files "$1" 'if [ -d "update-copies/$1" ]; then cp -al "update-copies/$1" "filestore/$2"; fi' "$3" "${new}" &&
    move_in "$2" "$1" "${new}" "$3"
}

# --- Going back -----------------------------------------------------------------------------------------------------------

# go_back FOLDER [TENANT]...: puts back what an update has touched; with names, these tenants' databases alone.
go_back() {
  record=$1
  shift
  docker compose stop {{ odoo.tenants.service }} {{ odoo.superadmin.service }} >&2 || return 1
  while read -r service server database; do
    for name in "${@:-${database%_db}}"; do
      [ "${name}_db" = "${database}" ] || [ "$#" -eq 0 ] || continue
      say "putting ${database} back"
      restore "${service}" "${server}" "${database}" || return 1
    done
  done <"${record}/touched"
  if [ "$#" -eq 0 ] && [ -e "${record}/image" ]; then
    docker image tag "${image}-before-update" "${image}" || return 1
  fi
}

# However an update ends before it is done: everything as before.
retreat() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  say "going back to what was before"
  go_back "${journal}" || stop "that did not work: run update.sh --undo"
  "${within}" || start_again || stop "everything is as before, but does not become healthy: docker compose logs"
  rm -rf -- "${journal}"
  stop "nothing was updated" "$((status ? status : 1))"
}

undo() {
  record=${journal}
  [ -e "${journal}" ] || record=${last}
  [ -e "${record}/touched" ] || stop "there is no update to go back from"
  if "${dry_run}"; then
    printf 'put back: '
    cat -- "${record}/touched"
    return
  fi
  # Before anything is stopped: an update of a former version of this script has its copies elsewhere.
  while read -r _ server database; do
    kept=$(copy_of "${database}")
    exists "${server}" "${kept}" || stop "there is no copy of ${database} to go back to: nothing was changed"
  done <"${record}/touched"
  go_back "${record}" "$@" || stop "that did not work: repeat it"
  start_again || stop "the instances do not become healthy: docker compose logs"
  if [ "$#" -eq 0 ]; then
    rm -f -- "${state}/updated"
    if [ -e "${record}/updated" ]; then mv -- "${record}/updated" "${state}/updated"; fi
    rm -rf -- "${record}"
    docker image tag "${image}" "${image}-deployed"
  fi
  say "back to what was before the update"
}

# --- Updating -------------------------------------------------------------------------------------------------------------

# update_database SERVICE SERVER DATABASE: whether it went well is asked of the database too, as Odoo does not always say. As Odoo's
# role: what a tenant has made runs there.
update_database() {
  run_job "$1" odoo -d "$3" -u "${modules}" --stop-after-init --no-http </dev/null || return 1
  waiting=$(
    query "$2" "$3" <<'SQL'
SELECT string_agg(name, ', ' ORDER BY name) FROM ir_module_module WHERE state IN ('to install', 'to upgrade', 'to remove')
SQL
  ) || return 1
  waiting=$(printf '%s' "${waiting}" | printable)
  [ -z "${waiting}" ] || say "not updated in $3: ${waiting}"
  [ -z "${waiting}" ]
}

# check_modules: a name that is nowhere installed would be ignored without a word.
check_modules() {
  [ "${modules}" != all ] || return 0
  for module in "$@"; do
    found=''
    while read -r _ server database; do
      there=$(
        query "${server}" "${database}" --set=name="${module}" <<'SQL'
SELECT 1 FROM ir_module_module WHERE name = :'name' AND state = 'installed'
SQL
      ) || stop "${database} cannot be read"
      found=${found}${there}
    done <"${state}/targets"
    [ -n "${found}" ] || stop "no database has the module ${module}"
  done
}

# check_room: the copies need no more than the databases do, and lie beside them.
check_room() {
  needed=0
  for server in "${superadmin_server}" "${tenants_server}"; do
    size=$(
      sql "${server}" <<'SQL'
SELECT (sum(pg_database_size(oid)) / 1024)::bigint FROM pg_database WHERE datallowconn
SQL
    ) || stop "the database server ${server} does not answer: docker compose up --detach --wait"
    needed=$((needed + size))
  done
  root=$(docker info 2>/dev/null | sed -n 's/^ *Docker Root Dir: //p')
  free=$(df -Pk -- "${root:-/var/lib}" | awk 'NR == 2 { print $4 }')
  [ "${free:-0}" -gt "${needed}" ] || stop "${root:-/var/lib} has room for ${free} KiB, and the copies may need ${needed} KiB"
}

# renew_image: the base image, as odoo.image names it, and what is built on it.
renew_image() {
  docker image tag "${image}" "${image}-before-update" || stop "there is no image ${image}: run deploy.sh first"
  say "building the image on a new base"
  docker compose build --pull >&2 || stop "the image could not be built: nothing was changed"
}

# healthy: the instances are, and every tenant's login page is there.
healthy() {
  start_again || return 1
  bad=''
  while read -r service _ database; do
    [ "${service}" = "${tenants}" ] || continue
    tenant_answers "${database%_db}" || bad="${bad} ${database%_db}"
  done <"${state}/targets"
  [ -z "${bad}" ] || say "no login page:${bad}"
  [ -z "${bad}" ]
}

show() {
  printf '%s\n' "back up with backup.sh"
  "${keep_image}" || printf '%s\n' "build ${image} on a new {{ odoo.image }}"
  printf '%s\n' "stop both instances"
  while read -r _ _ database; do
    printf '%s\n' "copy ${database}, and update in it: ${modules}"
  done <<EOT
$1
EOT
  printf '%s\n' "start both instances, and look at every tenant's login page"
}

update() {
  list=$(targets) || stop "the database server ${tenants_server} does not answer: docker compose up --detach --wait"
  if "${dry_run}"; then
    show "${list}"
    return
  fi
  printf '%s\n' "${list}" >"${state}/targets"
  check_modules "$@"
  check_room
  say "backing up"
  ./backup.sh >&2 || stop "the backup failed: nothing was changed"
  "${keep_image}" || renew_image

  # The copies that the last update could go back to are about to be replaced.
  rm -rf -- "${journal}.new" "${last}"
  discard_copies || stop "the copies of the last update could not be removed"
  mkdir -- "${journal}.new"
  : >"${journal}.new/touched"
  if [ -e "${state}/updated" ]; then cp -- "${state}/updated" "${journal}.new/updated"; fi
  "${keep_image}" || : >"${journal}.new/image"
  mv -- "${journal}.new" "${journal}"
  trap retreat EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  say "stopping both instances"
  docker compose stop {{ odoo.tenants.service }} {{ odoo.superadmin.service }} >&2
  while read -r service server database; do
    say "updating ${database}"
    copy "${service}" "${server}" "${database}" || exit 1
    printf '%s\n' "${service} ${server} ${database}" >>"${journal}/touched"
    update_database "${service}" "${server}" "${database}" || exit 1
  done <"${state}/targets"
  if "${within}"; then
    trap - EXIT HUP INT TERM
    finish
    return
  fi
  say "starting both instances"
  if ! healthy; then
    # Nobody's data but the operators' own: no tenant can have written anything.
    grep -q "^${tenants} " "${journal}/touched" || exit 1
    trap - EXIT HUP INT TERM
    finish
    stop "everything is updated, but not healthy. update.sh --undo goes back; what was written since is lost then"
  fi
  trap - EXIT HUP INT TERM
  finish
  docker image tag "${image}" "${image}-deployed"
  say "everything is updated"
}

# finish: from here on, going back is a decision of people.
finish() {
  rm -rf -- "${last}"
  mv -- "${journal}" "${last}"
  commit_here >"${state}/updated"
}

main() {
  dry_run=false
  keep_image=false
  within=false
  undo=false
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --keep-image) keep_image=true ;;
      # What deploy.sh says: it has built the image, and starts the instances itself.
      --within-deployment)
        keep_image=true
        within=true
        ;;
      --undo) undo=true ;;
      *) break ;;
    esac
    shift
  done
  for word in "$@"; do
    case ${word} in
      '' | -* | *[!a-z0-9_,-]*) usage ;;
      *) ;;
    esac
  done
  if "${undo}" && "${keep_image}"; then usage; fi
  cd -- "$(dirname -- "$0")"
  need_root
  "${dry_run}" || take_lock
  if "${undo}"; then
    undo "$@"
    return
  fi
  if [ -e "${journal}" ]; then
    say "an update was stopped half-way: going back first"
    undo
  fi
  modules=all
  if [ "$#" -gt 0 ]; then
    modules=$(printf '%s,' "$@")
    modules=${modules%,}
    # Each by itself, also where deploy.sh has joined them.
    IFS=,
    # shellcheck disable=SC2086
    set -- ${modules}
    unset IFS
  fi
  update "$@"
}

main "$@"
