# shellcheck shell=sh
# Which files of nginx are not as in nginx/, and whether the running nginx has loaded them.

# What differs, for the plan.
nginx_changes=''

look_at_nginx() {
  command -v nginx >/dev/null || {
    unknown nginx "nginx is not installed"
    return 0
  }
  cd -- "${out}/nginx"
  enabled='default.conf'
  consider_all >/dev/null
  compare
  nginx_changes=${changed}
  for path in ${changed}; do look_at_path "${path}"; done
  for link in ${links}; do
    if is_there "${etc}/${link}" && ! is_ours "${link}"; then
      finding foreign nginx "${etc}/${link}" "it has a name of gen's, and is not gen's" "a deployment stops there"
    fi
  done
  look_for_foreign
  look_at_process
  cd -- "${out}"
}

# look_at_path PATH: one that nginx/install.sh would change.
look_at_path() {
  place="${etc}/$1"
  if is_link "$1"; then
    if ! is_wanted "$1"; then
      finding unapplied nginx "${place}" "it is enabled, and has no certificate" "a deployment removes it"
    elif ! is_there "${place}"; then
      finding "${kind_here}" nginx "${place}" "it is not enabled" "a deployment enables it"
    fi
    return 0
  fi
  case $1 in
    */.gen)
      if is_there "${place}"; then
        finding foreign nginx "${place%/*}" "the folder is marked as somebody else's" "a deployment stops there"
      else
        finding "${kind_here}" nginx "${place}" "the folder's mark is missing" "a deployment makes it, or stops there"
      fi
      return
      ;;
    gen/* | "${own}"/*) ;;
    *)
      finding unapplied nginx "${place}" "an earlier version of gen installed it, or the package" "a deployment removes it"
      return
      ;;
  esac
  source=nginx/$(source_of "$1")
  if ! is_there "${place}"; then
    if was_put "${source}"; then
      finding changed nginx "${place}" "it was removed" "a deployment puts it back"
    else
      finding unapplied nginx "${place}" "it is not installed" "a deployment installs it"
    fi
  elif is_version "${place}" "${source}"; then
    finding unapplied nginx "${place}" "it is an earlier version of ${source}" "a deployment replaces it"
  else
    finding changed nginx "${place}" "it is not what gen made" "a deployment replaces it" lost
  fi
}

# look_for_foreign: what is in gen's folders, and is in no folder of gen's.
look_for_foreign() {
  for place in "${etc}/gen" "${etc}/${own}"; do
    [ -d "${place}" ] || continue
    others=$(find "${place}" ! -type d ! -name .gen)
    while IFS= read -r path; do
      [ -n "${path}" ] || continue
      path=${path#"${etc}/"}
      source=$(source_of "${path}")
      [ -e "${source}" ] || finding foreign nginx "${etc}/${path}" "gen did not make it, or an earlier version" "it stays, and has no effect unless something includes it"
    done <<OTHERS
${others}
OTHERS
  done
}

# look_at_process: nginx reads its files when it starts its workers, so none may be newer than the oldest of those that serve.
look_at_process() {
  pid=$(master)
  if [ -z "${pid}" ]; then
    finding "${kind_here}" nginx nginx "it does not run" "a deployment starts it"
    return
  fi
  now=$(date +%s)
  age=$(ps -o etimes=,args= --ppid "${pid}" | awk '/worker process$/ && $1 + 0 > age { age = $1 } END { print age + 0 }')
  # Both are whole seconds.
  newest=$(find "${etc}/gen" "${etc}/${own}" ! -type d -printf '%C@\n' 2>/dev/null | sort -n | tail -n 1)
  newest=${newest%%.*}
  if [ "${newest:-0}" -gt "$((now - age + 1))" ]; then
    finding changed nginx nginx "the running nginx has not loaded its files: they are newer" "a deployment does not reload it while the files are right: nginx -s reload"
  fi
}
