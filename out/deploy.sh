#!/bin/sh
# Deploys the site. Run it as root on the server, from anywhere.
#
#   deploy.sh [REVISION]             check out a tag, branch or commit and run it; by default the one that site.yaml names as source, or
#                                    else what is checked out
#   deploy.sh --update M,N REVISION  the same, and update these modules in every database, as update.sh does; `changed` stands for all
#                                    modules whose code has changed since a database was last updated
#   deploy.sh --here                 run what is checked out
#   deploy.sh --test-tenant ...      test the result with a tenant that is created and removed, too
#   deploy.sh --dry-run ...          check whether it is possible, say what would be done, and change nothing
#
# All requirements are checked before anything is stopped. Then: build, start what has changed, wait until all is healthy, enable the
# sites in nginx, and test from outside. If that fails, or if too many of the tenants that are asked no longer answer (odoo.rollout),
# the previous revision is deployed again; but not automatically if databases were updated, because everything written since would be
# lost. Images and build cache that nothing needs any more, neither this deployment nor the way back, are removed.
# The first deployment creates the superadmin's database, and prints its administrator's password, only this once.
# Exit status: 0 done; 1 it failed, rolled back or not; 2 done, but some tenants could not be updated, and are named; 78 something is missing, and nothing was touched; 64 wrong usage; 77 not root.
# If it was interrupted, run it again.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/lock.sh"
. "${out}/ops/lib/sql.sh"
. "${out}/ops/lib/jobs.sh"
. "${out}/ops/lib/databases.sh"
. "${out}/ops/lib/fill.sh"
. "${out}/ops/lib/git.sh"
. "${out}/ops/lib/networks.sh"
. "${out}/ops/lib/answers.sh"
. "${out}/ops/lib/code.sh"
. "${out}/ops/lib/deploy-needs.sh"
. "${out}/ops/lib/deploy-files.sh"
. "${out}/ops/lib/deploy-start.sh"
. "${out}/ops/lib/deploy-tenants.sh"
. "${out}/ops/lib/deploy-revision.sh"

usage() { wrong_usage "[--dry-run] [--test-tenant] [--update MODULE,...] [REVISION | --here]"; }

deploy_here() {
  commit=$(commit_here)
  if [ "${site_secrets_provider}" = dotenv ]; then
    step "make the files of the secrets"
    change ./fetch-secrets.sh
  fi
  set_modes
  preflight
  if "${build}"; then
    step "build the image"
    change docker compose build
  fi
  step "keep the containers away from this machine and its networks"
  change ./egress.sh
  if "${site_has_relay}"; then
    step "set up the relay for mail"
    # Before anything is stopped, as it needs no networks yet. The daemons that it starts must not inherit the lock.
    change ./mail/install.sh 9>&- || stop "the relay for mail could not be set up"
  fi
  before=''
  outcome=0
  renew_networks
  step "start the database servers"
  change docker compose up --detach --wait --wait-timeout 900 "${site_tenants_server}" "${site_superadmin_server}"
  step "set the roles' permissions"
  for server in "${site_tenants_server}" "${site_superadmin_server}"; do
    change docker compose exec -T "${server}" sh /docker-entrypoint-initdb.d/10-role.sh </dev/null ||
      stop "the roles of ${server} could not be set"
  done
  first_start
  [ -n "${before}" ] || before=$(serving)
  if [ -n "${update}" ]; then
    step "update the modules ${update} in every database"
    change ./update.sh --within-deployment "${update}" || outcome=$?
    # 2: some tenants could not be updated, and are as before. The others are served.
    case ${outcome} in 0 | 2) ;; *) exit "${outcome}" ;; esac
  fi
  start
  # shellcheck disable=SC2086
  "${dry_run}" || check_tenants ${before}
  step "enable the sites in nginx"
  # If this starts nginx, it must not inherit the lock.
  change ./nginx/install.sh 9>&-
  step "test everything from outside"
  if "${test_tenant}"; then
    change ./smoke-test.sh --with-tenant
  else
    change ./smoke-test.sh
  fi
  remember
  prune
  step "deployed ${commit:-what is here}"
  return "${outcome}"
}

main() {
  build=true
  here=false
  test_tenant=false
  update=''
  revision=${site_revision}
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --here) here=true ;;
      --no-build) build=false ;;
      --test-tenant) test_tenant=true ;;
      --update)
        case ${2-} in '' | *[!a-z0-9_,]*) usage ;; *) update=$2 ;; esac
        shift
        ;;
      '' | -* | *[!A-Za-z0-9./_+-]* | *..*) usage ;;
      *)
        if "${here}" || [ "$#" -ne 1 ]; then usage; fi
        revision=$1
        ;;
    esac
    shift
  done
  cd -- "${out}"
  need_root
  "${dry_run}" || take_lock
  [ ! -e "${state}/update" ] || [ -n "${update}" ] || stop "an update was interrupted: run update.sh to go on, or update.sh --undo" 78
  if "${here}" || [ -z "${revision}" ]; then
    deploy_here
  else
    deploy_revision "${revision}"
  fi
}

main "$@"
