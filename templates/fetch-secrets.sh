{#
format: sh
mode: 0755
when: secrets.provider != "files"

Makes the files that the containers read from where the operator keeps the secrets.
#}
#!/bin/sh
{% if secrets.provider == "dotenv" %}
# Makes the files of {{ secrets.host_directory }} from a .env file: fetch-secrets.sh [FILE], by default ../.env.
{% else %}
# Makes the files of {{ secrets.host_directory }} from Vault: run it with VAULT_ADDR set and a token that may read secret/{{ name }}, a path of the
# key-value engine (version 2) that is mounted at secret. Each secret is a field of the name that its file has.
{% endif %}
#
# Run it on the server, before the first start and after each change. Nothing is touched before every value has been read. The folder is
# 0700 and keeps the other users out; the files are 0444, because the containers' users are none of this machine.
# No value is an argument of a program or is printed.
set -eu
umask 077
# A variable that comes from the environment goes on to every child.
unset value
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
directory="$here/{{ secrets.host_directory }}"
{% if secrets.provider == "dotenv" %}
source=${1:-$here/../.env}
{% else %}
# Whatever else is set, the answer must be the bare value.
unset VAULT_FORMAT
{% endif %}

fail() {
  printf 'fetch-secrets.sh: %s\n' "$1" >&2
  exit 78
}

{% if secrets.provider == "dotenv" %}
# fetch VARIABLE: prints the value of a variable of the .env file, which is read, never run.
fetch() {
  found=''
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      "$1="*) ;;
      *) continue ;;
    esac
    [ -z "$found" ] || fail "$1 stands twice in $source"
    found=yes
    value=${line#*=}
  done <"$source"
  [ -n "$found" ] || fail "$1 is missing in $source"
  case $value in
    \'*\')
      value=${value#\'}
      value=${value%\'}
      case $value in
        *\'*) fail "the value of $1 has a single quote in it" ;;
        *) ;;
      esac
      ;;
    *[!A-Za-z0-9._~+/=,-]*) fail "the value of $1 needs single quotes" ;;
    *) ;;
  esac
  printf '%s\n' "$value"
}
{% else %}
# fetch SECRET: prints the value of a field of secret/{{ name }}.
fetch() {
  vault kv get -mount=secret -field="$1" {{ name }} || fail "Vault does not give the field $1"
}
{% endif %}

# prepare SECRET SOURCE: puts the value into the new folder, and refuses what is empty.
prepare() {
  fetch "$2" >"$new/$1"
  value=$(cat "$new/$1")
  [ -n "$value" ] || fail "$2 is empty"
  chmod 0444 "$new/$1"
}

# place SECRET READERS: replaces the file when the value is another one.
place() {
  if cmp -s "$new/$1" "$directory/$1"; then
    return 0
  fi
  mv -f "$new/$1" "$directory/$1"
  printf '%s is new; it is read by %s\n' "$1" "$2"
}

{% if secrets.provider == "dotenv" %}
[ -r "$source" ] || fail "$source is missing or cannot be read"
{% else %}
command -v vault >/dev/null || fail "the program vault is not installed"
{% endif %}
mkdir -p "$directory"
chmod 0700 "$directory"
new=$directory/.new
rm -rf "$new"
mkdir "$new"
trap 'rm -rf "$new"' EXIT

{% for file in secrets.files %}
{% if secrets.provider == "dotenv" %}
prepare {{ file.name }} {{ file.variable }}
{% else %}
prepare {{ file.name }} {{ file.name }}
{% endif %}
{% endfor %}

{% for file in secrets.files %}
place {{ file.name }} "{{ file.readers | join(", ") }}"
{% endfor %}
