#!/bin/sh
# Checks the project's own programs: the Python of the tests, the benchmarks, the scripts, the packaging and the emitted module for Odoo
# with ruff and mypy, and the shell scripts with shellcheck. pyproject.toml configures the first two. For mypy, each folder
# is a separate program, as modules are found from there.
#
# usage: check-programs.sh CHECKERS        CHECKERS has ruff and mypy, as Tests/RealParts/install.sh makes it
set -eu

tools=$(CDPATH='' cd -- "$1" && pwd -P)
cd "$(dirname -- "$0")/.."
root=$PWD
mkdir -p .build

"$tools/bin/ruff" check --quiet Tests Scripts Benchmarks packaging out/addons
printf 'ruff: clean\n'

status=0
for folder in $(git ls-files 'Tests/*.py' 'Scripts/*.py' 'Benchmarks/*.py' 'packaging/*.py' | sed 's|/[^/]*$||' | LC_ALL=C sort -u); do
  case $folder in */custom_addons/* | */topics) continue ;; esac
  cd "$root/$folder"
  # The topics of the engine are modules of the program above them.
  set -- *.py
  [ ! -d topics ] || set -- "$@" topics/*.py
  if ! MYPYPATH="..:$root/Tests/Shared" "$tools/bin/mypy" --config-file "$root/pyproject.toml" --cache-dir "$root/.build/mypy" \
    --explicit-package-bases --no-error-summary "$@" >"$root/.build/mypy.log" 2>&1; then
    sed "s|^|$folder/|" "$root/.build/mypy.log" >&2
    status=1
  fi
done
[ "$status" -ne 0 ] || printf 'mypy: clean\n'

cd "$root"
# The emitted scripts are checked together with their sites.
git ls-files '*.sh' .ci/run | grep -v -e '^out/' -e '^templates/' | xargs shellcheck || status=1
[ "$status" -ne 0 ] || printf 'shellcheck: clean\n'
exit "$status"
