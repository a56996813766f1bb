{#
format: sh
when: odoo.mail is defined and odoo.mail.has_relay
#}
# shellcheck shell=sh
# Postfix and postfwd, the programs of the mail relay.

# Where Postfix listens, and where it should listen: the host's address in each network of containers that leads out.
listening() { ss -Hltnp | awk '/"master"/ { print $4 }' | sort; }

wanted() { each relay_address site_networks | sort; }

# relay_address NAME KIND SUBNET GATEWAY INTERFACE
relay_address() { [ "$2" = internal ] || line "$4:25"; }

# runs: whether both listen where they should, and nowhere else.
runs() {
  heard=$(listening)
  due=$(wanted)
  rates=$(ss -Hltn 'sport = :10040' | awk '{ print $4 }')
  [ "${heard}" = "${due}" ] && [ "${rates}" = 127.0.0.1:10040 ]
}

# end_postfwd: for hosts without systemd; a second postfwd could not start beside it.
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

# start: restarts both, so that they read the new files.
start() {
  sysctl --quiet --load="/etc/sysctl.d/60-${site_name}-mail.conf"
  if [ -d /run/systemd/system ]; then
    # This makes systemd create the units of Postfix's instances.
    systemctl daemon-reload
    systemctl --quiet enable postfwd postfix
    systemctl restart postfwd
    systemctl restart postfix
  else
    # The command of the unit. Its words contain no blanks.
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
  stop "the relay does not listen where it should, but on: ${heard}. See journalctl -u 'postfix*' -u postfwd"
}

report_problems() {
  while read -r source target _; do
    sentence=$(what "${source}" "${target}")
    problem "not in place: ${sentence}"
  done <"${work}/changes"
  [ ! -e "${note}" ] || problem "an earlier run did not finish: run mail/install.sh"
  value=$(sysctl -n net.ipv4.ip_nonlocal_bind)
  [ "${value}" = 1 ] || problem "net.ipv4.ip_nonlocal_bind is ${value}: run mail/install.sh"
  runs || problem "the relay does not listen where it should: run mail/install.sh"
  if [ -d /run/systemd/system ]; then
    for service in postfwd postfix; do
      systemctl --quiet is-enabled "${service}" || problem "${service} will not start at the next boot: run mail/install.sh"
    done
  fi
  waiting=$(find /var/spool/postfix/deferred -type f | wc -l)
  [ "${waiting}" -eq 0 ] || problem "${waiting} messages could not be delivered so far: postqueue -p says why"
}
