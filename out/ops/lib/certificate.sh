# shellcheck shell=sh
# Checks a certificate: the file, and the one that nginx serves.

# certbot renews when a third of the lifetime is left: 15 days for the shortest certificates that it obtains here.
least_days=10

# covers FILE NAME: whether the certificate covers the name. A wildcard is tested with a name that it matches.
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

# keep_first NAME: puts the first name of a list into ${main_name}.
keep_first() { main_name=${main_name:-$1}; }

# check_name NAME
check_name() { covers "${file}" "$1" || fault "${file} is not for $1"; }

# served NAME: the fingerprint of the certificate that nginx shows for a name.
served() {
  timeout 10 openssl s_client -connect 127.0.0.1:443 -servername "$1" </dev/null 2>/dev/null |
    openssl x509 -noout -fingerprint -sha256 2>/dev/null || true
}

# certificate FILE KEY LIST: everything about one certificate, for the names of a list. The first of them is a host name, not a wildcard.
certificate() {
  file=$1
  key=$2
  names=$3
  main_name=''
  each keep_first "${names}"
  if ! [ -s "${file}" ] || ! [ -s "${key}" ]; then
    fault "${main_name} has no certificate at ${file} with a key at ${key}"
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
  printf '%s: %s, %s days left\n' "${main_name}" "${file}" "${days}"
  [ "${days}" -ge "${least_days}" ] || fault "${file} ends in ${days} days: it is not being renewed"

  # An empty passphrase: a key that needs one is a fault here as it is for nginx, and openssl does not prompt.
  own=$(openssl pkey -in "${key}" -passin pass: -pubout 2>/dev/null) || own=''
  public=$(openssl x509 -in "${file}" -noout -pubkey)
  [ "${own}" = "${public}" ] || fault "${key} is not the key of ${file}"
  open=$(find -L "${key}" -perm /007)
  [ -z "${open}" ] || fault "${key} can be read by everybody: chmod o= ${key}"

  each check_name "${names}"
  shown=$(served "${main_name}")
  if [ "${shown}" != "${fingerprint}" ]; then
    # A reload may still be in progress.
    sleep 2
    shown=$(served "${main_name}")
  fi
  if [ -z "${shown}" ]; then
    fault "nginx shows no certificate for ${main_name}: run nginx/install.sh"
  elif [ "${shown}" != "${fingerprint}" ]; then
    fault "nginx shows another certificate for ${main_name} than ${file}: nginx -s reload"
  fi
}
