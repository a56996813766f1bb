#!/bin/sh
# Installs gen: the program, its manual pages, and the completions for bash, zsh and fish.
#
# usage: install.sh GEN PREFIX [DESTDIR]
#
# PREFIX is where the files belong, such as /usr/local or ~/.local; DESTDIR is put before it, for who makes a package. The manual pages have the
# date of SOURCE_DATE_EPOCH. Needs Python, and nothing but the program itself when it is run.
set -eu
umask 022

if [ "$#" -lt 2 ] || [ "$#" -gt 3 ] || [ -z "$2" ]; then
  printf 'usage: install.sh GEN PREFIX [DESTDIR]\n' >&2
  exit 64
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
gen=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd -P)/$(basename -- "$1")
case $2 in
  /*) prefix=${3-}$2 ;;
  *)
    printf 'install.sh: PREFIX is a path from /, not %s\n' "$2" >&2
    exit 64
    ;;
esac

# Debian's zsh and fish read packages' completions in folders of their own.
zsh=zsh/site-functions
fish=fish/completions
if [ "$2" = /usr ]; then
  zsh=zsh/vendor-completions
  fish=fish/vendor_completions.d
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

install -d "$prefix/bin" "$prefix/share/man/man1" "$prefix/share/man/man5" "$prefix/share/bash-completion/completions" \
  "$prefix/share/$zsh" "$prefix/share/$fish"
python3 "$here/placeless.py" "$gen" "$work/gen"
install -m 0755 "$work/gen" "$prefix/bin/gen"

python3 "$here/manual.py" "$gen" "$work" >"$work/pages"
while read -r page; do
  gzip -9 -n "$work/$page"
  install -m 0644 "$work/$page.gz" "$prefix/share/man/man${page##*.}/"
done <"$work/pages"

completion() {
  "$gen" completion "$1" >"$work/completion"
  install -m 0644 "$work/completion" "$prefix/share/$2"
}
completion bash bash-completion/completions/gen
completion zsh "$zsh/_gen"
completion fish "$fish/gen.fish"
