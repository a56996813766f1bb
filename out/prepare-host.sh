#!/bin/sh
# Prepares the server of the site: programs, security upgrades, clock, swap, Docker. Run it as root.
#
#   prepare-host.sh             do what is missing
#   prepare-host.sh --dry-run   print what would be done, and change nothing
#
# Running it again changes nothing. It removes nothing, overwrites no setting that somebody else made, and gives nobody
# more rights: it adds no user to the group docker, whose members are root in all but name.
# Exit status: 0 done; 1 a step failed, run it again; 64 wrong usage; 77 not root; 78 something on this server is in the way, or files of
# this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/host-packages.sh"
. "${out}/ops/lib/host-check.sh"
. "${out}/ops/lib/host-programs.sh"
. "${out}/ops/lib/host-clock-swap.sh"
. "${out}/ops/lib/host-journal.sh"
. "${out}/ops/lib/host-docker.sh"

umask 022
PATH=${PATH}:/usr/sbin:/sbin

docker_url="https://download.docker.com/linux/${site_os_family}"
docker_fingerprint=9DC858229FC7DD38854AE2D88D81803C0EBFCD88
docker_key=/etc/apt/keyrings/docker.asc
docker_source=/etc/apt/sources.list.d/docker.sources
daemon_settings=/etc/docker/daemon.json
swap_file="/swap-${site_name}"

main() {
  case $* in
    '') ;;
    --dry-run) dry_run=true ;;
    *) usage ;;
  esac
  need_root
  work=$(mktemp -d)
  trap 'rm -rf "${work}"' EXIT
  trap 'exit 1' HUP INT TERM
  check_server
  finish_broken_installation
  install_packages
  schedule_upgrades
  keep_time
  set_timezone
  make_swap
  keep_logs
  trust_docker
  set_up_docker
  make_folder "${site_directory}" 0755
  # Git clones into an empty folder only.
  if [ -d "${site_directory}/out" ]; then
    make_folder "${site_secrets_path}" 0700
  fi
}

main "$@"
exit
