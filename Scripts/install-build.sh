#!/bin/sh
# Installs what a build needs besides a Swift toolchain: libyaml with its headers, and Python for the tests. Does nothing if
# they are installed.
set -eu

if pkg-config --exists yaml-0.1 2>/dev/null && [ -f /usr/include/yaml.h ] && command -v python3 >/dev/null 2>&1; then
  exit 0
fi
if ! command -v swift >/dev/null 2>&1; then
  printf 'A Swift toolchain (6.2 or newer) is needed: https://www.swift.org/install/\n' >&2
  exit 69
fi

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

printf 'installing libyaml-dev and python3\n' >&2
as_root apt-get update -qq
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libyaml-dev pkg-config make python3 >/dev/null
