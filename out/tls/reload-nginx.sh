#!/bin/sh
# Has nginx read its certificates again. If its configuration has a fault, it keeps serving the former ones.
set -eu

pid=$(cat /run/nginx.pid 2>/dev/null) || pid=''
if [ -z "${pid}" ] || ! kill -0 "${pid}" 2>/dev/null; then
  printf 'nginx is not running: it reads its certificates when it starts\n'
  exit 0
fi
if ! said=$(nginx -t 2>&1); then
  printf 'nginx is not reloaded, as its configuration has a fault:\n%s\n' "${said}" >&2
  # obtain.sh has made this link; the name of this program begins with the site's.
  name=${0##*/}
  notifier="/var/lib/${name%-reload-nginx}/notifier"
  if [ -x "${notifier}" ]; then
    "${notifier}" --severity critical --duty certificates "a certificate was renewed, but nginx keeps the former one, as its configuration has a fault: ${said}" || true
  fi
  exit 1
fi
nginx -s reload
