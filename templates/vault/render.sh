{#
format: sh
mode: 0755
when: secrets.provider == "vault"

What the unit vault-secrets@ runs, and what an operator runs after a change in Vault. By a link in /etc: it finds its own place.
#}
#!/bin/sh
# Makes the files of the secrets, which the containers read, from the fields of secret/NAME in Vault, where NAME is the site's.
#
#   render.sh          go on while Vault does not answer and a file is missing
#   render.sh --once   try once
#
# Run as root by vault-secrets@NAME.service before Docker starts, by Vault's agent. While Vault does not answer: when every file is there
# from the last time, it ends well after 2 minutes, so that the site comes up without Vault; when one is missing, it goes on
# trying. Exit status: 0 every file is there; 1 with --once, when Vault did not give them; 64 wrong usage; 78 files of this folder are
# missing or mixed. Needs VAULT_ADDR in the environment; RENDER_LIMIT and RENDER_PAUSE are for tests.
# shellcheck source-path=SCRIPTDIR/..
set -eu
self=$(readlink -f -- "$0")
out=${self%/*/*}
. "${out}/ops/lib/begin.sh"

once=false
case ${1-} in
  '') ;;
  --once) once=true ;;
  *) wrong_usage "[--once]" ;;
esac

# look_for SECRET VARIABLE READERS
look_for() { [ -s "${site_secrets_path}/$1" ] || lacking=true; }

# Whether every file is there and holds something.
all_there() {
  lacking=false
  each look_for site_secret_files
  ! "${lacking}"
}

# The agent ends with 0 only when it has written every file; each is replaced by a rename. Without an answer it would go on
# asking for longer and longer.
render() {
  timeout "${RENDER_LIMIT:-30}" vault agent -log-level=warn -config="${out}/vault/agent.json" && all_there
}

install -d -m 0700 -- "${site_secrets_path}"
tries=0
until render; do
  tries=$((tries + 1))
  if "${once}"; then
    stop "Vault did not give the secrets; the files are as they were"
  fi
  if [ "${tries}" -ge 3 ] && all_there; then
    stop "Vault does not answer; the files of the last time are used" 0
  fi
  sleep "${RENDER_PAUSE:-10}"
done
