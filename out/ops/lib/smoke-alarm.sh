# shellcheck shell=sh
# Tests that alarms reach somebody.

# test_alarm: a test is sent at the first deployment, again when what alerts says has changed, and when it is asked for.
test_alarm() {
  if "${dry_run}"; then
    printf '%s\n' "a test alarm reaches somebody"
    return
  fi
  tested="/var/lib/${site_name}/alarm-tested"
  asked=$(printf '%s\n' "${site_alerts_mail}" "${site_alerts_webhook}" "${site_alerts_relay_host}" "${site_alerts_relay_port}" \
    "${site_alerts_relay_security}" "${site_alerts_relay_user}" "${site_alerts_relay_from}" | sha256sum)
  last=$(cat -- "${tested}" 2>/dev/null) || last=''
  if [ "${last}" = "${asked}" ] && ! "${with_alarm}"; then
    point 0 "a test alarm has reached somebody before"
    return
  fi
  status=0
  said=$(./notify.sh --test 2>/dev/null) || status=$?
  reasons=$(printf '%s' "${said}" | sed -n 's/^FAILED  //p' | paste -s -d ';')
  point "${status}" "a test alarm reaches somebody" "${reasons}"
  if [ "${status}" -ne 0 ]; then return; fi
  printf '%s\n' "${said}" | sed 's/^/        /'
  mkdir -p -- "${tested%/*}"
  chmod 0700 -- "${tested%/*}"
  printf '%s\n' "${asked}" >"${tested}"
}
