# shellcheck shell=sh
# Deploys what is checked out, step by step.

deploy_here() {
  commit=$(commit_here)
  if [ "${site_secrets_provider}" = dotenv ]; then
    step "make the files of the secrets"
    change ./fetch-secrets.sh
  fi
  set_modes
  preflight
  if "${build}" && image_differs; then
    step "build the image"
    change docker compose build
  fi
  "${dry_run}" || begin_record
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
  keep_logs_small
  watch_site
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

# watch_site: the monitoring is beside what it watches: a deployment does not fail by it.
watch_site() {
  if [ "${site_monitoring_mode}" = none ]; then
    end_monitoring
    return
  fi
  step "set up the monitoring"
  # The daemons that it starts must not inherit the lock.
  change ./monitoring/install.sh 9>&- || {
    say "the monitoring could not be set up: the site is deployed all the same; run monitoring/install.sh"
    notify warning monitoring "the monitoring could not be set up by a deployment: run monitoring/install.sh" || true
  }
}

# keep_logs_small: a server that was prepared by a former revision may not have the programs yet; the site is deployed all the same.
keep_logs_small() {
  [ -d /run/systemd/system ] || return 0
  step "rotate the logs, and ban who guesses passwords"
  change ./logs/install.sh 9>&- || say "the logs grow without a limit, and nobody is banned: run prepare-host.sh, then logs/install.sh"
}
