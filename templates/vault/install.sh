{#
format: sh
mode: 0755
when: secrets.provider == "vault"
#}
#!/bin/sh
# Sets up a service that makes the secret files of the site from Vault before Docker starts, at every boot. Run it as root on the
# server, and again after each change of this folder.
#
#   install.sh             install the unit, and make the secret files now
#   install.sh --dry-run   print what would be done, and change nothing
#
# It needs the program vault, and three files (0600) that you make in /etc/vault-secrets/NAME (0700), where NAME is the site's name:
#   environment   VAULT_ADDR=https://... and everything else that the program needs to reach Vault
#   role-id       of an AppRole whose policy allows reading secret/data/NAME, and nothing else
#   secret-id     of that role
# Exit status: 0 done; 1 Vault did not give the secrets; 64 wrong usage; 77 not root; 78 something of the above is missing.
# shellcheck source-path=SCRIPTDIR/..
set -eu
self=$(readlink -f -- "$0")
out=${self%/*/*}
. "${out}/ops/lib/begin.sh"

settings="/etc/vault-secrets/${site_name}"
unit="/etc/systemd/system/vault-secrets@.service"
instance="vault-secrets@${site_name}.service"

case $* in
  '') ;;
  --dry-run) dry_run=true ;;
  *) usage ;;
esac

# is_private PATH: whether only root can read a file or folder.
is_private() {
  mode=$(stat -c '%u %a' "$1") || return 1
  case ${mode} in
    "0 700" | "0 600" | "0 400") return 0 ;;
    *) return 1 ;;
  esac
}

need_root
command -v vault >/dev/null || stop "the program vault is not installed: see https://developer.hashicorp.com/vault/install" 78
is_private "${settings}" || stop "${settings} is missing, or others than root can read it: it must be 0700" 78
for file in environment role-id secret-id; do
  [ -s "${settings}/${file}" ] || stop "${settings}/${file} is missing or empty" 78
  is_private "${settings}/${file}" || stop "others than root can read ${settings}/${file}: it must be 0600" 78
done
grep -q '^VAULT_ADDR=' "${settings}/environment" || stop "${settings}/environment does not set VAULT_ADDR" 78

# Links, so that the unit finds this folder wherever it is.
for file in render.sh agent.json; do
  target=$(readlink -- "${settings}/${file}") || target=''
  [ "${target}" = "${out}/vault/${file}" ] || run ln -sfn -- "${out}/vault/${file}" "${settings}/${file}"
done
if ! cmp -s "${out}/vault/vault-secrets@.service" "${unit}"; then
  run install -m 0644 -- "${out}/vault/vault-secrets@.service" "${unit}"
  run systemctl daemon-reload
fi
systemctl --quiet is-enabled "${instance}" 2>/dev/null || run systemctl enable "${instance}"
# A oneshot unit that has ended is started again.
run systemctl start "${instance}"
