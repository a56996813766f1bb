#!/bin/sh
# What is committed is what the program makes: out/, and the pages of docs/ that come from tables.
#
# usage: check-current.sh GEN
set -eu

gen=$1
"$gen" check site.yaml
"$gen" schema --reference | cmp - docs/settings.md
"$gen" schema --model | cmp - docs/model.md
"$gen" schema --versions | cmp - docs/versions.md
"$gen" explain-error | cmp - docs/findings.md
