{#
format: sh
#}
# shellcheck shell=sh
# Whether nginx may have as many connections open as the site's users need. Only nginx.conf can say it, inside of its `events`, and that file
# is the system's.

# largest DIRECTIVE: prints the number that nginx's present configuration gives a directive, or nothing.
largest() {
  nginx -T 2>/dev/null | sed -n "s/^[[:space:]]*$1[[:space:]]\{1,\}\([0-9]\{1,\}\);.*/\1/p" | sort -n | tail -n 1
}

# open_files: prints how many files a worker process of nginx may have open, or nothing if no nginx runs.
open_files() {
  limit=$(largest worker_rlimit_nofile)
  if [ -z "${limit}" ]; then
    pid=$(master)
    [ -z "${pid}" ] || limit=$(sed -n 's/^Max open files  *\([0-9]*\) .*/\1/p' "/proc/${pid}/limits")
  fi
  printf '%s\n' "${limit}"
}

# report_capacity: says what to write into nginx.conf, if it allows too little.
report_capacity() {
  # What nginx takes where nothing is said.
  connections=$(largest worker_connections)
  if [ "${connections:-512}" -lt "${site_nginx_connections}" ]; then
    say "nginx allows ${connections:-512} connections in each worker process, and the users of this site need ${site_nginx_connections}: write worker_connections ${site_nginx_connections}; between the braces of events in /etc/nginx/nginx.conf, and reload nginx"
  fi
  files=$(open_files)
  if [ "${files:-${site_nginx_open_files}}" -lt "${site_nginx_open_files}" ]; then
    say "nginx may have ${files} files open in each worker process, and the users of this site need ${site_nginx_open_files}: write worker_rlimit_nofile ${site_nginx_open_files}; on a line of its own above events in /etc/nginx/nginx.conf, and reload nginx"
  fi
}
