{#
format: sh
mode: 0755
when: secrets.provider == "vault"
#}
#!/bin/sh
# Has the secrets of {{ name }} made from Vault before Docker starts, at every boot. Run it as root on the server, and again after
# each change of this folder.
#
#   install.sh             install the unit, and make the secrets now
#   install.sh --dry-run   print what would be done, and change nothing
#
# It needs the program vault and, in /etc/vault-secrets/{{ name }} (0700), three files (0600) that are yours to make:
#   environment   VAULT_ADDR=https://... and what else the program needs to reach Vault
#   role-id       of an AppRole whose policy allows to read secret/data/{{ name }}, and nothing else
#   secret-id     of that role
# Exit status: 0 done; 1 Vault did not give the secrets; 64 wrong usage; 78 something of the above is missing.
set -eu
umask 077
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
settings="/etc/vault-secrets/{{ name }}"
unit="/etc/systemd/system/vault-secrets@.service"
instance="vault-secrets@{{ name }}.service"

dry_run=false
case ${1-} in
  '') ;;
  --dry-run) dry_run=true ;;
  *)
    printf 'usage: %s [--dry-run]\n' "$0" >&2
    exit 64
    ;;
esac

stop() {
  printf 'install.sh: %s\n' "$2" >&2
  exit "$1"
}

run() {
  if "${dry_run}"; then
    printf '%s\n' "$*"
  else
    "$@"
  fi
}

# Whether only root can look into a file or folder.
is_private() {
  mode=$(stat -c '%u %a' "$1") || return 1
  case ${mode} in
    "0 700" | "0 600" | "0 400") return 0 ;;
    *) return 1 ;;
  esac
}

uid=$(id -u)
[ "${uid}" -eq 0 ] || stop 1 "must be run as root"
command -v vault >/dev/null || stop 78 "the program vault is not installed: see https://developer.hashicorp.com/vault/install"
is_private "${settings}" || stop 78 "${settings} is missing, or open to others than root: it must be 0700"
for file in environment role-id secret-id; do
  [ -s "${settings}/${file}" ] || stop 78 "${settings}/${file} is missing or empty"
  is_private "${settings}/${file}" || stop 78 "${settings}/${file} is open to others than root: it must be 0600"
done
grep -q '^VAULT_ADDR=' "${settings}/environment" || stop 78 "${settings}/environment does not set VAULT_ADDR"

# By links, the unit finds this folder wherever it is.
for file in render.sh agent.json; do
  target=$(readlink -- "${settings}/${file}") || target=''
  [ "${target}" = "${here}/${file}" ] || run ln -sfn -- "${here}/${file}" "${settings}/${file}"
done
if ! cmp -s "${here}/vault-secrets@.service" "${unit}"; then
  run install -m 0644 -- "${here}/vault-secrets@.service" "${unit}"
  run systemctl daemon-reload
fi
systemctl --quiet is-enabled "${instance}" 2>/dev/null || run systemctl enable "${instance}"
# A oneshot that has ended is started anew.
run systemctl start "${instance}"
