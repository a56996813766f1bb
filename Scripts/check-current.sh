#!/bin/sh
# Checks that the committed files are those that the program makes: out/, and the generated pages of docs/.
#
# usage: check-current.sh GEN
set -eu

gen=$1
"$gen" check site.yaml
"$gen" schema --reference | cmp - docs/settings.md
"$gen" schema --model | cmp - docs/model.md
"$gen" schema --versions | cmp - docs/versions.md
"$gen" schema --model-schema | cmp - docs/schemas/model.json
"$gen" docs --findings | cmp - docs/findings.md
