{#
format: sh
#}
# shellcheck shell=sh
# Who may read what is deployed.

# within PLACE FOLDER
within() { case "$1/" in "$2"/*) ;; *) return 1 ;; esac; }

# readable FOLDER [PATH]: lets every user read what is in it. A link can make a folder of modules any other one: what holds the secrets, or
# lies where they are, is opened to nobody, nor is the repository with its .git and .env.
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

# Git keeps of a file's mode only whether it can be run; the containers' users must be able to read what is mounted.
set_modes() {
  readable .
  each readable site_addons
}
