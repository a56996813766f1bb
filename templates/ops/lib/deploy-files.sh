{#
format: sh
#}
# shellcheck shell=sh
# How a step is announced and taken, and the permissions of the deployed files.

# step TEXT: what comes next; the only output of a dry run.
step() {
  if "${dry_run}"; then
    printf '%s\n' "$1"
  else
    say "$1"
  fi
}

# change COMMAND...: runs a command that changes something. All its output goes to standard error.
change() {
  if "${dry_run}"; then
    line "  $*"
  else
    "$@" >&2
  fi
}

# within PLACE FOLDER
within() { case "$1/" in "$2"/*) ;; *) return 1 ;; esac; }

# readable FOLDER [PATH]: lets every user read the folder. A folder of modules may be a link to any other folder: one that contains the
# secrets, or is inside their folder, is not made readable, nor is the repository with its .git and .env.
readable() {
  [ -d "$1" ] || return 0
  folder=$(realpath -- "$1")
  kept=$(realpath -m -- "${site_secrets}")
  repository=$(realpath -- ..)
  if within "${folder}" "${kept}" || within "${kept}" "${folder}" || within "${repository}" "${folder}"; then
    stop "$1 leads to ${folder}, where secrets are: nothing was changed" 78
  fi
  change chmod -R u+rwX,go+rX,go-w "${folder}"
}

# Of a file's mode, git keeps only whether it is executable; the containers' users must be able to read the mounted files.
set_modes() {
  readable .
  each readable site_addons
}
