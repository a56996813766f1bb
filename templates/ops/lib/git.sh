{#
format: sh
#}
# shellcheck shell=sh
# What is checked out here.

# commit_here: prints it, or nothing if there is no repository.
commit_here() { git rev-parse --verify --quiet 'HEAD^{commit}' 2>/dev/null || true; }

# submodules_behind: prints the folders of modules that are submodules, and empty or of another commit than the one that is checked out here.
submodules_behind() { git submodule status --recursive 2>/dev/null | sed -n 's/^[-+U][0-9a-f]* \([^ ]*\).*/\1/p' || true; }
