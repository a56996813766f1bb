#!/bin/sh
# Puts the sites of stockshop into nginx. Run it as root; running it again changes nothing.
#
#   install.sh             copy this folder to /etc/nginx, enable the sites that have a certificate, test, reload or start
#   install.sh --dry-run   say what would be done, and change nothing
#
# When the test or the reload fails, everything is as it was before, and the exit status is 1.
set -eu
umask 022

etc=/etc/nginx
state="/var/lib/stockshop"
former="${state}/nginx-former"
dry_run=false
# What is to be there, by paths below /etc/nginx, and the part of it that is another one now.
files=''
enabled=''
changed=''
access_log=/var/log/nginx/odoo.access.log

log() { printf '%s\n' "$*"; }

stop() {
  printf 'install.sh: %s\n' "$1" >&2
  exit 1
}

# exists PATH: a link that leads nowhere is there, too.
exists() { [ -e "$1" ] || [ -L "$1" ]; }

# place KIND SOURCE PATH: makes a file or a link beside the folders that nginx reads, then puts it at its path at once.
place() {
  mkdir -p -- "$(dirname -- "${etc}/$3")"
  rm -f -- "${etc}/.odoo-new"
  case $1 in
    link) ln -s -- "$2" "${etc}/.odoo-new" ;;
    former) cp -a -- "$2" "${etc}/.odoo-new" ;;
    *)
      # nginx's workers read the error pages, whatever mode they were checked out with.
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
    log "$1 waits for its certificate, $2"
  fi
}

is_enabled() {
  case " ${enabled} " in
    *" $1 "*) return 0 ;;
    *) return 1 ;;
  esac
}

# compare: finds what is wanted and what of it is not there yet.
compare() {
  files=$(find conf.d snippets sites-available errors -type f | sort)
  for file in ${files}; do
    cmp -s "${file}" "${etc}/${file}" || changed="${changed} ${file}"
  done
  for site in default.conf superadmin.conf tenants.conf; do
    if is_enabled "${site}"; then
      found=$(readlink -- "${etc}/sites-enabled/${site}") || found=''
      [ "${found}" = "../sites-available/${site}" ] || changed="${changed} sites-enabled/${site}"
    elif exists "${etc}/sites-enabled/${site}"; then
      changed="${changed} sites-enabled/${site}"
    fi
  done
  # Debian's own site, which is a default server too. A file of somebody else's by that name stays.
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
      if is_enabled "${1#*/}"; then log "enable ${1#*/}"; else log "disable ${1#*/}"; fi
      ;;
    *) log "copy $1 to ${etc}/$1" ;;
  esac
}

# remember: keeps what will be changed. A folder that is there under its own name is whole.
remember() {
  rm -rf -- "${former}.new"
  mkdir -p -- "${state}"
  chmod 0700 -- "${state}"
  mkdir -- "${former}.new"
  for path in ${changed}; do
    printf '%s\n' "${path}" >>"${former}.new/paths"
    if exists "${etc}/${path}"; then
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

# restore: puts back what was there before; what was not there goes.
restore() {
  while IFS= read -r path; do
    if exists "${former}/${path}"; then
      place former "${former}/${path}" "${path}"
    else
      rm -f -- "${etc:?}/${path}"
    fi
  done <"${former}/paths"
  forget
}

# master: prints the process id of the running nginx, or nothing.
master() {
  [ -s /run/nginx.pid ] || return 0
  pid=$(cat /run/nginx.pid)
  if kill -0 "${pid}" 2>/dev/null; then printf '%s\n' "${pid}"; fi
}

# reload PID: nginx itself only says that it was asked. It makes new workers when it has taken the new configuration, and
# keeps the former ones when it cannot, as when a port is somebody else's.
reload() {
  before=$(pgrep -P "$1") || before=''
  nginx -s reload
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    sleep 0.3
    for process in $(pgrep -P "$1"); do
      case "
${before}
" in
        *"
${process}
"*) ;;
        *) return 0 ;;
      esac
    done
  done
  return 1
}

# protect_log: nginx would make its log readable for every user of this machine. Owner and mode are those of Debian's own logs,
# which logrotate gives to the next one as well.
protect_log() {
  [ -e "${access_log}" ] || : >"${access_log}"
  chown www-data:adm -- "${access_log}"
  chmod 0640 -- "${access_log}"
}

# activate: reloads nginx, or starts it. The lock is not for it to keep.
activate() {
  pid=$(master)
  if [ -n "${pid}" ]; then
    reload "${pid}"
  elif [ -d /run/systemd/system ]; then
    systemctl start nginx
  else
    nginx 9>&-
  fi
}

# fail MESSAGE: the former state comes back.
fail() {
  trap '' HUP INT TERM
  restore
  stop "$1; everything is as it was before"
}

main() {
  case ${1-} in
    '') ;;
    --dry-run) dry_run=true ;;
    *)
      printf 'usage: %s [--dry-run]\n' "$0" >&2
      exit 64
      ;;
  esac
  cd -- "$(dirname -- "$0")"
  uid=$(id -u)
  [ "${uid}" -eq 0 ] || stop "must be run as root"
  command -v nginx >/dev/null || stop "nginx is not installed"

  if ! "${dry_run}"; then
    exec 9>"/run/stockshop-nginx.lock"
    flock -w 60 9 || stop "another run has not ended for a minute"
    if [ -d "${former}" ]; then
      log "an earlier run was interrupted: its changes are undone first"
      restore
    fi
  fi

  enabled='default.conf'
  consider superadmin.conf "/etc/letsencrypt/live/stockshop-superadmin/fullchain.pem" "/etc/letsencrypt/live/stockshop-superadmin/privkey.pem"
  consider tenants.conf "/etc/letsencrypt/live/stockshop-tenants/fullchain.pem" "/etc/letsencrypt/live/stockshop-tenants/privkey.pem"
  compare

  if "${dry_run}"; then
    for path in ${changed}; do describe "${path}"; done
    if [ -n "${changed}" ]; then
      log "test the configuration: nginx -t"
      log "reload or start nginx"
    else
      log "nothing to change"
    fi
    return
  fi

  if [ -n "${changed}" ]; then
    remember
    trap 'fail interrupted' HUP INT TERM
    for path in ${changed}; do apply "${path}"; done
  fi
  # Before nginx is asked anything: its test makes the file already.
  protect_log
  if ! said=$(nginx -t 2>&1); then
    printf '%s\n' "${said}" >&2
    if [ -n "${changed}" ]; then fail "nginx refuses the configuration"; fi
    stop "nginx refuses the configuration, in which nothing was changed"
  fi
  if [ -n "${changed}" ]; then
    activate || fail "nginx could not take the configuration, see /var/log/nginx/error.log"
    trap - HUP INT TERM
    forget
    for path in ${changed}; do describe "${path}"; done
    log "nginx serves the new configuration"
  elif running=$(master) && [ -n "${running}" ]; then
    log "nothing to change"
  else
    activate || stop "nginx does not start, see /var/log/nginx/error.log"
    log "nginx is started; nothing else to change"
  fi
}

main "$@"
exit
