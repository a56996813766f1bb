# shellcheck shell=sh
# The running nginx.

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
