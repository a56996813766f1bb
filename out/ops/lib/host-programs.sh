# shellcheck shell=sh
# The programs that a site needs on its server.

finish_broken_installation() {
  audit=$(dpkg --audit)
  [ -z "${audit}" ] || run dpkg --configure -a
}

# The mail relay. Without a configuration Postfix does not start; mail/install.sh makes it.
need_relay() {
  if ! installed postfix; then
    if "${dry_run}"; then
      line "tell debconf that postfix is installed without a configuration"
    else
      line "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
    fi
  fi
  need postfix libsasl2-modules postfwd
}

# What sends the alarms. Its profile for AppArmor, which is not in force unless somebody asks for it, lets it read no password.
need_msmtp() {
  if ! installed msmtp; then
    if "${dry_run}"; then
      line "tell debconf that msmtp has no profile for AppArmor"
    else
      line "msmtp msmtp/apparmor boolean false" | debconf-set-selections
    fi
  fi
  need msmtp
}

install_packages() {
  if "${site_has_relay}"; then need_relay; fi
  if [ -n "${site_alerts_relay_host}" ]; then need_msmtp; fi
  need ca-certificates curl gpg git openssl jq bind9-dnsutils cron nftables nginx ufw restic unattended-upgrades logrotate fail2ban python3-systemd
  # restic runs them for these repositories.
  case ${site_backup_repository} in
    rclone:*) need rclone ;;
    sftp:*) need openssh-client ;;
    *) ;;
  esac
  case "${site_superadmin_certificate_source} ${site_tenants_certificate_source}" in
    *acme*) need certbot ;;
    *) ;;
  esac
  if [ -n "${site_dns_package}" ]; then need "${site_dns_package}"; fi
}

# Security upgrades of the system are installed every day. Docker's packages are excluded: containers survive a
# restart of the engine only between patch releases, so an operator upgrades it outside working hours.
schedule_upgrades() {
  put /etc/apt/apt.conf.d/52security-upgrades 0644 <<'FILE'
// Of the origins in 50unattended-upgrades, which are those of security updates.
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
APT::Periodic::AutocleanInterval "7";
Unattended-Upgrade::Automatic-Reboot "false";
FILE
}
