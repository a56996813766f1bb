{#
format: sh
mode: 0755
when: secrets.provider == "vault"

What the unit vault-secrets@ runs, and what an operator runs after a change in Vault.
#}
#!/bin/sh
# Makes the files of {{ secrets.host_directory }} from the fields of secret/{{ name }} in Vault, by its agent: render.sh [--once].
#
# Run as root by vault-secrets@{{ name }}.service before Docker starts. While Vault does not answer: when every file is there
# from the last time, it ends well after 2 minutes, so that the site comes up without Vault; when one is missing, it goes on
# trying. With --once it tries once. Exit status: 0 every file is there; 1 with --once, when Vault did not give them; 64 wrong
# usage. Needs VAULT_ADDR in the environment; RENDER_LIMIT and RENDER_PAUSE are for tests.
set -eu
umask 077
self=$(readlink -f -- "$0")
here=${self%/*}
directory="{{ server.directory }}/{{ secrets.directory }}"
once=false
case ${1-} in
  '') ;;
  --once) once=true ;;
  *)
    printf 'usage: %s [--once]\n' "$0" >&2
    exit 64
    ;;
esac

# Whether every file is there and holds something.
all_there() {
{% for file in secrets.files %}
  [ -s "${directory}/{{ file.name }}" ] || return 1
{% endfor %}
}

# The agent ends with 0 only when it has written every file; each is replaced by a rename. Without an answer it would go on
# asking for longer and longer.
render() {
  timeout "${RENDER_LIMIT:-30}" vault agent -log-level=warn -config="${here}/agent.json" && all_there
}

install -d -m 0700 -- "${directory}"
tries=0
until render; do
  tries=$((tries + 1))
  if "${once}"; then
    printf 'render.sh: Vault did not give the secrets; the files are as they were\n' >&2
    exit 1
  fi
  if [ "${tries}" -ge 3 ] && all_there; then
    printf 'render.sh: Vault does not answer; the files of the last time are used\n' >&2
    exit 0
  fi
  sleep "${RENDER_PAUSE:-10}"
done
