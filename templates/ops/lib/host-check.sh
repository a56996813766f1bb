{#
format: sh
#}
# shellcheck shell=sh
# Checks the server for conflicts, before anything is changed.

# check_mailers: packages that conflict with Postfix.
check_mailers() {
  for package in citadel-server courier-mta dma exim4-daemon-heavy exim4-daemon-light msmtp-mta nullmailer opensmtpd sendmail-bin ssmtp; do
    if installed "${package}"; then
      stop "Postfix, the mail relay, would replace the package ${package}: apt-get remove ${package}, if nothing needs it, or write \`relay: none\` into odoo.mail of site.yaml" 78
    fi
  done
}

# check_server: the operating system, and packages that conflict with Docker's.
check_server() {
  # shellcheck source=/dev/null
  found=$(. /etc/os-release && printf '%s-%s' "${ID-}" "${VERSION_ID-}")
  [ "${found}" = "${site_os}" ] ||
    stop "this is ${found}, but the site is made for ${site_os}: correct server.os, or use another server" 78
  for package in docker.io docker-compose docker-compose-v2 docker-doc podman-docker containerd runc; do
    if installed "${package}"; then
      stop "the package ${package} conflicts with Docker's own packages: apt-get remove ${package}, if no container needs it" 78
    fi
  done
  if "${site_has_relay}"; then check_mailers; fi
  [ ! -e /snap/bin/docker ] || stop "Docker is installed as a snap: snap remove docker, if no container needs it" 78
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    case ${file} in
      "${docker_source}" | *.dpkg-new) continue ;;
      *) [ -f "${file}" ] || continue ;;
    esac
    if grep -q '^[^#]*download\.docker\.com' "${file}"; then
      stop "${file} names Docker's archive already: remove it, because apt refuses two keys for one archive" 78
    fi
  done
  if [ -s "${daemon_settings}" ] && command -v jq >/dev/null; then
    merge_daemon_settings >/dev/null
  fi
}
