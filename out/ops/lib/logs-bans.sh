# shellcheck shell=sh
# What fail2ban reads: who is banned, for what, and where.

# login_filter: the form of the login page is answered with 200 if the password or the second factor was wrong, and with a redirection if
# it was right. The pattern is anchored at the beginning, and nothing in it is chosen by the client but the host, which is a name of this site.
login_filter() {
  cat <<'FILTER'
# Wrong passwords at the login pages, in nginx' log. Written by logs/install.sh.
[Definition]
failregex = ^,"client":"<ADDR>","tenant":"[^"]*","host":"[^"]*","status":200,"bytes":\d+,"seconds":[\d.]+,"upstream_seconds":"[^"]*","login":"page","method":
datepattern = ^\{"time":"%%Y-%%m-%%dT%%H:%%M:%%S%%z"
FILTER
}

never_banned() { printf ' %s' "$1"; }

# jails: the ban is in a table of nftables of its own, beside the rules of ufw. Debian's own jail for SSH reads a file that Debian has not
# had since 12, and fail2ban does not start with it: here it reads the journal.
jails() {
  left_alone=$(each never_banned site_never_banned)
  cat <<JAIL
# Written by logs/install.sh of ${site_name}. Settings in jail.local take precedence.
[sshd]
enabled = true
backend = systemd
port = ${site_ssh_port}
maxretry = 5
findtime = 10m
bantime = 10m
ignoreip = 127.0.0.0/8 ::1${left_alone}
action = nftables[type=multiport, name=${site_name}-ssh, port="${site_ssh_port}", protocol=tcp, table="gen-${site_name}-bans"]
JAIL
  if "${site_is_behind_proxy}"; then
    cat <<'JAIL'

# Clients come through a proxy: their addresses never reach this server's nftables, and a ban of the proxy would be one of everybody. nginx
# limits wrong passwords by the clients' own addresses (nginx.login_rate).
JAIL
    return
  fi
  cat <<JAIL

[${site_name}-login]
enabled = true
filter = ${site_name}-login
backend = auto
logpath = ${access_log}
logencoding = utf-8
maxretry = 10
findtime = 10m
bantime = 10m
ignoreip = 127.0.0.0/8 ::1${left_alone}
action = nftables[type=multiport, name=${site_name}-login, port="80,443", protocol="tcp,udp", table="gen-${site_name}-bans"]
JAIL
}

# test_files: lets fail2ban read the files in a copy of its folder; they are not put in place if it refuses them.
test_files() {
  mkdir -- "${work}/etc"
  cp -a -- /etc/fail2ban "${work}/etc/fail2ban"
  cp -- "${work}/filter" "${work}/etc/fail2ban/filter.d/${site_name}-login.conf"
  cp -- "${work}/jail" "${work}/etc/fail2ban/jail.d/${site_name}.conf"
  [ -e "${access_log}" ] || stop "${access_log} is missing: nginx/install.sh makes it"
  said=$(fail2ban-client -c "${work}/etc/fail2ban" -t 2>&1) || stop "fail2ban refuses the files, and nothing was changed: ${said}"
  said=$(logrotate --debug "${work}/logrotate.conf" 2>&1) || stop "logrotate refuses its file, and nothing was changed: ${said}"
}
