# shellcheck shell=sh
# Whether the folder is what was built and deployed, and what else on this server was put there from it.

# look_at_folder: this folder against SHA256SUMS and against what was deployed last.
look_at_folder() {
  wrong=$(sha256sum --check --quiet --strict SHA256SUMS 2>/dev/null | sed 's/: FAILED.*$//') || true
  while IFS= read -r path; do
    if [ -z "${path}" ]; then
      continue
    elif [ -e "${path}" ]; then
      finding changed files "${path}" "it is not what gen made: see SHA256SUMS" "a deployment refuses to begin: git checkout -- ${path}" lost
    else
      finding changed files "${path}" "it is missing" "a deployment refuses to begin: git checkout -- ${path}"
    fi
  done <<WRONG
${wrong}
WRONG
  listed=$(cut -c 67- SHA256SUMS)
  kept=$(realpath -m -- "${site_secrets}")
  others=$(find . ! -type d | sed 's/^[.]\///')
  while IFS= read -r path; do
    case "${newline}${listed}${newline}SHA256SUMS${newline}manifest.json${newline}" in
      *"${newline}${path}${newline}"*) continue ;;
      *) ;;
    esac
    whole=$(realpath -m -- "${path}")
    case ${whole} in "${kept}"/*) continue ;; *) ;; esac
    finding foreign files "${path}" "gen did not make it" "it stays, and compose reads it if it is a docker-compose.override.yml"
  done <<OTHERS
${others}
OTHERS
  if [ -z "${deployed}" ]; then
    finding unapplied files "${here}" "no deployment of this folder has ended well" "a deployment applies it"
  elif [ "${deployed}" != "${here}" ]; then
    finding unapplied files "${here}" "${deployed} was deployed, and this is ${here}" "a deployment applies it"
  fi
}

# look_at_code: the repository, and the add-ons that Odoo runs.
look_at_code() {
  if git rev-parse --git-dir >/dev/null 2>&1; then
    commit=$(commit_here)
    if [ -n "${deployed_commit}" ] && [ "${commit}" != "${deployed_commit}" ]; then
      finding unapplied code "${commit}" "this commit is checked out, and ${deployed_commit} was deployed" "a deployment applies it"
    fi
    others=$(git diff --name-only HEAD -- .. ":(exclude)." 2>/dev/null) || others=''
    while IFS= read -r path; do
      [ -z "${path}" ] ||
        finding changed code "${path}" "it is not as in the commit that is checked out" "deploy.sh REVISION refuses to begin: git checkout -- ${path}" lost
    done <<OTHERS
${others}
OTHERS
    each look_for_modules site_addons
    for module in $(submodules_behind); do
      finding unapplied code "${module}" "this submodule is not the one of the commit that is checked out" "a deployment refuses to begin: git submodule update --init --recursive"
    done
  else
    unknown code "this is not a git repository that root may use"
  fi
  running=$(cat -- "${state}/running" 2>/dev/null) || running=''
  code=$(code_here)
  if [ -n "${running}" ] && [ "${running}" != "${code}" ]; then
    finding "${kind_here}" code odoo "Odoo runs other code of odoo.addons than these folders have" "a deployment recreates both Odoos"
  fi
}

# look_for_modules FOLDER PATH
look_for_modules() {
  others=$(git ls-files --others --exclude-standard -- "$1" 2>/dev/null) || others=''
  while IFS= read -r path; do
    [ -z "${path}" ] || finding foreign code "${path}" "git does not know it" "it stays, and Odoo reads it"
  done <<OTHERS
${others}
OTHERS
}

# look_at_secrets: whether they are there, never what they are.
look_at_secrets() {
  if [ ! -r "${site_secrets}" ]; then
    finding "${kind_here}" secrets "${site_secrets}" "the folder is missing" "a deployment refuses to begin"
    return
  fi
  each look_at_secret site_secret_files
}

# look_at_secret NAME VARIABLE READERS
look_at_secret() { [ -s "${site_secrets}/$1" ] || finding "${kind_here}" secrets "$1" "it is missing or empty" "a deployment refuses to begin"; }

# With timers, its only file is one that starts everything twice.
look_at_crontab() {
  install="./schedule.sh"
  if [ "${site_backup_scheduler}" = systemd ]; then
    look_at_timers
  elif [ ! -e "${crontab}" ]; then
    finding unapplied crontab "${crontab}" "there is none: nothing makes backups" "a deployment leaves it so: ${install}"
  elif ! cmp -s backup.crontab "${crontab}"; then
    if is_version "${crontab}" backup.crontab; then
      finding unapplied crontab "${crontab}" "it is an earlier version" "a deployment leaves it so: ${install}"
    else
      finding changed crontab "${crontab}" "it is not what gen made" "a deployment leaves it so: ${install} replaces it"
    fi
  else
    mode=$(stat -c '%U %a' -- "${crontab}")
    [ "${mode}" = "root 644" ] || finding changed crontab "${crontab}" "it is ${mode}, and cron may ignore it" "a deployment leaves it so: ${install}"
  fi
  others=$(grep -lF -e "${out}/" /etc/cron.d/* /etc/crontab /var/spool/cron/crontabs/* 2>/dev/null) || true
  for path in ${others}; do
    [ "${path}:${site_backup_scheduler}" = "${crontab}:cron" ] ||
      finding foreign crontab "${path}" "it runs something of this folder" "it stays"
  done
}

# look_at_timers: schedule.sh writes them, so one that differs was written by an earlier version of it, or by somebody.
look_at_timers() {
  differing=$(check_schedule)
  while IFS= read -r text; do
    [ -z "${text}" ] || finding unapplied crontab "${text%% *}" "it ${text#* }" "a deployment leaves it so: ${install}"
  done <<DIFFERING
${differing}
DIFFERING
}
