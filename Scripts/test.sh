#!/bin/sh
# Everything that must hold, in the order of how soon it fails: format, tests, the committed files, the built program, and
# then the programs that read what gen writes.
#
# usage: test.sh GEN
set -eu

gen=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$here"

step() {
  printf '\n== %s\n' "$1"
}

step 'what the tests need'
sh Tests/RealParts/install.sh

step 'format and lint'
swift format lint --strict --recursive Sources Tests Package.swift

step 'unit and golden tests'
swift test

step 'imports between modules'
python3 Scripts/check-imports.py

step 'the release binary is one static file'
python3 Scripts/check-static.py "$gen"

step 'the example is current'
"$gen" check site.yaml
"$gen" schema --reference | cmp - docs/settings.md

step 'the output is the same everywhere'
sh Scripts/check-same.sh "$gen"

step 'no input makes gen trap, hang or take memory without end'
python3 Tests/Fuzz/run.py

step 'what readers of YAML disagree on'
python3 Tests/YAMLTraps/run.py "$gen"

step 'the command line'
python3 Tests/CommandLine/run.py "$gen"

step 'each message about a template has an example and a rewrite'
python3 Tests/TemplateErrors/run.py "$gen"

step 'the output folder under attack'
python3 Tests/OutputAttack/run.py "$gen"

step 'what is written in a place is read there, or refused'
python3 Tests/Readers/run.py

step 'no value of any setting changes the structure of what is written'
python3 Tests/RealParts/sweep/run.py "$gen"

step 'the template language is a subset of Jinja2, and the real programs read what gen writes'
python3 Tests/TemplateTests/Jinja/verify.py
python3 Tests/RealParts/run.py "$gen"

step 'the real engine, real Odoo and real PostgreSQL run what gen writes'
python3 Tests/RealParts/engine/run.py "$gen"

printf '\nall passed\n'
