#!/bin/sh
# Writes the lines of Odoo's containers from the journal into a named pipe, from which mtail reads them.
#
#   odoo-lines.sh PIPE TAG...   such as: odoo-lines.sh /run/shop-lines/odoo shop/odoo shop/odoo_superadmin
#
# Each line has the service in front. What begins in the middle of a long line is left out: the engine divides lines of more than 16 KiB,
# and the second part could be made to look like a line of its own. It waits until somebody reads the pipe, and ends when the reader does;
# systemd starts it again.
# Exit status: that of the last program; 64 wrong usage.
set -eu
# It runs where the other files of this folder are not.
[ "${1-}" != --help ] || exec sed -n -e 1d -e '/^#/!q' -e 's/^# \{0,1\}//p' "$0"
[ "$#" -ge 2 ] || {
  printf 'usage: odoo-lines.sh PIPE TAG...\n' >&2
  exit 64
}
pipe=$1
shift
umask 027
[ -p "${pipe}" ] || mkfifo -- "${pipe}"
for tag in "$@"; do
  set -- "$@" --identifier "${tag}"
  shift
done
# The expression contains jq's own variables.
# shellcheck disable=SC2016
exec 3>"${pipe}"
journalctl --quiet --all --follow --lines 0 --output json --output-fields MESSAGE,SYSLOG_IDENTIFIER,CONTAINER_PARTIAL_ORDINAL "$@" |
  jq --unbuffered --raw-output '
    select((.CONTAINER_PARTIAL_ORDINAL // "1") == "1")
    | (.SYSLOG_IDENTIFIER | strings | sub("^.*/"; "")) as $service
    | (.MESSAGE | if type == "array" then (map(numbers) | implode) else strings end | split("\n")[0] // "")
    | "\($service) \(.[:4000])"' >&3
