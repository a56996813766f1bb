{#
format: sh

A process tells where it hangs by its ancestors in /proc: `sudo -i` removes SSH_CONNECTION from the environment, and gives the shell another
terminal, but the shell that sudo was called from still has both.
#}
# shellcheck shell=sh
# By which connection and terminal this script was called, and whether another process still runs.

# ancestors: prints the ids of this process and of all that it descends from, the nearest first.
ancestors() {
  ancestor=$$
  while [ "${ancestor}" -gt 1 ]; do
    line "${ancestor}"
    ancestor=$(of_process "${ancestor}" 2) || return 0
  done
}

# of_process PID FIELD: prints a field of the process, counted from its state: 2 is its parent, 4 its session, 5 its terminal (0 for none), and
# 20 the moment of its start. The name before them may contain anything.
of_process() { { tr '\n' ' ' <"/proc/$1/stat"; } 2>/dev/null | sed 's/^.*) //' | cut -d ' ' -f "$2" | grep .; }

# moment: prints the present moment, in the unit of the moment at which processes start.
moment() { sed 's/^.*) //' /proc/self/stat | cut -d ' ' -f 20; }

# connection: prints CLIENT PORT SERVER PORT of the SSH connection that this script was called by, or nothing.
connection() {
  for process in $(ancestors); do
    found=$({ tr '\0' '\n' <"/proc/${process}/environ"; } 2>/dev/null | sed -n 's/^SSH_CONNECTION=//p') || found=''
    if [ -n "${found}" ]; then
      line "${found}"
      return
    fi
  done
}

# terminal: prints the number of the terminal that this script was called from, or 0.
terminal() { of_process "$$" 5; }

# connected_since MOMENT: whether this script hangs on an SSH connection, or without one on a login, that was begun after a moment.
connected_since() {
  for process in $(ancestors); do
    case $(cat "/proc/${process}/comm" 2>/dev/null) in
      # The server's process for this connection; from OpenSSH 9.8 on it has a name of its own.
      sshd*) ;;
      *) continue ;;
    esac
    begun=$(of_process "${process}" 20) || continue
    [ "${begun}" -le "$1" ] || return 0
  done
  [ -z "${here}" ] || return 1
  leader=$(of_process "$$" 4) || return 1
  begun=$(of_process "${leader}" 20) || return 1
  [ "${begun}" -gt "$1" ]
}

# alive FILE: whether the process runs whose id and start a file has.
alive() {
  read -r process start 2>/dev/null <"$1" || return 1
  found=$(of_process "${process}" 20) || return 1
  [ "${found}" = "${start}" ]
}

# sign FILE: writes the id and the start of this process into a file.
sign() {
  start=$(of_process "$$" 20)
  line "$$ ${start}" >"$1"
}
