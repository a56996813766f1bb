# shellcheck shell=sh
# A change that goes back by itself unless it is confirmed from a new connection, so that nobody is locked out by it.
#
# It needs `self` and `state`; `part`, the name of what is changed; and two functions: `keep_former FOLDER` saves the former state, and
# `put_back FOLDER` restores it. A second process, the guard, puts back. It is detached from the terminal and the connection, and
# is there before the first change: whatever becomes of the first process, it puts back.

pending="${state:?}/confirm-${part:?}"

# is_at STEP: whether the change is there.
is_at() { [ -e "${pending}/$1" ]; }

# go FROM TO: from one step to the next; only one process succeeds.
go() { mv -T -- "${pending}/$1" "${pending}/$2" 2>/dev/null; }

# refuse_pending: stops while a change waits. One whose guard has been killed is put back first.
refuse_pending() {
  if ! is_at applying && ! is_at waiting && ! is_at undoing; then return 0; fi
  if alive "${pending}/guard"; then
    stop "a change of the ${part} waits for its confirmation, or is going back: ${self} --confirmed, from a new connection, or wait until it has gone back"
  fi
  say "a change that nobody has confirmed is put back first"
  undo_change
}

# undo_change: puts back what has not been confirmed.
undo_change() {
  go applying undoing || go waiting undoing || is_at undoing || return 0
  put_back "${pending}/former"
  rm -rf -- "${pending:?}/former"
  go undoing undone
}

# check_seconds TEXT: whether it is a number of seconds that makes sense.
check_seconds() {
  case $1 in '' | 0* | *[!0-9]* | ?????*) return 1 ;; *) [ "$1" -ge 3 ] ;; esac
}

# begin_change SECONDS: saves the former state, and starts the guard. From here on everything goes back unless it is confirmed.
begin_change() {
  mkdir -p -- "${state}"
  chmod 0700 -- "${state}"
  rm -rf -- "${pending}.new"
  mkdir -p -- "${pending}.new/former"
  connection >"${pending}.new/connection"
  terminal >"${pending}.new/terminal"
  sign "${pending}.new/applier"
  line "$1" >"${pending}.new/seconds"
  : >"${pending}.new/applying"
  keep_former "${pending}.new/former"
  rm -rf -- "${pending}"
  mv -T -- "${pending}.new" "${pending}"
  start_guard
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    if alive "${pending}/guard"; then return 0; fi
    sleep 1
  done
  rm -rf -- "${pending}"
  stop "the process that would put everything back does not start: nothing was changed"
}

# start_guard: as a service of systemd, which no session takes with it; elsewhere in a session of its own. It inherits no lock.
start_guard() {
  if [ -d /run/systemd/system ] && command -v systemd-run >/dev/null &&
    systemd-run --quiet --collect --unit="${site_name}-confirm-${part}" -- "${self}" --guard 9>&-; then
    return 0
  fi
  setsid -- "${self}" --guard </dev/null >"${pending}/log" 2>&1 9>&- &
}

# tell_outcome: of a change that was not confirmed.
tell_outcome() {
  if is_at undone; then notify warning "${part}" "nobody has confirmed a change of the ${part}: everything is as it was before" || true; fi
  if is_at undoing; then notify critical "${part}" "the former state of the ${part} could not be put back: run ${self} again" || true; fi
}

# guard: puts back when the time is over, when the first process ends before it is done, and when the machine shuts down.
guard() {
  is_ending=false
  trap '' HUP INT
  trap tell_outcome EXIT
  trap 'is_ending=true' TERM
  sign "${pending}/guard.new"
  mv -T -- "${pending}/guard.new" "${pending}/guard"
  read -r seconds <"${pending}/seconds"
  while is_at applying || is_at waiting; do
    if "${is_ending}" || [ "${seconds}" -le 0 ]; then undo_change; fi
    if is_at applying && ! alive "${pending}/applier"; then undo_change; fi
    if is_at waiting; then seconds=$((seconds - 1)); fi
    sleep 1
  done
}

# end_change: nothing was changed after all, or everything is as it was.
end_change() {
  go applying undone || true
  rm -rf -- "${pending:?}/former"
}

# await_confirmation: everything is applied.
await_confirmation() {
  # The lock, for whoever puts it back.
  exec 9>&-
  moment >"${pending}/since"
  go applying waiting || stop "the change has gone back"
  read -r seconds <"${pending}/seconds"
  line "Applied. It goes back in ${seconds} seconds, unless you log in anew and run there:"
  line "  ${self} --confirmed"
  while is_at waiting; do sleep 1; done
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    is_at undoing || break
    sleep 1
  done
  if is_at undone; then stop "nobody has confirmed it: everything is as it was before"; fi
  is_at confirmed || stop "nobody has confirmed it, and the former state could not be put back: see ${pending}/log, or the journal, and run this again"
  line "Confirmed: it stays."
}

# confirm: what --confirmed does. A connection that was open before says nothing: the firewall lets it go on, and nginx does not matter to it.
confirm() {
  if ! is_at waiting; then
    if is_at applying; then stop "it is still being applied: confirm it when everything is in force"; fi
    if is_at confirmed; then stop "it is confirmed already"; fi
    if is_at undoing || is_at undone; then stop "it is too late: everything is as it was before"; fi
    stop "no change waits for a confirmation"
  fi
  here=$(connection)
  there=$(cat -- "${pending}/connection")
  if [ -n "${here}" ] && [ "${here}" = "${there}" ]; then
    stop "this does not count: it is the connection from which the change was made. Log in anew, not through a shared connection (ssh -S none), and run it there"
  fi
  tty=$(terminal)
  there=$(cat -- "${pending}/terminal")
  if [ "${tty}" != 0 ] && [ "${tty}" = "${there}" ]; then
    stop "this does not count: it is the terminal from which the change was made. Log in anew, and run it there"
  fi
  # shellcheck disable=SC2086
  set -- ${here}
  if [ "$#" -ge 3 ] && [ "$1" = "$3" ]; then
    stop "this does not count: it is a connection from this machine to itself. Log in from where you work, and run it there"
  fi
  since=$(cat -- "${pending}/since")
  connected_since "${since}" ||
    stop "this does not count: it is a connection that was open before the change, or a shell that hangs on none, as in tmux, screen or mosh. Log in anew, and run it there"
  go waiting confirmed || stop "it is too late: everything is as it was before"
  rm -rf -- "${pending:?}/former"
  line "Confirmed: it stays."
}
