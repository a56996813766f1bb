#!/bin/sh
# Builds the example in two folders under different locales, time zones, hours, users and umasks: the bytes and the modes
# must be the same.
#
# usage: check-same.sh GEN
set -eu

gen=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd -P)/$(basename -- "$1")
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 0755 "$work"

for name in one two/with/a/longer/path; do
  mkdir -p "$work/$name"
  cp "$root/site.yaml" "$work/$name/"
done
chmod 0777 "$work/two/with/a/longer/path"

(cd "$work/one" && LC_ALL=C TZ=UTC "$gen" build >/dev/null)
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null 2>&1; then
  cp "$gen" "$work/gen"
  chmod 0755 "$work/gen"
  (
    cd "$work/two/with/a/longer/path"
    umask 077
    env -i LC_ALL=tr_TR.UTF-8 TZ=Pacific/Kiritimati HOME=/nonexistent \
      setpriv --reuid 65534 --regid 65534 --clear-groups "$work/gen" build >/dev/null
  )
else
  (cd "$work/two/with/a/longer/path" && umask 077 && env -i LC_ALL=tr_TR.UTF-8 TZ=Pacific/Kiritimati "$gen" build >/dev/null)
fi

modes() {
  (cd "$1/out" && find . -type f -printf '%m %p\n' | LC_ALL=C sort)
}

diff -r "$work/one/out" "$work/two/with/a/longer/path/out"
modes "$work/one" >"$work/modes-one"
modes "$work/two/with/a/longer/path" >"$work/modes-two"
diff "$work/modes-one" "$work/modes-two"
printf '%s files, the same bytes and modes\n' "$(wc -l <"$work/modes-one")"
