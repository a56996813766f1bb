# shellcheck shell=sh
# Whether the plan that was reviewed is still right, and the plan as this server sees it.

# is_digest TEXT: 16 hexadecimal digits.
is_digest() {
  case $1 in
    *[!0-9a-f]*) return 1 ;;
    ????????????????) return 0 ;;
    *) return 1 ;;
  esac
}

# again: what to do when a plan is no longer right.
again() {
  line "nothing was touched. Look at the changes again: gen diff --base ${1:-REVISION} --apply-plan where you review, or ./deploy.sh --plan here"
}

# check_base: stops if what stands here is not what the plan begins with.
check_base() {
  [ -n "${base}" ] || return 0
  standing=none
  commit=$(cat -- "${state}/deployed" 2>/dev/null) || commit=''
  if [ -e "${state}/deployed-sums" ]; then
    standing=$(digest <"${state}/deployed-sums")
  elif [ -n "${commit}" ]; then
    stop "the last deployment did not end, or an earlier version of gen made it: what stands here is not known; nothing was touched. Deploy once without --base" 78
  fi
  remedy=$(again "${commit}")
  [ "${standing}" = "${base}" ] || stop "the plan begins with ${base}, and ${standing} is deployed here: ${remedy}" 78
  [ "${base}" != none ] || return 0
  differing=$(differences) || stop "what stands here could not be looked at: see ./drift.sh; nothing was touched" 78
  [ -z "${differing}" ] || stop "the plan begins with what was deployed, and this server is not that any more:
${differing}
${remedy}; ./deploy.sh without --base deploys over it" 78
}

# differences: prints what somebody has changed here since the last deployment; where this folder is the one that was deployed, also
# what of it is not in force.
differences() {
  status=0
  said=$(./drift.sh --format json) || status=$?
  [ "${status}" -le 1 ] || return 1
  printf '%s\n' "${said}" | jq -r '
    (.here == .deployed) as $same | .findings[]
    | select(.part == "files" or .part == "code" or .part == "containers" or .part == "nginx")
    | select(.kind == "changed" or ($same and .kind == "unapplied"))
    | "  " + .part + ": " + .subject + ": " + .message'
}

# check_target SUMS: stops if a folder with this SHA256SUMS is not the one that the plan ends with.
check_target() {
  [ -n "${target}" ] || return 0
  reached=$(printf '%s\n' "$1" | digest)
  remedy=$(again "")
  [ "${reached}" = "${target}" ] || stop "the plan ends with ${target}, and this revision is ${reached}: ${remedy}" 78
}

# print_plan_of REVISION: of what is checked out, if it is empty.
print_plan_of() {
  if [ -z "$1" ]; then
    ./drift.sh --plan
    return
  fi
  wanted=$(known "$1") || stop "the revision $1 is not here: git fetch --tags" 78
  tree=$(mktemp -d)
  trap 'rm -rf -- "${tree}"' EXIT
  repository=$(git rev-parse --show-toplevel)
  mkdir -- "${tree}/new" "${tree}/real"
  git -C "${repository}" archive "${wanted}" | tar -x -C "${tree}/new"
  kept=$(realpath -m -- "${site_secrets}")
  kept=${kept#"${repository}/"}
  # The new revision takes the place of this folder in a view of the file system that only this command has, so that every path is what it will
  # be. A submodule that stays is the one that is here.
  for folder in "${kept}" .git $(git submodule status | sed 's/^.[0-9a-f]* \([^ ]*\).*/\1/'); do
    case ${folder} in /*) continue ;; *) ;; esac
    if [ ! -e "${repository}/${folder}" ] || ! git diff --quiet HEAD "${wanted}" -- "${folder}"; then continue; fi
    mkdir -p -- "${tree}/new/${folder}"
    line "${folder}"
  done >"${tree}/shared"
  # shellcheck disable=SC2016
  unshare --mount --propagation private sh -euc '
    mount --bind "$2" "$1/real"
    mount --bind "$1/new" "$2"
    while IFS= read -r folder; do mount --bind "$1/real/${folder}" "$2/${folder}"; done <"$1/shared"
    cd -- "$3"
    ./drift.sh --plan "$4"' sh "${tree}" "${repository}" "${out}" "$1"
}
