# shellcheck shell=sh
# Restores a whole site, on a server that has nothing of it yet but this folder.

# take_settings: secrets and certificates that are missing here. What is here stays.
take_settings() {
  saved=$(awk '$1 == "configuration" { print $2; exit }' "${work}/record")
  [ -n "${saved}" ] || stop "the backup ${run} has no configuration"
  beside="${work}/settings"
  set --
  for path in "${site_superadmin_certificate}" "${site_superadmin_key}" "${site_tenants_certificate}" "${site_tenants_key}" "${site_secrets_path}" /etc/letsencrypt; do
    wanted=$(pattern "${path}")
    set -- "$@" --include "${wanted}"
  done
  restic restore --quiet --no-lock "${saved}" --target "${beside}" "$@" >/dev/null || stop "the configuration of the backup cannot be read"
  if [ -d "${beside}${site_secrets_path}" ]; then
    mkdir -p -- "${site_secrets_path}"
    chmod 0700 -- "${site_secrets_path}"
    each take_secret site_secret_files
  fi
  if [ -d "${beside}/etc/letsencrypt" ]; then
    mkdir -p /etc/letsencrypt
    tar -C "${beside}/etc/letsencrypt" -cf - . | tar -C /etc/letsencrypt --skip-old-files -xpf - || stop "the certificates could not be put in place"
  fi
  for path in "${site_superadmin_certificate}" "${site_superadmin_key}" "${site_tenants_certificate}" "${site_tenants_key}"; do
    if [ -e "${beside}${path}" ] && [ ! -e "${path}" ]; then
      mkdir -p -- "${path%/*}"
      cp -a -- "${beside}${path}" "${path}"
    fi
  done
  rm -rf -- "${beside}"
}

# take_secret NAME VARIABLE READERS
take_secret() {
  if [ ! -s "${site_secrets}/$1" ] && [ -s "${beside}${site_secrets_path}/$1" ]; then
    cp -p -- "${beside}${site_secrets_path}/$1" "${site_secrets}/$1"
    line "restored the secret $1"
  fi
}

# start_servers: the image, and the database servers with the site's own roles.
start_servers() {
  if ! docker image inspect "${site_odoo_built_image}" >/dev/null 2>&1; then
    docker compose build >&2 || stop "the image could not be built"
  fi
  docker compose up --detach --wait --wait-timeout 900 "${site_tenants_server}" "${site_superadmin_server}" >&2 || stop "the database servers do not start"
}

# take_roles SERVER all|FILE: the roles that the record's databases there need, or all that the server had.
take_roles() {
  globals_in "$1" >"${work}/globals" || stop "the roles of $1 are not in the backup"
  if [ "$2" = all ]; then
    roles_of_globals <"${work}/globals" >"${work}/roles"
  else
    : >"${work}/roles"
  fi
  awk -v server="$1" '$1 == "needs" && $2 == server && $4 == "role" { print $5 }' "${work}/record" >>"${work}/roles"
  make_roles "$1" "${work}/roles" cat "${work}/globals" || stop "the roles of $1 could not be made"
  rm -f -- "${work}/globals"
}

# choose_all: every database of the record that is not here yet, or is empty.
choose_all() {
  databases_in >"${work}/saved"
  : >"${work}/items"
  while read -r server name snapshot sum <&3; do
    exact "${name}"
    if exists "${server}" "${exact}" && ! is_empty "${server}" "${exact}"; then
      say "${name} is there already, and stays as it is"
    else
      line "${server} ${name} ${snapshot} ${sum} ${name}" >>"${work}/items"
    fi
  done 3<"${work}/saved"
}

# show_site: the steps, for a dry run.
show_site() {
  line "restore the secrets and certificates that are missing here"
  line "build the image, if it is missing, and start the database servers; make the roles that they had"
  databases_in | awk '{ print "restore " $2 " in " $1 ", if it is not there" }'
  if "${with_files}"; then line "restore the files of each database, and what else ${site_tenants_service} and ${site_superadmin_service} have"; fi
}

# restore_site: the exit status is that of restore_items.
restore_site() {
  choose_run "${when}"
  if "${dry_run}"; then
    show_site
    return
  fi
  take_settings
  start_servers
  for server in "${site_tenants_server}" "${site_superadmin_server}"; do
    take_roles "${server}" all
    clear_remains
  done
  choose_all
  outcome=0
  restore_items || outcome=$?
  if "${with_files}"; then
    for service in "${site_tenants_service}" "${site_superadmin_service}"; do
      if files_in "${service}"; then take_rest "${service}" "${files_snapshot}" "${files_path}" || stop "the other files of ${service} could not be restored"; fi
    done
  fi
  count=$(grep -c . "${work}/done" 2>/dev/null) || count=0
  say "${count} databases are restored; deploy.sh --here starts the site"
  return "${outcome}"
}
