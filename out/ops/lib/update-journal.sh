# shellcheck shell=sh
# The steps of an update that concern the whole site, and the record of what has been done.
#
# The folder ${journal} exists while an update is unfinished. In it, `open` has a file for each database that is being updated, and `touched`
# one for each that has a copy to go back to.

# begin_journal: from here on, an update that ends before the other tenants' turn is rolled back, for whatever reason it ends. The copies of
# the last update are about to be replaced, unless this continues an interrupted one.
begin_journal() {
  if [ ! -e "${journal}" ]; then
    rm -rf -- "${journal}.new" "${last}"
    discard_copies || stop "the copies of the last update could not be removed"
    mkdir -- "${journal}.new" "${journal}.new/open" "${journal}.new/touched"
    if [ -e "${state}/updated" ]; then cp -- "${state}/updated" "${journal}.new/updated"; fi
    "${keep_image}" || : >"${journal}.new/image"
    mv -- "${journal}.new" "${journal}"
  fi
  trap retreat EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# finish: from here on, only an operator can undo the update.
finish() {
  forbid || say "the password of the jobs could not be removed: run this again"
  rm -f -- "${journal}/stop" "${state}"/work-*
  open_pages
  rm -rf -- "${last}"
  mv -- "${journal}" "${last}"
  commit_here >"${state}/updated"
}

# pause STATUS: a signal while the other tenants are updated: those that are being updated are put back, and no more are begun.
pause() {
  trap '' HUP INT TERM
  : >"${journal}/stop"
  end_jobs
  wait
  finish
  say "interrupted: the others are not updated yet; run this again"
  exit "$1"
}

# renew_image: pulls the base image that odoo.image names, and builds on it.
renew_image() {
  [ -e "${journal}" ] ||
    docker image tag "${site_odoo_built_image}" "${site_odoo_built_image}-before-update" ||
    stop "the image ${site_odoo_built_image} does not exist: run deploy.sh first"
  say "building the image on a new base"
  docker compose build --pull >&2 || stop "the image could not be built: nothing was changed"
}

# start_again: starts the instances with the present code, and waits until they are healthy.
start_again() {
  docker compose up --detach --wait --wait-timeout 900 --force-recreate --no-deps "${site_tenants_service}" "${site_superadmin_service}" >&2 &&
    code_here >"${state}/running"
}

# close_waiting: with new Python, a database that is not updated yet may lack a column: the page of each such tenant is closed until its turn.
close_waiting() {
  waiting=$(printf '%s\n' "${plan}" | awk '$1 == "rest" && $5 == "t" { sub(/_db$/, "", $4); print $4 }')
  for name in ${waiting}; do close_page "${name}"; done
}

# check_canaries: the canaries' login pages, now that the new code runs.
check_canaries() {
  for entry in "${journal}/touched"/*_db; do
    [ -e "${entry}" ] || continue
    read -r service _ <"${entry}"
    [ "${service}" = "${site_tenants_service}" ] || continue
    name=${entry##*/}
    if ! tenant_answers "${name%_db}"; then
      say "no login page: ${name%_db}"
      return 1
    fi
    open_page "${name%_db}"
  done
}

# report: what could not be updated, and the exit status.
report() {
  unread=$(printf '%s\n' "${plan}" | awk '$1 == "unread" { print $4 }')
  failed=$(cat -- "${last}/failed" 2>/dev/null) || failed=''
  if [ -z "${unread}${failed}" ]; then
    say "everything is updated"
    return 0
  fi
  for database in ${unread}; do say "cannot be read, and is not updated: ${database}"; done
  for database in ${failed}; do say "could not be updated, and is as before: ${database}"; done
  names=$(printf '%s ' "${unread}" "${failed}" | tr '\n' ' ')
  tell_update warning "some databases could not be updated, and are as before: ${names}"
  return 2
}
