{#
format: sh
mode: 0755
when: secrets.provider != "files"

Makes the files that the containers read from the operator's store of secrets.
#}
#!/bin/sh
# Makes the secret files that the containers read, from the place where you keep the secrets.
#
#   fetch-secrets.sh [FILE]   with `secrets.provider: dotenv`, from a .env file, by default ../.env
#   fetch-secrets.sh          with `secrets.provider: vault`, from Vault: run it with VAULT_ADDR set and a token that may read
#                             secret/NAME, where NAME is the site's name, in the key-value engine (version 2) that is mounted at
#                             secret. Each secret is a field, named like its file
#
#   fetch-secrets.sh --dry-run ...
#                             say which files would be made or replaced, and change nothing
#
# Run it on the server, before the first start and after each change. Nothing is touched before every value has been read. The folder is
# 0700 and keeps other users out; the files are 0444, because the users inside the containers are not users of this machine.
# No value is an argument of a program or is printed.
# Exit status: 0 every file is there; 64 wrong usage; 78 a secret is missing or cannot be read, or files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"

directory="$out/${site_secrets}"
source=''
for argument in "$@"; do
  case ${argument}:${source:+given}:${site_secrets_provider} in
    --dry-run:*) dry_run=true ;;
    -* | :* | *:given:*) usage ;;
    *:dotenv) source=${argument} ;;
    *) usage ;;
  esac
done
source=${source:-$out/../.env}
# A variable that came from the environment would be passed on to every child.
unset value
# The answer must be the bare value, whatever format the environment asks for.
unset VAULT_FORMAT

# fetch_from_file VARIABLE: prints the value of a variable of the .env file, which is read, never run.
fetch_from_file() {
  found=''
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      "$1="*) ;;
      *) continue ;;
    esac
    [ -z "$found" ] || stop "$1 is given twice in $source" 78
    found=yes
    value=${line#*=}
  done <"$source"
  [ -n "$found" ] || stop "$1 is missing in $source" 78
  case $value in
    \'*\')
      value=${value#\'}
      value=${value%\'}
      case $value in
        *\'*) stop "the value of $1 has a single quote in it" 78 ;;
        *) ;;
      esac
      ;;
    *[!A-Za-z0-9._~+/=,-]*) stop "the value of $1 needs single quotes" 78 ;;
    *) ;;
  esac
  printf '%s\n' "$value"
}

# fetch_from_vault SECRET: prints the value of a field of secret/NAME, where NAME is the site's name.
fetch_from_vault() {
  vault kv get -mount=secret -field="$1" "${site_name}" || stop "Vault does not give the field $1" 78
}

# preview SECRET VARIABLE READERS: says whether the file would be made, and refuses what would be refused. The value stays in memory.
preview() {
  if [ "${site_secrets_provider}" = dotenv ]; then
    value=$(fetch_from_file "$2") || exit
  else
    value=$(fetch_from_vault "$1") || exit
  fi
  [ -n "${value}" ] || stop "the value of $1 is empty" 78
  present=$(cat -- "${directory}/$1" 2>/dev/null) || present=''
  [ "${value}" = "${present}" ] || line "$1 would be new; it is read by $3"
}

# prepare SECRET VARIABLE: puts the value into the new folder, and refuses an empty one.
prepare() {
  if [ "${site_secrets_provider}" = dotenv ]; then
    asked=$2
    fetch_from_file "$2" >"$new/$1"
  else
    asked=$1
    fetch_from_vault "$1" >"$new/$1"
  fi
  value=$(cat "$new/$1")
  [ -n "$value" ] || stop "${asked} is empty" 78
  chmod 0444 "$new/$1"
}

# place SECRET VARIABLE READERS: replaces the file if the value has changed.
place() {
  if cmp -s "$new/$1" "$directory/$1"; then
    return 0
  fi
  mv -f "$new/$1" "$directory/$1"
  printf '%s is new; it is read by %s\n' "$1" "$3"
}

if [ "${site_secrets_provider}" = dotenv ]; then
  [ -r "$source" ] || stop "$source is missing or cannot be read" 78
else
  command -v vault >/dev/null || stop "the program vault is not installed" 78
fi
if "${dry_run}"; then
  each preview site_secret_files
  exit
fi
mkdir -p "$directory"
chmod 0700 "$directory"
new=$directory/.new
rm -rf "$new"
mkdir "$new"
trap 'rm -rf "$new"' EXIT

each prepare site_secret_files
each place site_secret_files
