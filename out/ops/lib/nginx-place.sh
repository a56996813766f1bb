# shellcheck shell=sh
# Puts files below /etc/nginx, and restores the former ones.

former="${state:?}/nginx-former"

# place KIND SOURCE PATH: makes a file or a link outside the folders that nginx reads, then renames it to its path.
place() {
  mkdir -p -- "$(dirname -- "${etc}/$3")"
  rm -f -- "${etc}/.gen-new"
  case $1 in
    link) ln -s -- "$2" "${etc}/.gen-new" ;;
    former) cp -a -- "$2" "${etc}/.gen-new" ;;
    *)
      # nginx's workers must be able to read the error pages, whatever mode they were checked out with.
      cp -- "$2" "${etc}/.gen-new"
      chmod 0644 -- "${etc}/.gen-new"
      ;;
  esac
  mv -fT -- "${etc}/.gen-new" "${etc}/$3"
}

# refuse_foreign: stops if a file or folder of ours is somebody else's.
refuse_foreign() {
  for folder in gen "${own}"; do
    if is_there "${etc}/${folder}"; then
      owner=$(keeper "${folder}")
      wanted=$(mark "${folder}")
      [ "${owner}" = "${wanted}" ] ||
        stop "${etc}/${folder} is not this site's${owner:+, but that of ${owner}}: rename one of the two, or remove it; nothing was changed"
    fi
  done
  for link in ${links}; do
    if is_there "${etc}/${link}" && ! is_ours "${link}"; then
      stop "${etc}/${link} is not gen's: rename it, or remove it; nothing was changed"
    fi
  done
}

# apply PATH: brings one path into its new state.
apply() {
  if is_link "$1"; then
    if is_wanted "$1"; then
      to=$(target "$1")
      place link "${to}" "$1"
    else
      rm -f -- "${etc:?}/$1"
    fi
    return
  fi
  case $1 in
    gen/.gen | "${own}"/.gen)
      mark "${1%/*}" >"${state}/mark"
      place file "${state}/mark" "$1"
      rm -f -- "${state:?}/mark"
      ;;
    gen/* | "${own}"/*)
      from=$(source_of "$1")
      place file "${from}" "$1"
      ;;
    *) rm -f -- "${etc:?}/$1" ;;
  esac
}

# describe PATH: says what apply would do.
describe() {
  if is_link "$1"; then
    if is_wanted "$1"; then line "enable ${1#*/}"; else line "disable ${1#*/}"; fi
    return
  fi
  case $1 in
    */.gen) line "mark ${etc}/${1%/*} as gen's" ;;
    gen/* | "${own}"/*)
      from=$(source_of "$1")
      line "copy ${from} to ${etc}/$1"
      ;;
    *) line "disable ${1#*/}" ;;
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
  # A folder that is left without its mark would be taken for somebody else's.
  find "${etc}/gen" "${etc}/${own}" -depth -type d -empty -delete 2>/dev/null || true
  forget
}
