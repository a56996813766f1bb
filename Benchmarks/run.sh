#!/bin/sh
# Installs what the comparison needs into a folder of its own, and runs it.
#
# usage: run.sh GEN
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
tools=$here/../.build/benchmarks

if [ ! -x "$tools/bin/ansible" ]; then
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check jinja2==3.1.6 minijinja==2.5.0 ansible-core==2.17.7
fi
"$tools/bin/python" "$here/compare.py" "$1" "$tools"
"$tools/bin/python" "$here/in_process.py" "$1" "$tools"
"$tools/bin/python" "$here/stress.py" "$1"
# With the modules that the tests have.
python3 "$here/backup.py" "$1"
