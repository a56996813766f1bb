{#
format: sh
#}
# shellcheck shell=sh
# The commit that is checked out here.

# commit_here: prints it, or nothing if there is no repository.
commit_here() { git rev-parse --verify --quiet 'HEAD^{commit}' 2>/dev/null || true; }
