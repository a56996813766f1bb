# shellcheck shell=sh
# What git has checked out here.

# commit_here: the commit that is checked out, or nothing where there is no repository.
commit_here() { git rev-parse --verify --quiet 'HEAD^{commit}' 2>/dev/null || true; }
