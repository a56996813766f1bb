# shellcheck shell=sh
# Clock, time zone and swap of the server.

# keep_time: if another program keeps the clock already, it stays.
keep_time() {
  for package in chrony ntpsec ntp openntpd; do
    if installed "${package}"; then
      return 0
    fi
  done
  need systemd-timesyncd
  keeping=$(timedatectl show --property=NTP --value) || keeping=''
  [ "${keeping}" = yes ] || run timedatectl set-ntp true
}

set_timezone() {
  current=$(timedatectl show --property=Timezone --value) || current=''
  [ "${current}" = "${site_timezone}" ] || run timedatectl set-timezone "${site_timezone}"
  # cron reads the time zone when it starts.
  if newer /etc/localtime /run/crond.pid; then
    run systemctl restart cron
  fi
}

# The sum of all other swap space, in MiB.
other_swap() {
  awk -v ours="${swap_file}" 'NR > 1 && $1 != ours { sum += $3 } END { printf "%d", sum / 1024 }' /proc/swaps
}

# make_swap: swap lets the server survive a short peak. Existing swap counts. A site with ample memory wants none,
# and an existing swap file of the site is not changed.
make_swap() {
  [ "${site_swap_mib}" -gt 0 ] || return 0
  other=$(other_swap)
  # The kernel does not count the first page of a swap space, which is its header.
  if [ "$((other + 1))" -ge "${site_swap_mib}" ]; then
    return 0
  fi
  if ! [ -f "${swap_file}" ]; then
    free=$(df --output=avail --block-size=1M / | tail -n 1 | tr -d ' ')
    [ "${free}" -ge "$((site_swap_mib + 1024))" ] || stop "${site_swap_mib} MiB of swap do not fit: ${free} MiB are free" 78
    line "make ${swap_file}, ${site_swap_mib} MiB"
    if ! "${dry_run}"; then
      # Written, not just allocated: the kernel refuses a file with holes.
      (umask 077 && dd if=/dev/zero of="${swap_file}.new" bs=1M count="${site_swap_mib}" conv=fsync 2>/dev/null)
      mkswap "${swap_file}.new" >/dev/null
      mv -f "${swap_file}.new" "${swap_file}"
    fi
  fi
  if ! grep -q "^${swap_file} " /etc/fstab; then
    { awk 1 /etc/fstab && line "${swap_file} none swap sw 0 0"; } | put /etc/fstab 0644
  fi
  grep -q "^${swap_file} " /proc/swaps || run swapon "${swap_file}"
}
