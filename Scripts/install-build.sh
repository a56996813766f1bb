#!/bin/sh
# Installs what compiling needs beside a Swift toolchain: libyaml with its headers. Does nothing where it is there.
set -eu

if pkg-config --exists yaml-0.1 2>/dev/null && [ -f /usr/include/yaml.h ]; then
  exit 0
fi
if ! command -v swift >/dev/null 2>&1; then
  printf 'A Swift toolchain (6.2 or newer) is needed: https://www.swift.org/install/\n' >&2
  exit 69
fi

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

printf 'installing libyaml-dev\n' >&2
as_root apt-get update -qq
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libyaml-dev pkg-config make >/dev/null
