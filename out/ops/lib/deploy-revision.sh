# shellcheck shell=sh
# Deploys another revision: fetches it, checks it out, deploys it with its own script, and rolls back if it does not run.

# check_out COMMIT: with its submodules, such as a folder of modules from another repository.
check_out() {
  change git checkout --quiet --detach "$1" && change git submodule update --quiet --init --recursive 9>&-
}

# known REVISION: prints its commit. For a branch this is the remote's, never a local one of the same name, which may be outdated.
known() {
  git rev-parse --verify --quiet "refs/tags/$1^{commit}" ||
    git rev-parse --verify --quiet "refs/remotes/origin/$1^{commit}" ||
    case $1 in
      *[!0-9a-f]* | ? | ?? | ??? | ???? | ????? | ??????) return 1 ;;
      *) git rev-parse --verify --quiet "$1^{commit}" ;;
    esac
}

# is_fixed REVISION: whether it is here, and cannot have changed at the remote.
is_fixed() {
  git rev-parse --verify --quiet "refs/tags/$1^{commit}" >/dev/null && return 0
  git rev-parse --verify --quiet "refs/remotes/origin/$1^{commit}" >/dev/null && return 1
  known "$1" >/dev/null
}

# fetch REVISION: fetches from the remote if necessary. git must not inherit the lock: its housekeeping may continue for a while.
fetch() {
  if is_fixed "$1"; then
    return 0
  fi
  change git fetch --tags --prune "${site_repository:-origin}" '+refs/heads/*:refs/remotes/origin/*' 9>&-
}

# older_than COMMIT OTHER: whether a commit is an ancestor of another one.
older_than() { [ "$1" != "$2" ] && git merge-base --is-ancestor "$1" "$2" 2>/dev/null; }

# guard COMMIT: refuses code that is older than the code that updated the databases.
guard() {
  updated=$(cat -- "${state}/updated" 2>/dev/null) || updated=''
  if [ -n "${updated}" ] && older_than "$1" "${updated}"; then
    say "the databases were updated by ${updated}, which is newer than $1. To go back, losing everything written since:"
    say "  update.sh --undo, and then deploy.sh $1"
    return 1
  fi
}

# offered REVISION: prints the commit that the remote has under this name. For dry runs, which fetch nothing.
offered() {
  git ls-remote "${site_repository:-origin}" "refs/heads/$1" "refs/tags/$1" "refs/tags/$1^{}" | sed -n '$s/[[:space:]].*//p'
}

deploy_revision() {
  git rev-parse --git-dir >/dev/null || stop "this is not a git repository that root may use; deploy.sh --here needs none" 78
  git diff --quiet HEAD -- || stop "tracked files were changed here: see git status; commit the changes elsewhere, or undo them" 78
  step "fetch $1"
  fetch "$1"
  wanted=''
  if "${dry_run}" && ! is_fixed "$1"; then
    wanted=$(offered "$1")
  fi
  [ -n "${wanted}" ] || wanted=$(known "$1") || stop "the revision $1 does not exist" 78
  former=$(cat -- "${state}/deployed" 2>/dev/null) || former=''
  guard "${wanted}" || exit 78
  if listed=$(git show "${wanted}:./SHA256SUMS" 2>/dev/null); then
    check_target "${listed}"
  elif [ -n "${target}" ]; then
    "${dry_run}" || stop "the revision $1 has no SHA256SUMS in this folder, so it is not what the plan ends with; nothing was touched" 78
    step "whether it is the folder ${target} is seen when it is here"
  fi
  step "check out $1 (${wanted})"
  check_out "${wanted}"
  if "${dry_run}"; then
    step "and then, as far as the files that are checked out now can tell:"
    deploy_here
    return
  fi
  status=0
  set -- "$1" --here
  if "${test_tenant}"; then set -- "$@" --test-tenant; fi
  if [ -n "${update}" ]; then set -- "$@" --update "${update}"; fi
  wanted_name=$1
  shift
  ./deploy.sh "$@" || status=$?
  case ${status} in
    0) ;;
    2) exit 2 ;;
    64 | 77 | 78)
      if [ -n "${former}" ]; then check_out "${former}"; fi
      exit "${status}"
      ;;
    *) go_back "${wanted_name}" ;;
  esac
}

# end_told SEVERITY TEXT: ends the deployment, and tells people.
end_told() {
  notify "$1" deploy "$2" || true
  stop "$2"
}

# go_back REVISION: that one does not run, so the former one is deployed again.
go_back() {
  [ -n "${former}" ] || end_told critical "$1 does not run, and nothing was deployed before"
  [ "${former}" != "${wanted}" ] || end_told critical "$1 does not run, although it was deployed before: see docker compose logs"
  guard "${former}" || end_told critical "$1 does not run, and databases were updated: it stays until you decide"
  say "$1 does not run: going back to ${former}"
  docker image tag "${site_odoo_built_image}-deployed" "${site_odoo_built_image}" || end_told critical "the former image is gone: deploy.sh ${former} builds it again"
  check_out "${former}"
  ./deploy.sh --here --no-build || end_told critical "${former} no longer runs either: see docker compose logs"
  end_told warning "$1 does not run; ${former} runs again"
}
