{#
format: sh
when: odoo.mail is defined and odoo.mail.has_relay
#}
# shellcheck shell=sh
# The files of the mail relay: where each is installed, and which are not in place.

# files: prints SOURCE TARGET for each file.
files() {
  cat <<FILES
mail/sysctl.conf /etc/sysctl.d/60-${site_name}-mail.conf
mail/postfwd.service.conf /etc/systemd/system/postfwd.service.d/${site_name}.conf
mail/postfix/postfwd.cf /etc/postfix/postfwd.cf
mail/postfix/master.cf /etc/postfix/master.cf
mail/postfix/main.cf /etc/postfix/main.cf
FILES
}

# foreign SOURCE TARGET: whether an existing file is neither ours (ours has the same first line) nor the package's own.
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
    command -v "${program}" >/dev/null || stop "the program ${program} is missing: prepare-host.sh installs it" 78
  done
  files >"${work}/files"
  while read -r source target; do
    if foreign "${source}" "${target}"; then
      stop "${target} was not written by this script: something else on this server uses it. If nothing needs it any more, move it away and run this again; otherwise write \`relay: none\` into odoo.mail of site.yaml" 78
    fi
  done <"${work}/files"
}

# Lets Postfix check its two files, before they are put in place.
test_files() {
  mkdir -- "${work}/postfix"
  cp -- mail/postfix/main.cf mail/postfix/master.cf "${work}/postfix"
  said=$(postfix -c "${work}/postfix" check 2>&1) || stop "Postfix refuses the configuration: ${said}"
}

# The password is never an argument of a program, which would be visible in the process list.
make_account() {
  [ -r "${secret}" ] || stop "the secret ${secret} is missing: it holds the password of ${site_mail_user} at ${site_mail_host}" 78
  password=$(cat -- "${secret}")
  # The dot preserves a line feed at the end.
  others=$(printf '%s' "${password}" | tr -d '!-~' && printf .)
  if [ -z "${password}" ] || [ "${others}" != . ]; then
    stop "the secret ${secret} is empty, or has a character that is not visible ASCII" 78
  fi
  (umask 077 && printf '%s %s:%s\n' "[${site_mail_host}]:${site_mail_port}" "${site_mail_user}" "${password}" >"${work}/account")
  unset password
}

# compare_account: the same for the account, which only root may read.
compare_account() {
  mode=$(stat -c '%a %u' -- "/etc/postfix/sasl_passwd" 2>/dev/null) || mode=none
  if [ "${mode}" != "600 0" ] || ! cmp -s "${work}/account" "/etc/postfix/sasl_passwd"; then
    line "${work}/account /etc/postfix/sasl_passwd 0600" >>"${work}/changes"
  fi
}

# compare: writes the files that are not in place yet into the file `changes`, as `source target mode`.
compare() {
  : >"${work}/changes"
  while read -r source target; do
    mode=$(stat -c '%a %u' -- "${target}" 2>/dev/null) || mode=none
    if [ "${mode}" != "644 0" ] || ! cmp -s "${source}" "${target}"; then
      line "${source} ${target} 0644" >>"${work}/changes"
    fi
  done <"${work}/files"
  if [ -n "${site_mail_user}" ]; then compare_account; fi
}

# what SOURCE TARGET: describes a change.
what() {
  case $1 in
    "${work}"/*) line "the account of the mail server to $2" ;;
    *) line "$1 to $2" ;;
  esac
}

# put SOURCE TARGET MODE: copies a file, with a rename, so that nobody reads half of it.
put() {
  mkdir -p -- "$(dirname -- "$2")"
  install -m "$3" -- "$1" "$2.dpkg-new"
  mv -fT -- "$2.dpkg-new" "$2"
}
