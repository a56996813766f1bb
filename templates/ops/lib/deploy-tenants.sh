{#
format: sh
#}
# shellcheck shell=sh
# Whether the tenants are served as before a deployment, by a sample of them.

# sample: prints the tenants that are asked: the canaries, then others at equal distances in the order of their names.
sample() {
  names=$(
    sql "${site_tenants_server}" <<'SQL'
SELECT left(datname, -3) FROM pg_database WHERE datallowconn AND datname ~ '^[a-z0-9-]+_db$' ORDER BY datname
SQL
  ) || stop "the database server ${site_tenants_server} does not answer"
  chosen=$(printf '%s\n' "${names}" | awk -v wanted="${site_rollout_sample}" '
    { name[NR] = $0 }
    END { for (i = 0; i < NR && i < wanted; i++) print name[int(i * NR / (NR < wanted ? NR : wanted)) + 1] }')
  canaries=$(each line site_canaries)
  for name in ${canaries}; do
    if printf '%s\n' "${names}" | grep -Fxq -e "${name}"; then printf '%s\n' "${name}"; fi
  done
  for name in ${chosen}; do
    printf '%s\n' "${canaries}" | grep -Fxq -e "${name}" || printf '%s\n' "${name}"
  done
}

# answering TENANT...: prints those that answer. Ten are asked at the same time.
answering() {
  while [ "$#" -gt 0 ]; do
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      [ "$#" -gt 0 ] || break
      (if tenant_answers "$1"; then printf '%s\n' "$1"; fi) &
      shift
    done
    wait
  done
}

# serving: prints the tenants of the sample that answer; none before the services run.
serving() {
  up=$(docker compose ps --status running --quiet "${site_tenants_service}") || up=''
  [ -n "${up}" ] || return 0
  asked=$(sample) || exit 1
  # shellcheck disable=SC2086
  answering ${asked}
}

# check_tenants TENANT...: these answered before. One that did not is nobody's fault now. If more of them than odoo.rollout.tolerance says
# no longer answer, the deployment has failed; fewer are named, and the deployment stays.
check_tenants() {
  [ "$#" -gt 0 ] || return 0
  still=$(answering "$@")
  lost=''
  count=0
  for name in "$@"; do
    if ! printf '%s\n' "${still}" | grep -Fxq -e "${name}"; then
      lost="${lost} ${name}"
      count=$((count + 1))
    fi
  done
  [ "${count}" -gt 0 ] || return 0
  if [ "$((count * 100))" -gt "$(($# * site_rollout_tolerance))" ]; then
    stop "${count} of $# tenants that were asked no longer answer:${lost}; do their modules need deploy.sh --update?"
  fi
  say "warning: ${count} of $# tenants that were asked no longer answer:${lost}"
}
