{#
format: sh
mode: 0755

Runs as root on the server, as private keys are read. It changes nothing: it may be run by hand, by a timer, by a monitor.
#}
#!/bin/sh
# Are the certificates of {{ name }} in order, served, and going to be renewed? Run it as root; it changes nothing.
#
#   check.sh                     one line for each certificate, and one for each fault
#   check.sh --dry-run-renewal   also go through a renewal, with Let's Encrypt's test server where Let's Encrypt issues
#
# Ends with 0 when all is well, with 1 when anything is not.
set -eu

# certbot renews when a third of the time is left, which is 15 days for the shortest certificates that it obtains here.
least_days=10
status=0

fault() {
  printf 'FAULT: %s\n' "$1"
  status=1
}

stop() {
  printf 'check.sh: %s\n' "$1" >&2
  exit 1
}

# covers FILE NAME: a wildcard is asked for by a name that it stands for.
covers() {
  case $2 in
    '*.'*) asked="no-tenant-has-this-name${2#\*}" ;;
    *) asked=$2 ;;
  esac
  said=$(openssl x509 -in "$1" -noout -checkhost "${asked}" 2>/dev/null) || return 1
  case ${said} in
    *'does match'*) return 0 ;;
    *) return 1 ;;
  esac
}

# served NAME: the fingerprint of the certificate that nginx shows for a name.
served() {
  timeout 10 openssl s_client -connect 127.0.0.1:443 -servername "$1" </dev/null 2>/dev/null |
    openssl x509 -noout -fingerprint -sha256 2>/dev/null || true
}

# certificate FILE KEY NAME...: everything about one certificate. Its first name is a host name, not a wildcard.
certificate() {
  file=$1
  key=$2
  shift 2
  if ! [ -s "${file}" ] || ! [ -s "${key}" ]; then
    fault "$1 has no certificate at ${file} with a key at ${key}"
    return
  fi
  if ! fingerprint=$(openssl x509 -in "${file}" -noout -fingerprint -sha256 2>/dev/null); then
    fault "${file} is not a certificate in PEM form"
    return
  fi
  end=$(openssl x509 -in "${file}" -noout -enddate)
  end=$(date -d "${end#*=}" +%s)
  now=$(date +%s)
  days=$(((end - now) / 86400))
  printf '%s: %s, %s days left\n' "$1" "${file}" "${days}"
  [ "${days}" -ge "${least_days}" ] || fault "${file} ends in ${days} days: it is not being renewed"

  # An empty passphrase, so that a key with one is a fault here as it is for nginx, and nobody is asked.
  own=$(openssl pkey -in "${key}" -passin pass: -pubout 2>/dev/null) || own=''
  public=$(openssl x509 -in "${file}" -noout -pubkey)
  [ "${own}" = "${public}" ] || fault "${key} is not the key of ${file}"
  open=$(find -L "${key}" -perm /007)
  [ -z "${open}" ] || fault "${key} can be read by everybody: chmod o= ${key}"

  for name in "$@"; do
    covers "${file}" "${name}" || fault "${file} is not for ${name}"
  done
  shown=$(served "$1")
  if [ "${shown}" != "${fingerprint}" ]; then
    # A reload may be on its way.
    sleep 2
    shown=$(served "$1")
  fi
  if [ -z "${shown}" ]; then
    fault "nginx shows no certificate for $1: run nginx/install.sh"
  elif [ "${shown}" != "${fingerprint}" ]; then
    fault "nginx shows another certificate for $1 than ${file}: nginx -s reload"
  fi
}
{% if tls.superadmin.source == "acme" or tls.tenants.source == "acme" %}

# renewed NAME: whether certbot will renew a certificate.
renewed() {
  [ -s "/etc/letsencrypt/renewal/$1.conf" ] || fault "certbot does not renew $1: run tls/obtain.sh"
  if "${try_renewal}"; then
    # certbot takes Let's Encrypt's test server for Let's Encrypt, and any other authority's own.
    certbot renew --dry-run --no-random-sleep-on-renew --server "{{ tls.acme_server }}" --cert-name "$1" ||
      fault "the renewal of $1 would fail"
  fi
}

# renewal: what runs certbot, and what tells nginx.
renewal() {
  hook="/etc/letsencrypt/renewal-hooks/deploy/{{ name }}-reload-nginx"
  if ! [ -x "${hook}" ] || ! cmp -s reload-nginx.sh "${hook}"; then
    fault "nginx is not told of renewals: run tls/obtain.sh"
  fi
  if [ -d /run/systemd/system ]; then
    if ! systemctl --quiet is-enabled certbot.timer || ! systemctl --quiet is-active certbot.timer; then
      fault "nothing renews certificates: systemctl enable --now certbot.timer"
    fi
  elif ! [ -e /etc/cron.d/certbot ]; then
    fault "nothing renews certificates: there is neither systemd nor /etc/cron.d/certbot"
  fi
}
{% endif %}

main() {
  try_renewal=false
  case ${1-} in
    '') ;;
    --dry-run-renewal) try_renewal=true ;;
    *)
      printf 'usage: %s [--dry-run-renewal]\n' "$0" >&2
      exit 64
      ;;
  esac
  cd -- "$(dirname -- "$0")"
  uid=$(id -u)
  [ "${uid}" -eq 0 ] || stop "must be run as root"
  command -v openssl >/dev/null || stop "openssl is not installed"

  certificate "{{ tls.superadmin.certificate }}" "{{ tls.superadmin.key }}"{% for name in tls.superadmin.names %} "{{ name }}"{% endfor %}

  certificate "{{ tls.tenants.certificate }}" "{{ tls.tenants.key }}"{% for name in tls.tenants.names %} "{{ name }}"{% endfor %}

{% if tls.superadmin.source == "acme" or tls.tenants.source == "acme" %}
  renewal
{% endif %}
{% if tls.superadmin.source == "acme" %}
  renewed {{ tls.superadmin.name }}
{% endif %}
{% if tls.tenants.source == "acme" %}
  renewed {{ tls.tenants.name }}
{% endif %}
{% if tls.superadmin.source == "given" and tls.tenants.source == "given" %}
  if "${try_renewal}"; then fault "the certificates are given: whoever gives them renews them"; fi
{% endif %}
}

main "$@"
exit "${status}"
