# shellcheck shell=sh
# The maintenance page of one tenant: nginx shows it while a file with the tenant's name exists.

pages="/var/lib/${site_name}-maintenance"

# close_page TENANT
close_page() {
  mkdir -p -- "${pages}"
  # nginx's workers look into it, and nobody has to read the files.
  chmod 0755 -- "${pages}"
  : >"${pages}/$1"
}

# open_page TENANT
open_page() { rm -f -- "${pages}/$1"; }

# open_pages: all of them.
open_pages() {
  [ ! -d "${pages}" ] || find "${pages}" -mindepth 1 -delete
}
