# shellcheck shell=sh
# The running nginx.

access_log="/var/log/nginx/${site_name}.access.log"

# master: prints the process id of the running nginx, or nothing.
master() {
  [ -s /run/nginx.pid ] || return 0
  pid=$(cat /run/nginx.pid)
  if kill -0 "${pid}" 2>/dev/null; then printf '%s\n' "${pid}"; fi
}

# reload PID: nginx only confirms the signal. It starts new workers when it has accepted the new configuration, and
# keeps the former ones if it cannot use it, for instance because a port is taken.
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

# protect_log: nginx would make its log readable for every user of this machine. Owner and mode are the same as for Debian's own logs;
# logrotate gives them to the next log as well.
protect_log() {
  [ -e "${access_log}" ] || : >"${access_log}"
  chown www-data:adm -- "${access_log}"
  chmod 0640 -- "${access_log}"
}

# activate: reloads nginx, or starts it. nginx must not inherit the lock.
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

# halt: stops nginx.
halt() {
  if [ -d /run/systemd/system ]; then systemctl stop nginx; else nginx -s quit; fi
}
