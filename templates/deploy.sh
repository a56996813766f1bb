{#
format: sh
mode: 0755

Replaces itself while it runs: git puts the new revision's files in place. Everything is read before anything is run, and the
new revision is deployed by its own script.
#}
#!/bin/sh
# Deploys {{ name }}. Run it as root on the server, from anywhere.
#
{% if source is defined %}
#   deploy.sh [REVISION]             check out a tag, branch or commit (by default {{ source.revision }}) and run it
{% else %}
#   deploy.sh [REVISION]             check out a tag, branch or commit and run it; without one, run what is checked out
{% endif %}
#   deploy.sh --update M,N REVISION  the same, and update these modules in every database before it is served again
#   deploy.sh --here                 run what is checked out
#   deploy.sh --dry-run ...          look whether it could be done, say what would be done, and change nothing
#
# Everything that is needed is looked at before anything is stopped. Then: build, start, wait until all is healthy, hand the
# sites to nginx, and test the whole from outside. When that fails, the revision that was deployed before comes back; but not by
# itself when databases were updated, for what has been written since would be lost.
# At the first deployment the superadmin's database is made, and its administrator's password printed, this once.
# Ends with 0; 1 when it failed, whether it is back or not; 78 when something is missing and nothing was touched; 64 is a
# wrong command line, and 77 means: not root. When it was stopped in the middle, run it again.
{% include "_scripts/begin.sh" %}

{% include "_scripts/lock.sh" %}

{% include "_scripts/jobs.sh" %}

{% include "_scripts/exists.sh" %}

{% include "_scripts/databases.sh" %}

{% include "_scripts/fill.sh" %}

{% include "_scripts/git.sh" %}

{% include "_scripts/networks.sh" %}

{% include "_scripts/answers.sh" %}

image="{{ odoo.built_image }}"
superadmin={{ odoo.superadmin.service }}
superadmin_server={{ postgres.superadmin.service }}
{% if odoo.superadmin.database is defined %}
superadmin_database="{{ odoo.superadmin.database }}"
{% endif %}

usage() {
  printf 'usage: deploy.sh [--dry-run] [--update MODULE,...] [REVISION | --here]\n' >&2
  exit 64
}

step() {
  if "${dry_run}"; then
    printf '%s\n' "$1"
  else
    say "$1"
  fi
}

# run COMMAND...: one that changes something. Whatever it says is a message.
run() {
  if "${dry_run}"; then
    printf '  %s\n' "$*"
  else
    "$@" >&2
  fi
}

# --- What is needed ----------------------------------------------------------------------------------------------------

problems=0
problem() {
  say "problem: $1"
  problems=$((problems + 1))
}

check_programs() {
  for program in curl docker flock jq nft nginx openssl sha256sum ss{% if odoo.mail is defined and odoo.mail.has_relay %} postfix postfwd1{% endif %}; do
    command -v "${program}" >/dev/null || problem "the program ${program} is not installed: prepare-host.sh installs it"
  done
  docker info >/dev/null 2>&1 || problem "the Docker engine does not answer: systemctl status docker"
  docker compose config --quiet || problem "docker compose does not accept docker-compose.yml"
}

check_files() {
  sha256sum --check --quiet --strict SHA256SUMS >&2 || problem "files here are not as they were made: see SHA256SUMS"
{% for addon in odoo.addons %}
  [ -d "{{ addon.host_path }}" ] || problem "the add-ons folder {{ addon.path }} is missing"
{% endfor %}
  for file in "{{ tls.superadmin.certificate }}" "{{ tls.superadmin.key }}" \
    "{{ tls.tenants.certificate }}" "{{ tls.tenants.key }}"; do
    [ -s "${file}" ] || problem "${file} is missing: tls/obtain.sh obtains certificates"
  done
}

secrets="{{ secrets.host_directory }}"

# check_secret NAME
check_secret() {
  [ -s "${secrets}/$1" ] || problem "the secret ${secrets}/$1 is missing or empty: gen secrets init makes it"
}

check_secrets() {
  mode=$(stat -c %a -- "${secrets}" 2>/dev/null) || mode=none
  [ "${mode}" = 700 ] || problem "the folder ${secrets} has the mode ${mode}, not 700"
{% for file in secrets.files %}
  check_secret {{ file.name }}
{% endfor %}
}

# check_port PORT SERVICE
check_port() {
  listener=$(ss -Hltn "sport = :$1")
  [ -n "${listener}" ] || return 0
  ours=$(docker compose ps --quiet "$2") || ours=''
  [ -n "${ours}" ] || problem "port $1 is taken by another program: ss -ltnp 'sport = :$1'"
}

# A new image stands beside the former one.
check_disk() {
  root=$(docker info 2>/dev/null | sed -n 's/^ *Docker Root Dir: //p')
  free=$(df -Pk -- "${root:-/var/lib}" | awk 'NR == 2 { print $4 }')
  [ "${free:-0}" -ge 4194304 ] || problem "less than 4 GiB are free in ${root:-/var/lib}"
}

# The world may not know the names yet; that is no reason not to start.
check_names() {
  ./dns/check-dns.sh >&2 || say "warning: DNS does not answer as it should yet"
}

preflight() {
  step "look whether everything is there"
  check_programs
  check_files
  check_secrets
  check_port {{ odoo.tenants.port }} {{ odoo.tenants.service }}
  check_port {{ odoo.superadmin.port }} {{ odoo.superadmin.service }}
{% if not odoo.tenants.is_threaded %}
  check_port {{ odoo.tenants.websocket_port }} {{ odoo.tenants.service }}
{% endif %}
{% if not odoo.superadmin.is_threaded %}
  check_port {{ odoo.superadmin.websocket_port }} {{ odoo.superadmin.service }}
{% endif %}
  check_disk
  check_names
  [ "${problems}" -eq 0 ] || stop "${problems} problems: nothing was started or stopped" 78
}

# --- What is checked out ------------------------------------------------------------------------------------------------

# within PLACE FOLDER
within() { case "$1/" in "$2"/*) ;; *) return 1 ;; esac; }

# readable FOLDER: lets every user read what is in it. A link can make a folder of modules any other one: what holds the secrets, or
# lies where they are, is opened to nobody, nor is the repository with its .git and .env.
readable() {
  [ -d "$1" ] || return 0
  folder=$(realpath -- "$1")
  kept=$(realpath -m -- "${secrets}")
  repository=$(realpath -- ..)
  if within "${folder}" "${kept}" || within "${kept}" "${folder}" || within "${repository}" "${folder}"; then
    stop "$1 leads to ${folder}, where secrets are: nothing was changed" 78
  fi
  run chmod -R u+rwX,go+rX,go-w "${folder}"
}

# Git keeps of a file's mode only whether it can be run; the containers' users must be able to read what is mounted.
set_modes() {
  readable .
{% for addon in odoo.addons %}
  readable "{{ addon.host_path }}"
{% endfor %}
}

# The superadmin's database is empty at first, and Odoo does not serve it. It is made under another name, and takes its place
# when its administrator has a password.
first_start() {
  if "${dry_run}"; then
    step "fill ${superadmin_database}, where it is empty, and print its administrator's password"
    return
  fi
  if exists "${superadmin_server}" "${superadmin_database}"; then
    filled=$(
      query "${superadmin_server}" "${superadmin_database}" <<'SQL'
SELECT to_regclass('public.ir_module_module') IS NOT NULL
SQL
    )
    [ "${filled}" = f ] || return 0
  fi
  step "fill ${superadmin_database}: this takes a minute or more"
  modules="{{ odoo.superadmin.modules | join(",") }}"
  new=$(random_digits)
  new=new_${new}
  discard_unfinished "${superadmin_server}" "${superadmin}"
  make_database "${superadmin_server}" "${new}"
  add_modules "${superadmin_server}" "${superadmin}" "${new}" "${modules}" || stop "the superadmin's database could not be made"
  new_password
  settle "${superadmin_server}" "${superadmin}" "${new}" "${modules}" "https://{{ domains.superadmin }}" ||
    stop "the superadmin's database could not be made"
  # From here on it is made, and somebody must learn its password.
  trap '' HUP INT TERM
  move_in "${superadmin_server}" "${superadmin}" "${new}" "${superadmin_database}" ||
    stop "the superadmin's database could not be put in its place"
  say "https://{{ domains.superadmin }}/ is ready; the login is admin, and this is its password:"
  printf '%s\n' "${password}"
  trap - HUP INT TERM
}

# serving: the tenants that answer. Nothing, before anything runs.
serving() {
  up=$(docker compose ps --status running --quiet {{ odoo.tenants.service }}) || up=''
  [ -n "${up}" ] || return 0
  names=$(
    sql {{ postgres.tenants.service }} <<'SQL'
SELECT left(datname, -3) FROM pg_database WHERE datallowconn AND datname ~ '^[a-z0-9-]+_db$' ORDER BY datname
SQL
  ) || stop "the database server {{ postgres.tenants.service }} does not answer"
  for name in ${names}; do
    if tenant_answers "${name}"; then printf '%s\n' "${name}"; fi
  done
}

# check_tenants NAME...: these answered before, and must again.
check_tenants() {
  for name in "$@"; do
    tenant_answers "${name}" || stop "the tenant ${name} does not answer any more; do its modules need deploy.sh --update?"
  done
}

# A network keeps its addresses and its interface for as long as it is there, and so do the containers in it.
renew_networks() {
  changed=$(changed_networks)
  [ -n "${changed}" ] || return 0
  before=$(serving)
  # shellcheck disable=SC2086
  step "stop everything, for networks that have changed:$(printf ' %s' ${changed})"
  run docker compose down
}

# Odoo reads the add-ons when it starts; when they are another revision's, it must start again.
start() {
  step "start, and wait until everything is healthy"
  running=$(cat -- "${state}/running" 2>/dev/null) || running=''
  run rm -f -- "${state}/running"
  if [ -n "${commit}" ] && [ "${running}" = "${commit}" ]; then
    run docker compose up --detach --wait --wait-timeout 900 --remove-orphans
  else
    run docker compose up --detach --wait --wait-timeout 900 --remove-orphans --force-recreate --no-deps \
      {{ odoo.tenants.service }} {{ odoo.superadmin.service }}
  fi
  "${dry_run}" || printf '%s\n' "${commit}" >"${state}/running"
}

# What is deployed is what a later deployment that fails comes back to: the commit, and the image under a name of its own.
remember() {
  step "remember what is deployed"
  run docker image tag "${image}" "${image}-deployed"
  "${dry_run}" || printf '%s\n' "${commit}" >"${state}/deployed"
}

deploy_here() {
  commit=$(commit_here)
{% if secrets.provider == "dotenv" %}
  step "make the files of the secrets"
  run ./fetch-secrets.sh
{% endif %}
  set_modes
  preflight
  if "${build}"; then
    step "build the image"
    run docker compose build
  fi
  step "keep the containers away from this machine and its networks"
  run ./egress.sh
{% if odoo.mail is defined and odoo.mail.has_relay %}
  step "set up the relay for mail"
  # Before anything is stopped, as it needs no networks yet. What it starts must not keep the lock.
  run ./mail/install.sh 9>&- || stop "the relay for mail could not be set up"
{% endif %}
  before=''
  renew_networks
  step "start the database servers"
  run docker compose up --detach --wait --wait-timeout 900 {{ postgres.tenants.service }} {{ postgres.superadmin.service }}
  step "set what the roles there may do"
  for server in {{ postgres.tenants.service }} {{ postgres.superadmin.service }}; do
    run docker compose exec -T "${server}" sh /docker-entrypoint-initdb.d/10-role.sh </dev/null ||
      stop "the roles of ${server} could not be set"
  done
  first_start
  before="${before} $(serving)"
  if [ -n "${update}" ]; then
    step "update the modules ${update} in every database"
    run ./update.sh --within-deployment "${update}"
  fi
  start
  # shellcheck disable=SC2086
  "${dry_run}" || check_tenants ${before}
  step "hand the sites to nginx"
  # Should nginx be started by this, it must not keep the lock.
  run ./nginx/install.sh 9>&-
  step "test everything from outside"
  run ./smoke-test.sh
  remember
  step "deployed ${commit:-what is here}"
}

# --- Another revision ---------------------------------------------------------------------------------------------------

# check_out COMMIT
check_out() { run git checkout --quiet --detach "$1"; }

# known REVISION: prints its commit. The remote's branch is meant, never a local one of that name, which would be an old one.
known() {
  git rev-parse --verify --quiet "refs/tags/$1^{commit}" ||
    git rev-parse --verify --quiet "refs/remotes/origin/$1^{commit}" ||
    case $1 in
      *[!0-9a-f]* | ? | ?? | ??? | ???? | ????? | ??????) return 1 ;;
      *) git rev-parse --verify --quiet "$1^{commit}" ;;
    esac
}

# is_fixed REVISION: whether it is here, and cannot have become another one at the remote.
is_fixed() {
  git rev-parse --verify --quiet "refs/tags/$1^{commit}" >/dev/null && return 0
  git rev-parse --verify --quiet "refs/remotes/origin/$1^{commit}" >/dev/null && return 1
  known "$1" >/dev/null
}

# fetch REVISION: asks the remote where it must be asked. Without the lock: git's housekeeping may go on for a while.
fetch() {
  if is_fixed "$1"; then
    return 0
  fi
{% if source is defined %}
  run git fetch --tags --prune "{{ source.repository }}" '+refs/heads/*:refs/remotes/origin/*' 9>&-
{% else %}
  run git fetch --tags --prune origin '+refs/heads/*:refs/remotes/origin/*' 9>&-
{% endif %}
}

# older_than COMMIT OTHER: whether a commit came before another one.
older_than() { [ "$1" != "$2" ] && git merge-base --is-ancestor "$1" "$2" 2>/dev/null; }

# guard COMMIT: older code does not understand databases that newer code has updated.
guard() {
  updated=$(cat -- "${state}/updated" 2>/dev/null) || updated=''
  if [ -n "${updated}" ] && older_than "$1" "${updated}"; then
    say "the databases were updated by ${updated}, which is newer than $1. To go back, losing what was written since:"
    say "  update.sh --undo, and then deploy.sh $1"
    return 1
  fi
}

# offered REVISION: prints the commit that the remote has under this name. A dry run asks so, as it fetches nothing.
offered() {
{% if source is defined %}
  git ls-remote "{{ source.repository }}" "refs/heads/$1" "refs/tags/$1" "refs/tags/$1^{}" | sed -n '$s/[[:space:]].*//p'
{% else %}
  git ls-remote origin "refs/heads/$1" "refs/tags/$1" "refs/tags/$1^{}" | sed -n '$s/[[:space:]].*//p'
{% endif %}
}

deploy_revision() {
  git rev-parse --git-dir >/dev/null || stop "this is no git repository that root may use; deploy.sh --here needs none" 78
  git diff --quiet HEAD -- || stop "files that git keeps were changed here: git status; commit them elsewhere, or undo them" 78
  step "fetch $1"
  fetch "$1"
  wanted=''
  if "${dry_run}" && ! is_fixed "$1"; then
    wanted=$(offered "$1")
  fi
  [ -n "${wanted}" ] || wanted=$(known "$1") || stop "there is no revision $1" 78
  former=$(cat -- "${state}/deployed" 2>/dev/null) || former=''
  guard "${wanted}" || exit 78
  step "check out $1 (${wanted})"
  check_out "${wanted}"
  if "${dry_run}"; then
    step "and then, as far as the files here say it:"
    deploy_here
    return
  fi
  status=0
  ./deploy.sh --here ${update:+--update "${update}"} || status=$?
  case ${status} in
    0) ;;
    64 | 77 | 78)
      if [ -n "${former}" ]; then check_out "${former}"; fi
      exit "${status}"
      ;;
    *) go_back "$1" ;;
  esac
}

