# shellcheck shell=sh
# How nginx/install.sh changes the files below /etc/nginx, for good or until it is confirmed, and takes a change back.

take_lock() {
  exec 9>"${lock}"
  flock -w 60 9 || stop "another run has been going on for more than a minute"
}

# take_back MESSAGE: restores the former state, and stops.
take_back() {
  trap '' HUP INT TERM
  restore
  if [ -n "${seconds}" ]; then end_change; fi
  stop "$1; everything is as it was before"
}

# keep_former FOLDER
keep_former() {
  former=$1
  rmdir -- "$1"
  remember
  running=$(master)
  [ -n "${running}" ] || : >"$1/stopped"
}

# put_back FOLDER
put_back() {
  [ "${action}" != guard ] || take_lock
  own_former=${former}
  former=$1
  was_stopped=false
  [ ! -e "$1/stopped" ] || was_stopped=true
  # Not so if it was killed when the files were back, and is run again.
  [ ! -e "$1/paths" ] || restore
  if "${was_stopped}"; then halt; else activate; fi
  former=${own_former}
}

# put_in_place: everything that differs, from where it can be taken back.
put_in_place() {
  if [ -n "${seconds}" ]; then
    begin_change "${seconds}"
    former="${pending}/former"
  else
    remember
  fi
  trap 'take_back interrupted' HUP INT TERM
  for path in ${changed}; do apply "${path}"; done
}

# settle: nginx has taken it.
settle() {
  for path in ${changed}; do describe "${path}"; done
  line "nginx serves the new configuration"
  trap - HUP INT TERM
  if [ -n "${seconds}" ]; then await_confirmation; else forget; fi
}
