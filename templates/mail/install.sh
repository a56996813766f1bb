{#
format: sh
mode: 0755
when: odoo.mail is defined and odoo.mail.has_relay

Runs as root on the server. What it changes is tested in a folder of its own first; a note is left before the first change and removed
after the last one, so that a run that was broken off is finished by the next.
#}
#!/bin/sh
# Sets up the relay of {{ name }}: Postfix takes the mail of both Odoos, and hands it to {{ odoo.mail.host }}. Run it as root, again when this
# folder or the secret of the mail account has changed; running it again changes nothing.
#
#   install.sh             put the files of this folder in place, {% if odoo.mail.secret is defined and odoo.mail.user is defined %}take over the secret, {% endif %}and restart what reads them
#   install.sh --dry-run   say what would be done, and change nothing
#   install.sh --check     is all that in force? One line for each thing that is not so
#
# prepare-host.sh has installed the programs. A configuration of Postfix that somebody else made is never touched.
# Exit status: 0 done, or nothing found; 1 it failed, or something was found; 64 wrong usage; 78 something of this server is in the way.
set -eu
umask 022
export LC_ALL=C
PATH=${PATH}:/usr/sbin:/sbin

note="/var/lib/{{ name }}/mail-unfinished"
{% if odoo.mail.secret is defined and odoo.mail.user is defined %}
secret="{{ secrets.host_directory }}/{{ odoo.mail.secret }}"
account="{{ odoo.mail.user }}"
{% endif %}
dry_run=false
check=false
problems=0
work=''

say() { printf '%s\n' "$*"; }

# stop STATUS MESSAGE
stop() {
  printf 'install.sh: %s\n' "$2" >&2
  exit "$1"
}

problem() {
  say "$1"
  problems=$((problems + 1))
}

# What goes where.
files() {
  cat <<'FILES'
mail/sysctl.conf /etc/sysctl.d/60-{{ name }}-mail.conf
mail/postfwd.service.conf /etc/systemd/system/postfwd.service.d/{{ name }}.conf
mail/postfix/postfwd.cf /etc/postfix/postfwd.cf
mail/postfix/master.cf /etc/postfix/master.cf
mail/postfix/main.cf /etc/postfix/main.cf
FILES
}

# foreign SOURCE TARGET: whether the file that is there is neither ours, whose first line is the same, nor the package's own.
foreign() {
  [ -e "$2" ] || return 1
  ours=$(head -n 1 -- "$1")
  found=$(head -n 1 -- "$2")
  [ "${found}" != "${ours}" ] || return 1
  for original in "/usr/share/postfix/${2##*/}.dist" "$2.proto"; do
    if [ -f "${original}" ] && cmp -s "${original}" "$2"; then
      return 1
    fi
  done
  return 0
}

check_server() {
  for program in postfix postconf postfwd1 ss sysctl; do
    command -v "${program}" >/dev/null || stop 78 "the program ${program} is missing: prepare-host.sh installs it"
  done
  files >"${work}/files"
  while read -r source target; do
    if foreign "${source}" "${target}"; then
      stop 78 "${target} is not from here: something else on this server uses it. If nothing does any more, move it away and run this again; else write \`relay: none\` into odoo.mail of site.yaml"
    fi
  done <"${work}/files"
}

# Postfix' own opinion of its two files, before anything is in place.
test_files() {
  mkdir -- "${work}/postfix"
  cp -- mail/postfix/main.cf mail/postfix/master.cf "${work}/postfix"
  said=$(postfix -c "${work}/postfix" check 2>&1) || stop 1 "Postfix refuses the configuration: ${said}"
}
{% if odoo.mail.secret is defined and odoo.mail.user is defined %}

# The password goes through this shell alone: an argument would stand in the list of processes.
make_account() {
  [ -r "${secret}" ] || stop 78 "the secret ${secret} is missing: it holds the password of ${account} at {{ odoo.mail.host }}"
  password=$(cat -- "${secret}")
  # The dot keeps a line feed at the end from being lost.
  others=$(printf '%s' "${password}" | tr -d '!-~' && printf .)
  if [ -z "${password}" ] || [ "${others}" != . ]; then
    stop 78 "the secret ${secret} is empty, or has a character other than the visible ones of ASCII"
  fi
  (umask 077 && printf '%s %s:%s\n' "[{{ odoo.mail.host }}]:{{ odoo.mail.port }}" "${account}" "${password}" >"${work}/account")
  unset password
}
{% endif %}

# compare: writes what is not in place yet into the file `changes`, as `source target mode`.
compare() {
  : >"${work}/changes"
  while read -r source target; do
    mode=$(stat -c '%a %u' -- "${target}" 2>/dev/null) || mode=none
    if [ "${mode}" != "644 0" ] || ! cmp -s "${source}" "${target}"; then
      say "${source} ${target} 0644" >>"${work}/changes"
    fi
  done <"${work}/files"
{% if odoo.mail.secret is defined and odoo.mail.user is defined %}
  mode=$(stat -c '%a %u' -- "/etc/postfix/sasl_passwd" 2>/dev/null) || mode=none
  if [ "${mode}" != "600 0" ] || ! cmp -s "${work}/account" "/etc/postfix/sasl_passwd"; then
    say "${work}/account /etc/postfix/sasl_passwd 0600" >>"${work}/changes"
  fi
{% endif %}
}

# what SOURCE TARGET: names a change, for people.
what() {
  case $1 in
    "${work}"/*) say "the account of the mail server to $2" ;;
    *) say "$1 to $2" ;;
  esac
}

# put SOURCE TARGET MODE: by a rename, so that nobody reads half a file.
put() {
  mkdir -p -- "$(dirname -- "$2")"
  install -m "$3" -- "$1" "$2.dpkg-new"
  mv -fT -- "$2.dpkg-new" "$2"
}

# Where Postfix listens, and where it is to: the host's address in each network of containers that leads out.
listening() { ss -Hltnp | awk '/"master"/ { print $4 }' | sort; }

wanted() {
  sort <<'ADDRESSES'
{% for network in networks if not network.is_internal %}
{{ network.gateway }}:25
{% endfor %}
ADDRESSES
}

# Whether both listen where they should, and nowhere else.
runs() {
  heard=$(listening)
  due=$(wanted)
  rates=$(ss -Hltn 'sport = :10040' | awk '{ print $4 }')
  [ "${heard}" = "${due}" ] && [ "${rates}" = 127.0.0.1:10040 ]
}

# end_postfwd: where systemd does not; the next one would not start beside it.
end_postfwd() {
  [ -s /run/postfwd.pid ] || return 0
  process=$(cat /run/postfwd.pid)
  kill "${process}" 2>/dev/null || true
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    rates=$(ss -Hltn 'sport = :10040')
    [ -n "${rates}" ] || break
    sleep 0.5
  done
  rm -f /run/postfwd.pid
}

# start: has both read what is in place now.
start() {
  sysctl --quiet --load="/etc/sysctl.d/60-{{ name }}-mail.conf"
  if [ -d /run/systemd/system ]; then
    # What Postfix calls an instance is made a unit of by this.
    systemctl daemon-reload
    systemctl --quiet enable postfwd postfix
    systemctl restart postfwd
    systemctl restart postfix
  else
    # The command of the unit. Its words hold no blanks.
    command=$(sed -n 's/^ExecStart=\(..*\)/\1/p' mail/postfwd.service.conf)
    end_postfwd
    # shellcheck disable=SC2086
    ${command}
    postfix stop 2>/dev/null || true
    postfix start
  fi
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    if runs; then
      return 0
    fi
    sleep 1
  done
  heard=$(listening)
  heard=$(printf '%s' "${heard}" | tr '\n' ' ')
  stop 1 "the relay does not listen where it should, but on: ${heard}. See journalctl -u 'postfix*' -u postfwd"
}

report_problems() {
  while read -r source target _; do
    sentence=$(what "${source}" "${target}")
    problem "not in place: ${sentence}"
  done <"${work}/changes"
  [ ! -e "${note}" ] || problem "an earlier run did not come to its end: run mail/install.sh"
  value=$(sysctl -n net.ipv4.ip_nonlocal_bind)
  [ "${value}" = 1 ] || problem "net.ipv4.ip_nonlocal_bind is ${value}: run mail/install.sh"
  runs || problem "the relay does not listen where it should: run mail/install.sh"
  if [ -d /run/systemd/system ]; then
    for service in postfwd postfix; do
      systemctl --quiet is-enabled "${service}" || problem "${service} will not be there after the next boot: run mail/install.sh"
    done
  fi
  waiting=$(find /var/spool/postfix/deferred -type f | wc -l)
  [ "${waiting}" -eq 0 ] || problem "${waiting} messages could not be handed over so far: postqueue -p says why"
}

main() {
  case ${1-} in
    '') ;;
    --dry-run) dry_run=true ;;
    --check) check=true ;;
    *)
      printf 'usage: %s [--dry-run | --check]\n' "$0" >&2
      exit 64
      ;;
  esac
  cd -- "$(dirname -- "$0")/.."
  uid=$(id -u)
  [ "${uid}" -eq 0 ] || stop 1 "must be run as root"
  # A variable that comes from the environment goes on to every child.
  unset password others
  work=$(mktemp -d)
  trap 'rm -rf -- "${work}"' EXIT
  trap 'exit 1' HUP INT TERM
  check_server
{% if odoo.mail.secret is defined and odoo.mail.user is defined %}
  make_account
{% endif %}
  compare
  if "${check}"; then
    report_problems
    [ "${problems}" -eq 0 ] || exit 1
    return
  fi
  if ! [ -s "${work}/changes" ] && ! [ -e "${note}" ] && runs; then
    say "nothing to change"
    return
  fi
  while read -r source target _; do
    sentence=$(what "${source}" "${target}")
    say "put ${sentence}"
  done <"${work}/changes"
  if "${dry_run}"; then
    say "restart postfwd and Postfix"
    return
  fi
  test_files
  mkdir -p -- "${note%/*}"
  chmod 0700 -- "${note%/*}"
  : >"${note}"
  while read -r source target mode; do put "${source}" "${target}" "${mode}"; done <"${work}/changes"
  start
  rm -f -- "${note}"
  say "the relay takes the mail of both Odoos"
}

main "$@"
exit
