# shellcheck shell=sh
# Puts databases back: one that could not be updated, all of them if the first ones could not be, or those that --undo names.

# put_back DATABASE: to what it was before it was touched, and opens it.
put_back() {
  read -r service server <"${journal}/open/$1" || return 1
  say "putting $1 back"
  if [ -e "${journal}/touched/$1" ]; then
    restore "${service}" "${server}" "$1" || return 1
    rm -f -- "${journal}/touched/$1"
  else
    admit "${server}" "$1" && open_database "${server}" "$1" || return 1
  fi
  rm -f -- "${journal}/open/$1"
  [ "${service}" != "${site_tenants_service}" ] || open_page "${1%_db}"
}

# put_back_all FOLDER: every database that has an entry there.
put_back_all() {
  bad=false
  for entry in "${journal}/$1"/*; do
    [ -e "${entry}" ] || continue
    cp -- "${entry}" "${journal}/open/${entry##*/}" 2>/dev/null || true
    put_back "${entry##*/}" || bad=true
  done
  ! "${bad}"
}

# forbid: the password of the jobs is good no more.
forbid() {
  rm -rf -- "${state}/job"
  lock_out "${site_superadmin_server}" && lock_out "${site_tenants_server}"
}

# tell_update SEVERITY TEXT, end_told SEVERITY TEXT: tells people what became of the update, and the second ends it.
tell_update() { notify "$1" update "$2" || true; }
end_told() {
  tell_update "$1" "$2"
  stop "$2"
}

# If an update ends before the other tenants' turn, for whatever reason, everything is put back.
retreat() {
  status=$?
  trap '' HUP INT TERM
  trap - EXIT
  end_job
  say "rolling back"
  forbid || true
  if "${restarted}"; then docker compose stop "${site_tenants_service}" "${site_superadmin_service}" >&2 || true; fi
  for kind in open touched; do
    put_back_all "${kind}" || end_told critical "the rollback failed: run update.sh --undo"
  done
  if [ -e "${journal}/image" ]; then
    docker image tag "${site_odoo_built_image}-before-update" "${site_odoo_built_image}" || stop "the former image is gone: deploy.sh builds it again"
  fi
  "${within}" || start_again || end_told critical "everything is rolled back, but does not become healthy: docker compose logs"
  open_pages
  rm -rf -- "${journal}"
  # deploy.sh tells it itself.
  "${within}" || tell_update warning "the first databases could not be updated: nothing was updated, and everything is as before"
  stop "nothing was updated" "$((status ? status : 1))"
}

# resume: an update that was killed left databases that are neither old nor new.
resume() {
  say "an update was interrupted: going back first"
  rm -f -- "${journal}/stop" "${journal}/failed"
  forbid
  put_back_all open || stop "a database could not be put back: run this again"
  open_pages
}

# undo_one DATABASE: while the others are served.
undo_one() {
  read -r service server <"${record}/touched/$1" || stop "the last update has not touched $1"
  [ "${service}" != "${site_tenants_service}" ] || close_page "${1%_db}"
  say "putting $1 back"
  restore "${service}" "${server}" "$1" || stop "the rollback failed: run this again"
  rm -f -- "${record}/touched/$1" "${record}/open/$1"
  [ "${service}" != "${site_tenants_service}" ] || open_page "${1%_db}"
}

# undo_all: the whole update, with its image.
undo_all() {
  docker compose stop "${site_tenants_service}" "${site_superadmin_service}" >&2 || stop "the instances cannot be stopped"
  for entry in "${record}/touched"/*; do
    [ ! -e "${entry}" ] || undo_one "${entry##*/}"
  done
  if [ -e "${record}/image" ]; then
    docker image tag "${site_odoo_built_image}-before-update" "${site_odoo_built_image}" || stop "the former image is gone: deploy.sh builds it again"
  fi
  start_again || stop "the instances do not become healthy: docker compose logs"
  open_pages
  rm -f -- "${state}/updated"
  if [ -e "${record}/updated" ]; then mv -- "${record}/updated" "${state}/updated"; fi
  rm -rf -- "${record}"
  docker image tag "${site_odoo_built_image}" "${site_odoo_built_image}-deployed"
}

# undo [TENANT]...
undo() {
  record=${journal}
  [ -e "${journal}" ] || record=${last}
  [ -d "${record}/touched" ] || stop "there is no update to undo"
  if "${dry_run}"; then
    for entry in "${record}/touched"/*; do printf 'put back: %s\n' "${entry##*/}"; done
    return
  fi
  # Before anything is stopped.
  for entry in "${record}/touched"/*; do
    [ -e "${entry}" ] || continue
    read -r _ server <"${entry}"
    kept=$(copy_of "${entry##*/}")
    exists "${server}" "${kept}" || stop "there is no copy of ${entry##*/} to go back to: nothing was changed"
  done
  if [ "${record}" = "${journal}" ]; then resume; fi
  if [ "$#" -eq 0 ]; then
    undo_all
  else
    for name in "$@"; do undo_one "${name}_db"; done
  fi
  say "the update is undone"
}
