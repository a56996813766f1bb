{#
format: sh

SystemMaxUse and the rate limit: journald.conf(5). The engine's own lines and those of all containers count as one service.
#}
# shellcheck shell=sh
# Keeps the containers' logs, and limits their size.

# keep_logs: after a change of the settings, the journal has to read them, once.
keep_logs() {
  settings="/etc/systemd/journald.conf.d/50-${site_name}.conf"
  put "${settings}" 0644 <<'FILE'
# The journal keeps the containers' logs on the disk, at most this much of everything.
[Journal]
Storage=persistent
SystemMaxUse=4G
RateLimitIntervalSec=30s
RateLimitBurst=100000
FILE
  # When it has read them last: at the start of the system, or by an earlier run.
  read_at=/run/systemd/journal/socket
  [ ! -e "/run/${site_name}-journal" ] || read_at="/run/${site_name}-journal"
  if [ -e "${settings}" ] && newer "${settings}" "${read_at}"; then
    run systemctl restart systemd-journald
    run touch "/run/${site_name}-journal"
  fi
}
