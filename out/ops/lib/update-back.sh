# shellcheck shell=sh
# Rolls an update back: automatically if it failed, or with --undo.

# go_back FOLDER [TENANT]...: puts back the databases that an update has touched; with names, only those of these tenants.
go_back() {
  record=$1
  shift
  docker compose stop "${site_tenants_service}" "${site_superadmin_service}" >&2 || return 1
  while read -r service server database; do
    for name in "${@:-${database%_db}}"; do
      [ "${name}_db" = "${database}" ] || [ "$#" -eq 0 ] || continue
      say "putting ${database} back"
      restore "${service}" "${server}" "${database}" || return 1
    done
  done <"${record}/touched"
  if [ "$#" -eq 0 ] && [ -e "${record}/image" ]; then
    docker image tag "${site_odoo_built_image}-before-update" "${site_odoo_built_image}" || return 1
  fi
}

# If an update ends before it is done, for whatever reason, everything is rolled back.
retreat() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  say "rolling back"
  go_back "${journal}" || stop "the rollback failed: run update.sh --undo"
  "${within}" || start_again || stop "everything is rolled back, but does not become healthy: docker compose logs"
  rm -rf -- "${journal}"
  stop "nothing was updated" "$((status ? status : 1))"
}

undo() {
  record=${journal}
  [ -e "${journal}" ] || record=${last}
  [ -e "${record}/touched" ] || stop "there is no update to undo"
  if "${dry_run}"; then
    printf 'put back: '
    cat -- "${record}/touched"
    return
  fi
  # Before anything is stopped: a former version of this script kept its copies elsewhere.
  while read -r _ server database; do
    kept=$(copy_of "${database}")
    exists "${server}" "${kept}" || stop "there is no copy of ${database} to go back to: nothing was changed"
  done <"${record}/touched"
  go_back "${record}" "$@" || stop "the rollback failed: run this again"
  start_again || stop "the instances do not become healthy: docker compose logs"
  if [ "$#" -eq 0 ]; then
    rm -f -- "${state}/updated"
    if [ -e "${record}/updated" ]; then mv -- "${record}/updated" "${state}/updated"; fi
    rm -rf -- "${record}"
    docker image tag "${site_odoo_built_image}" "${site_odoo_built_image}-deployed"
  fi
  say "the update is undone"
}
