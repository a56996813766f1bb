{#
format: sh
mode: 0755
when: odoo.mail is defined and odoo.mail.has_relay

Runs as root on the server. The changes are first tested in a temporary folder. A note is written before the first change and removed
after the last one, so that the next run finishes one that was interrupted.
#}
#!/bin/sh
# Sets up the mail relay: Postfix accepts the mail of both Odoos, and relays it to the mail server of the site. Run it as root, and again
# when this folder or the secret of the mail account has changed; otherwise running it again changes nothing.
#
#   install.sh             install the files of this folder and the secret, if there is one, and restart the programs that read them
#   install.sh --dry-run   say what would be done, and change nothing
#   install.sh --check     check whether everything is in force: one line for each deviation
#
# prepare-host.sh has installed the programs. A configuration of Postfix that somebody else made is never touched.
# Exit status: 0 done, or nothing found; 1 it failed, or something was found; 64 wrong usage; 77 not root; 78 something on this server is
# in the way, or files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR/..
set -eu
self=$(readlink -f -- "$0")
out=${self%/*/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/mail-files.sh"
. "${out}/ops/lib/mail-programs.sh"
umask 022
PATH=${PATH}:/usr/sbin:/sbin

note="/var/lib/${site_name}/mail-unfinished"
secret="${site_secrets}/${site_mail_secret}"
check=false
work=''

main() {
  case $* in
    '') ;;
    --dry-run) dry_run=true ;;
    --check) check=true ;;
    *) usage ;;
  esac
  cd -- "${out}"
  need_root
  # A variable that came from the environment would be passed on to every child.
  unset password others
  work=$(mktemp -d)
  trap 'rm -rf -- "${work}"' EXIT
  trap 'exit 1' HUP INT TERM
  check_server
  if [ -n "${site_mail_user}" ]; then make_account; fi
  compare
  if "${check}"; then
    report_problems
    [ "${problems}" -eq 0 ] || exit 1
    return
  fi
  if ! [ -s "${work}/changes" ] && ! [ -e "${note}" ] && runs; then
    line "nothing to change"
    return
  fi
  while read -r source target _; do
    sentence=$(what "${source}" "${target}")
    line "put ${sentence}"
  done <"${work}/changes"
  if "${dry_run}"; then
    line "restart postfwd and Postfix"
    return
  fi
  test_files
  mkdir -p -- "${note%/*}"
  chmod 0700 -- "${note%/*}"
  : >"${note}"
  while read -r source target mode; do put "${source}" "${target}" "${mode}"; done <"${work}/changes"
  start
  rm -f -- "${note}"
  line "the relay accepts the mail of both Odoos"
}

main "$@"
exit