# go_back REVISION: that one does not run, so the former one must.
go_back() {
  [ -n "${former}" ] || stop "$1 does not run, and nothing was deployed before"
  [ "${former}" != "${wanted}" ] || stop "$1 does not run, and it was deployed before: see docker compose logs"
  guard "${former}" || stop "$1 does not run, and databases were updated: it stays until you decide"
  say "$1 does not run: going back to ${former}"
  docker image tag "${image}-deployed" "${image}" || stop "the former image is gone: deploy.sh ${former} builds it again"
  check_out "${former}"
  ./deploy.sh --here --no-build || stop "${former} does not run any more either: see docker compose logs"
  stop "$1 does not run; ${former} runs again"
}

# --- ----------------------------------------------------------------------------------------------------------------------

main() {
  dry_run=false
  build=true
  here=false
  update=''
  revision=''
{% if source is defined %}
  revision="{{ source.revision }}"
{% endif %}
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --here) here=true ;;
      --no-build) build=false ;;
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
  cd -- "$(dirname -- "$0")"
  need_root
  "${dry_run}" || take_lock
  [ ! -e "${state}/update" ] || [ -n "${update}" ] || stop "an update was stopped half-way: run update.sh --undo first" 78
  if "${here}" || [ -z "${revision}" ]; then
    deploy_here
  else
    deploy_revision "${revision}"
  fi
}

main "$@"
