# shellcheck shell=sh
# What ufw.sh changes of the firewall, and how it is put back.

# What ufw keeps, and ufw.sh changes through it.
kept="/etc/default/ufw /etc/ufw/ufw.conf /etc/ufw/user.rules /etc/ufw/user6.rules"

is_active() { ufw status | grep -q '^Status: active$'; }
is_enabled() { ! command -v systemctl >/dev/null || systemctl --quiet is-enabled ufw; }

# keep_former FOLDER
keep_former() {
  for file in ${kept}; do
    mkdir -p -- "$1${file%/*}"
    cp -a -- "${file}" "$1${file}"
  done
  if is_active; then : >"$1/active"; fi
  if is_enabled; then : >"$1/enabled"; fi
}

# is_former FOLDER: whether everything is as it was saved.
is_former() {
  for file in ${kept}; do
    cmp -s -- "${file}" "$1${file}" || return 1
  done
  [ -e "$1/active" ] && [ -e "$1/enabled" ]
}

# put_back FOLDER: a firewall that was off is turned off while ufw still knows its rules.
put_back() {
  [ -e "$1/active" ] || ufw --force disable
  for file in ${kept}; do
    cp -a -- "$1${file}" "${file}.gen-new"
    mv -fT -- "${file}.gen-new" "${file}"
  done
  if [ -e "$1/active" ]; then ufw reload; fi
  [ -e "$1/enabled" ] || systemctl --quiet disable ufw
}

# guard_ipv6: with IPV6=no the rules would cover IPv4 only, and an SSH session over IPv6 would end.
guard_ipv6() {
  if grep -q '^IPV6=yes$' /etc/default/ufw; then
    return 0
  fi
  if grep -q '^IPV6=' /etc/default/ufw; then
    run sed -i 's/^IPV6=.*/IPV6=yes/' /etc/default/ufw
  else
    run sed -i '$a IPV6=yes' /etc/default/ufw
  fi
}
