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
#   deploy.sh --plan [REVISION]      what it would do to what runs, from what really stands here, in the words of `gen diff --apply-plan`
#   deploy.sh --base DIGEST --target DIGEST ...
#                                    deploy only if the plan with these two digests is still right: this server is what the plan began
#                                    with (or `none`), and the revision is the folder that it ended with
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
. "${out}/ops/lib/known.sh"
. "${out}/ops/lib/containers.sh"
. "${out}/ops/lib/deploy-plan.sh"
. "${out}/ops/lib/deploy-needs.sh"
. "${out}/ops/lib/deploy-files.sh"
. "${out}/ops/lib/deploy-start.sh"
. "${out}/ops/lib/deploy-tenants.sh"
. "${out}/ops/lib/deploy-here.sh"
. "${out}/ops/lib/deploy-revision.sh"
. "${out}/ops/lib/notify.sh"
. "${out}/ops/lib/monitoring-off.sh"

main() {
  build=true
  here=false
  plan=false
  base=''
  target=''
  test_tenant=false
  update=''
  revision=${site_revision}
  named=''
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --here) here=true ;;
      --no-build) build=false ;;
      --plan) plan=true ;;
      --base)
        is_digest "${2-}" || [ "${2-}" = none ] || usage
        base=$2
        shift
        ;;
      --target)
        is_digest "${2-}" || usage
        target=$2
        shift
        ;;
      --test-tenant) test_tenant=true ;;
      --update)
        case ${2-} in '' | *[!a-z0-9_,]*) usage ;; *) update=$2 ;; esac
        shift
        ;;
      '' | -* | *[!A-Za-z0-9./_+-]* | *..*) usage ;;
      *)
        if "${here}" || [ "$#" -ne 1 ]; then usage; fi
        revision=$1
        named=$1
        ;;
    esac
    shift
  done
  cd -- "${out}"
  need_root
  if "${plan}"; then
    print_plan_of "${named}"
    return
  fi
  "${dry_run}" || take_lock
  [ ! -e "${state}/update" ] || [ -n "${update}" ] || stop "an update was interrupted: run update.sh to go on, or update.sh --undo" 78
  check_base
  if "${here}" || [ -z "${revision}" ]; then
    listed=$(cat SHA256SUMS)
    check_target "${listed}"
    deploy_here
  else
    deploy_revision "${revision}"
  fi
}

main "$@"
