# shellcheck shell=sh
# The files that logs/install.sh puts in place: for logrotate, for systemd and for fail2ban.

logrotate_file="/etc/${site_name}-logrotate.conf"
units=/etc/systemd/system
access_log="/var/log/nginx/${site_name}.access.log"

# make_files: writes each into ${work}, and SOURCE TARGET of each into ${work}/files.
make_files() {
  logrotate_text >"${work}/logrotate.conf"
  rotation_service >"${work}/service"
  rotation_timer >"${work}/timer"
  login_filter >"${work}/filter"
  jails >"${work}/jail"
  cat >"${work}/files" <<FILES
${work}/logrotate.conf ${logrotate_file}
${work}/service ${units}/${site_name}-logrotate.service
${work}/timer ${units}/${site_name}-logrotate.timer
${work}/filter /etc/fail2ban/filter.d/${site_name}-login.conf
${work}/jail /etc/fail2ban/jail.d/${site_name}.conf
FILES
}

# logrotate_text: nginx opens its logs again when it gets the signal; until then it writes into the renamed file, which therefore is not
# compressed at once.
logrotate_text() {
  cat <<TEXT
# Written by logs/install.sh of ${site_name}. The rotation once a day is that of /etc/logrotate.d/nginx; this one is for the size.
${access_log} {
    size 200M
    rotate 14
    missingok
    notifempty
    compress
    delaycompress
    create 0640 www-data adm
    sharedscripts
    postrotate
        if [ -s /run/nginx.pid ]; then kill -USR1 "\$(cat /run/nginx.pid)"; fi
    endscript
}
TEXT
}

rotation_service() {
  cat <<UNIT
[Unit]
Description=${site_name}: rotates the log of nginx when it is large

[Service]
Type=oneshot
ExecStart=/usr/sbin/logrotate --state /var/lib/${site_name}/logrotate ${logrotate_file}
Nice=10
UNIT
}

rotation_timer() {
  cat <<UNIT
[Unit]
Description=When ${site_name} looks at the size of nginx' log

[Timer]
OnCalendar=*:37

[Install]
WantedBy=timers.target
UNIT
}

# compare: writes the files that are not in place into the file `changes`, as SOURCE TARGET.
compare() {
  while read -r source target; do
    mode=$(stat -c '%a %u' -- "${target}" 2>/dev/null) || mode=none
    if [ "${mode}" != "644 0" ] || ! cmp -s "${source}" "${target}"; then line "${source} ${target}"; fi
  done <"${work}/files" >"${work}/changes"
}

# put_in_place: by a rename each, so that nobody reads half of one.
put_in_place() {
  if "${dry_run}"; then return 0; fi
  while read -r source target; do
    install -D -m 0644 -o root -g root -- "${source}" "${target}.dpkg-new"
    mv -fT -- "${target}.dpkg-new" "${target}"
  done <"${work}/changes"
}

# services_run: whether both do; without systemd there is nothing to start.
services_run() {
  [ -d /run/systemd/system ] || return 0
  systemctl --quiet is-active fail2ban.service && systemctl --quiet is-active "${site_name}-logrotate.timer"
}

check_services() {
  [ -d /run/systemd/system ] || return 0
  systemctl --quiet is-active fail2ban.service || problem "fail2ban does not run: nobody is banned"
  systemctl --quiet is-active "${site_name}-logrotate.timer" || problem "${site_name}-logrotate.timer does not run: nginx' log may grow without a limit"
}

start_services() {
  if ! [ -d /run/systemd/system ]; then
    line "there is no systemd: nothing was started"
    return 0
  fi
  run mkdir -p -- "/var/lib/${site_name}"
  run systemctl daemon-reload
  run systemctl --quiet enable "${site_name}-logrotate.timer" fail2ban.service
  run systemctl restart "${site_name}-logrotate.timer"
  # A restart keeps the bans: fail2ban has them in its database.
  run systemctl restart fail2ban.service
}
