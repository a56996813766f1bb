{#
format: sh
#}
# shellcheck shell=sh
# Installs the files of nginx/ that are not in /etc/nginx yet, and restores the former ones.

# is_there PATH: whether the path exists; a dangling link does, too.
is_there() { [ -e "$1" ] || [ -L "$1" ]; }

# place KIND SOURCE PATH: makes a file or a link outside the folders that nginx reads, then renames it to its path.
place() {
  mkdir -p -- "$(dirname -- "${etc}/$3")"
  rm -f -- "${etc}/.odoo-new"
  case $1 in
    link) ln -s -- "$2" "${etc}/.odoo-new" ;;
    former) cp -a -- "$2" "${etc}/.odoo-new" ;;
    *)
      # nginx's workers must be able to read the error pages, whatever mode they were checked out with.
      cp -- "$2" "${etc}/.odoo-new"
      chmod 0644 -- "${etc}/.odoo-new"
      ;;
  esac
  mv -fT -- "${etc}/.odoo-new" "${etc}/$3"
}

# consider SITE CERTIFICATE KEY: a site without its certificate would keep nginx from starting.
consider() {
  if [ -s "$2" ] && [ -s "$3" ]; then
    enabled="${enabled} $1"
  else
    line "$1 is not enabled until its certificate exists: $2"
  fi
}

is_enabled() {
  case " ${enabled} " in
    *" $1 "*) return 0 ;;
    *) return 1 ;;
  esac
}

# compare: finds what is wanted, and which part of it is not in place yet.
compare() {
  files=$(find conf.d snippets sites-available errors -type f | sort)
  for file in ${files}; do
    cmp -s "${file}" "${etc}/${file}" || changed="${changed} ${file}"
  done
  for site in default.conf superadmin.conf tenants.conf; do
    if is_enabled "${site}"; then
      found=$(readlink -- "${etc}/sites-enabled/${site}") || found=''
      [ "${found}" = "../sites-available/${site}" ] || changed="${changed} sites-enabled/${site}"
    elif is_there "${etc}/sites-enabled/${site}"; then
      changed="${changed} sites-enabled/${site}"
    fi
  done
  # Debian's own site, which is a default server too. Somebody else's file of that name stays.
  if [ -L "${etc}/sites-enabled/default" ]; then
    changed="${changed} sites-enabled/default"
  fi
}

# apply PATH: brings one path into its new state.
apply() {
  case $1 in
    sites-enabled/*)
      if is_enabled "${1#*/}"; then
        place link "../sites-available/${1#*/}" "$1"
      else
        rm -f -- "${etc:?}/$1"
      fi
      ;;
    *) place file "$1" "$1" ;;
  esac
}

# describe PATH: says what apply would do.
describe() {
  case $1 in
    sites-enabled/*)
      if is_enabled "${1#*/}"; then line "enable ${1#*/}"; else line "disable ${1#*/}"; fi
      ;;
    *) line "copy $1 to ${etc}/$1" ;;
  esac
}

# remember: saves what will be changed. The folder gets its final name only when it is complete.
remember() {
  rm -rf -- "${former}.new"
  mkdir -p -- "${state}"
  chmod 0700 -- "${state}"
  mkdir -- "${former}.new"
  for path in ${changed}; do
    printf '%s\n' "${path}" >>"${former}.new/paths"
    if is_there "${etc}/${path}"; then
      mkdir -p -- "${former}.new/$(dirname -- "${path}")"
      cp -a -- "${etc}/${path}" "${former}.new/${path}"
    fi
  done
  mv -T -- "${former}.new" "${former}"
}

forget() {
  mv -T -- "${former}" "${former}.new"
  rm -rf -- "${former}.new"
}

# restore: puts back the former files, and removes those that did not exist before.
restore() {
  while IFS= read -r path; do
    if is_there "${former}/${path}"; then
      place former "${former}/${path}" "${path}"
    else
      rm -f -- "${etc:?}/${path}"
    fi
  done <"${former}/paths"
  forget
}
