{#
format: sh
#}
# shellcheck shell=sh
# When an update begins to change something, and when it is done.

# begin_journal: from here on an update that ends before it is done goes back, whatever ends it.
begin_journal() {
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
}

# finish: from here on, going back is a decision of people.
finish() {
  rm -rf -- "${last}"
  mv -- "${journal}" "${last}"
  commit_here >"${state}/updated"
}

# renew_image: the base image, as odoo.image names it, and what is built on it.
renew_image() {
  docker image tag "${site_odoo_built_image}" "${site_odoo_built_image}-before-update" || stop "there is no image ${site_odoo_built_image}: run deploy.sh first"
  say "building the image on a new base"
  docker compose build --pull >&2 || stop "the image could not be built: nothing was changed"
}
