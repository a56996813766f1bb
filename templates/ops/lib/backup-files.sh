{#
format: sh
#}
# shellcheck shell=sh
# Saves files as files: restic reads only those that have changed.

# save_paths ITEM KIND ARGUMENT...: one snapshot in each repository.
save_paths() {
  item=$1
  kind=$2
  shift 2
  mkdir -p -- "${item}"
  for number in $(live); do
    outcome=0
    (restic_backup "${number}" "${kind}" "$@") >"${item}/said.${number}" 2>"${item}/error.${number}" </dev/null 9>&- || outcome=$?
    snapshot=$(summary "${item}/said.${number}" snapshot_id)
    if [ "${outcome}" -eq 3 ] && only_gone "${item}/error.${number}"; then outcome=0; fi
    if [ "${outcome}" -eq 0 ] && [ -n "${snapshot}" ]; then
      summary "${item}/said.${number}" total_bytes_processed >"${item}/bytes"
      line "${snapshot}" >"${item}/snapshot.${number}"
    else
      sed 's/^/restic: /' <"${item}/error.${number}" | tail -n 3 | printable >&2
      lose "${number}"
    fi
  done
  is_in_all "${item}"
}

# only_gone FILE: whether all that restic could not read are files that somebody removed while it was reading.
only_gone() { ! grep '"message_type":"error"' -- "$1" | grep -Ev '"Err":2[,}]|no such file or directory' | grep -q .; }

# save_files SERVICE VOLUME: the files of an Odoo, without sessions and without the copies that an update makes.
save_files() {
  item="${work}/items/files-$1"
  mkdir -p -- "${item}"
  if ! path=$(docker volume inspect --format '{% raw %}{{.Mountpoint}}{% endraw %}' "$2" 2>/dev/null) || [ ! -d "${path}" ]; then
    failed "files of $1: the volume $2 is not there"
    return
  fi
  encoded_path "${path}" >"${item}/path"
  if save_paths "${item}" files --exclude "${path}/sessions" --exclude "${path}/update-copies" "${path}"; then
    read -r bytes <"${item}/bytes"
    line "saved the files of $1: ${bytes} bytes"
  else
    failed "the files of $1 are not in ${missing}"
  fi
}

# configuration: prints what else is needed to rebuild the server, one path in a line: this folder, site.yaml, the add-ons, without whose code the
# databases are useless, secrets, certificates, nginx, and what the server knows of itself. Absolute paths, as restic would store ../site.yaml
# under another name, or not at all.
configuration() {
  {
    for path in . ../site.yaml ../templates "${site_secrets}" /etc/letsencrypt /etc/nginx "/etc/cron.d/${site_name}-backup" "${state}" \
      "${site_superadmin_certificate}" "${site_superadmin_key}" "${site_tenants_certificate}" "${site_tenants_key}"; do
      line "${path}"
    done
    each line_of site_addons
  } | while IFS= read -r path; do
    if [ -e "${path}" ]; then realpath -- "${path}"; fi
  done | sort -u
}
line_of() { line "$1"; }

save_configuration() {
  item="${work}/items/configuration"
  mkdir -p -- "${item}"
  configuration >"${item}/paths"
  if save_paths "${item}" configuration --files-from-verbatim "${item}/paths"; then
    line "saved the configuration"
  else
    failed "the configuration is not in ${missing}"
  fi
}
