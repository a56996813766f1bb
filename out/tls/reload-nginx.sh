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
  exit 1
fi
nginx -s reload
