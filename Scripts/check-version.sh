#!/bin/sh
# The version is one fact: the program's, the newest one of the changelog, and the tag of a commit that has one are the same, and every
# released version has its section in the changelog.
#
# usage: check-version.sh GEN
set -eu

version=$("$1" --version)
cd "$(dirname -- "$0")/.."

fail() {
  printf 'check-version.sh: %s\n' "$1" >&2
  exit 1
}

printf '%s\n' "$version" | grep -qxE '[0-9]+\.[0-9]+\.[0-9]+' || fail "the version $version has not three numbers"
[ "$("$1" version)" = "$version" ] || fail "gen version and gen --version differ"

sections=$(sed -n 's/^## \([0-9][0-9.]*\)$/\1/p' CHANGELOG.md)
newest=$(printf '%s\n' "$sections" | head -n 1)
[ "$newest" = "$version" ] || fail "gen is $version, but the newest section of CHANGELOG.md is $newest"
[ "$(printf '%s\n' "$sections" | sort -rV)" = "$sections" ] || fail "the sections of CHANGELOG.md are not in order"

# Without a repository, as in an archive of the sources, there are no tags.
if git rev-parse --git-dir >/dev/null 2>&1; then
  for tag in $(git tag --list 'v[0-9]*'); do
    printf '%s\n' "$sections" | grep -qxF "${tag#v}" || fail "CHANGELOG.md has no section on the tag $tag"
  done
  for tag in $(git tag --list 'v[0-9]*' --points-at HEAD); do
    [ "$tag" = "v$version" ] || fail "the commit has the tag $tag, but gen is $version"
  done
fi
printf 'version %s: the program, the changelog and the tags agree\n' "$version"
