{#
format: sh

restic runs as root on the server, and Odoo's container can write to its volume: whoever controls it could put a link where restic writes. So files
are taken out beside the volume, where only root comes, and moved in by one rename, within a folder that was entered before.
#}
# shellcheck shell=sh
# Restores the files of databases.

# volume_of SERVICE: prints the volume of its files.
volume_of() {
  case $1 in
    "${site_tenants_service}") line "${site_tenants_volume}" ;;
    *) line "${site_superadmin_volume}" ;;
  esac
}

# files_of SERVICE: prints where the volume is on this server. The format is the engine's.
files_of() {
  volume=$(volume_of "$1")
  found=$(docker volume inspect --format '{% raw %}{{.Mountpoint}}{% endraw %}' "${volume}" 2>/dev/null) && realpath -- "${found}"
}

# pattern PATH: quotes a path for restic's --include.
pattern() { printf '%s\n' "$1" | sed 's/[][*?\\]/\\&/g'; }

# take_files SERVICE SNAPSHOT PATH DATABASE NEW: the files of a database, of a snapshot in which the volume was at PATH, become those of the database NEW.
# A database may have none.
take_files() {
  # The inner shell expands the variable.
  # shellcheck disable=SC2016
  in_files "$1" 'rm -rf -- "filestore/$1"' "$5" || return 1
  into=$(files_of "$1") || return 1
  beside="${into%/*}/restored-$5"
  rm -rf -- "${beside:?}"
  mkdir -m 0700 -- "${beside}"
  wanted=$(pattern "$3/filestore/$4")
  outcome=0
  restic restore --quiet --no-lock "$2" --target "${beside}" --include "${wanted}" >/dev/null && move_files "$1" "${beside}$3/filestore/$4" "$5" || outcome=1
  rm -rf -- "${beside:?}"
  return "${outcome}"
}

# move_files SERVICE FOLDER NEW: the files get the owner that the container's user has here, whatever its number was where they were saved.
move_files() {
  [ -d "$2" ] || return 0
  owner=$(stat -c %u:%g -- "${into}/filestore") &&
    chown -R -h -- "${owner}" "$2" || return 1
  (
    cd -P -- "${into}/filestore" || exit 1
    at=$(pwd -P)
    [ "${at}" = "${into}/filestore" ] && mv -nT -- "$2" "./$3" && [ ! -e "$2" ]
  )
}

# take_rest SERVICE SNAPSHOT PATH: what else the service has, beside filestore: such as add-ons that Odoo has downloaded.
take_rest() {
  in_files "$1" 'true' || return 1
  into=$(files_of "$1") || return 1
  beside="${into%/*}/restored-rest"
  rm -rf -- "${beside:?}"
  mkdir -m 0700 -- "${beside}"
  wanted=$(pattern "$3/filestore")
  outcome=0
  restic restore --quiet --no-lock "$2" --target "${beside}" --exclude "${wanted}" >/dev/null || outcome=1
  if [ "${outcome}" -eq 0 ] && [ -d "${beside}$3" ]; then
    # By the container's user, whose files they become.
    tar -C "${beside}$3" -cf - . | put_files "$1" . || outcome=1
  fi
  rm -rf -- "${beside:?}"
  return "${outcome}"
}

# put_files SERVICE FOLDER [OPTION]...: unpacks an archive on standard input in a folder of Odoo's data.
put_files() {
  end_job
  putting=$1
  set -- "$@" --no-same-owner -xpf -
  folder_in="${site_odoo_data}/$2"
  shift 2
  docker compose run --rm --no-deps -T --name "${job}" --entrypoint tar "${putting}" -C "${folder_in}" "$@"
}

# discard_unfinished_files SERVER SERVICE: removes what killed runs have left. Files of a database that exists are somebody's.
discard_unfinished_files() {
  into=$(files_of "$2") || return 0
  for left in "${into%/*}"/restored-*; do
    if [ -e "${left}" ]; then rm -rf -- "${left}"; fi
  done
  # shellcheck disable=SC2016
  stored=$(in_files "$2" 'for folder in filestore/new_*; do if [ -d "${folder}" ]; then printf "%s\n" "${folder#*/}"; fi; done') || return 1
  for left in ${stored}; do
    case ${left#new_} in
      *[!0-9a-f]*) ;;
      *) exists "$1" "${left}" || discard "$1" "$2" "${left}" || return 1 ;;
    esac
  done
}
