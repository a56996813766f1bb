{#
format: sh
mode: 0755
when: secrets.provider == "vault"

Run by the unit vault-secrets@ through a link in /etc, and by an operator after a change in Vault.
#}
#!/bin/sh
# Makes the secret files that the containers read, from the fields of secret/NAME in Vault, where NAME is the site's name.
#
#   render.sh          retry while Vault does not answer and a file is missing
#   render.sh --once   try once
#   render.sh --dry-run
#                      say which files would be made or replaced, and change nothing
#
# vault-secrets@NAME.service runs it as root before Docker starts; it uses Vault's agent. If Vault does not answer, but every file exists
# from the last time, it ends with 0 after 2 minutes, so that the site starts without Vault; if one is missing, it keeps
# trying. Exit status: 0 every file is there; 1 with --once, if Vault did not give them; 64 wrong usage; 78 files of this folder are
# missing or mixed. Needs VAULT_ADDR in the environment; RENDER_LIMIT and RENDER_PAUSE are for tests.
# shellcheck source-path=SCRIPTDIR/..
set -eu
self=$(readlink -f -- "$0")
out=${self%/*/*}
. "${out}/ops/lib/begin.sh"

once=false
case $* in
  '') ;;
  --once) once=true ;;
  --dry-run) dry_run=true ;;
  *) usage ;;
esac

# look_for SECRET VARIABLE READERS
look_for() { [ -s "${site_secrets_path}/$1" ] || lacking=true; }

# all_there: whether every file exists and is not empty.
all_there() {
  lacking=false
  each look_for site_secret_files
  ! "${lacking}"
}

# The agent ends with 0 only when it has written every file; each is replaced by a rename. Without a time limit it would retry
# at ever longer intervals.
render() {
  timeout "${RENDER_LIMIT:-30}" vault agent -log-level=warn -config="${out}/vault/agent.json" && all_there
}

# preview SECRET VARIABLE READERS
preview() {
  if [ -s "${site_secrets_path}/$1" ]; then
    line "replace ${site_secrets_path}/$1, if Vault has another value"
  else
    line "make ${site_secrets_path}/$1"
  fi
}

if "${dry_run}"; then
  each preview site_secret_files
  exit
fi
install -d -m 0700 -- "${site_secrets_path}"
tries=0
until render; do
  tries=$((tries + 1))
  if "${once}"; then
    stop "Vault did not give the secrets; the files are unchanged"
  fi
  if [ "${tries}" -ge 3 ] && all_there; then
    stop "Vault does not answer; the files of the last time are used" 0
  fi
  sleep "${RENDER_PAUSE:-10}"
done
