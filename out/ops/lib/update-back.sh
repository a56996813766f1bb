# shellcheck shell=sh
# Goes back to what was before an update: by itself where it failed, or because somebody says so.

# go_back FOLDER [TENANT]...: puts back what an update has touched; with names, these tenants' databases alone.
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
    docker image tag "${site_odoo_built_image}" "${site_odoo_built_image}-deployed"
  fi
  say "back to what was before the update"
}
