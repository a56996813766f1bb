# shellcheck shell=sh
# Records when an update begins to change something, and when it is done.

# begin_journal: from here on, an update that ends before it is done is rolled back, for whatever reason it ends.
begin_journal() {
  # The copies of the last update are about to be replaced.
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
}

# finish: from here on, only an operator can undo the update.
finish() {
  rm -rf -- "${last}"
  mv -- "${journal}" "${last}"
  commit_here >"${state}/updated"
}

# renew_image: pulls the base image that odoo.image names, and builds on it.
renew_image() {
  docker image tag "${site_odoo_built_image}" "${site_odoo_built_image}-before-update" || stop "the image ${site_odoo_built_image} does not exist: run deploy.sh first"
  say "building the image on a new base"
  docker compose build --pull >&2 || stop "the image could not be built: nothing was changed"
}
