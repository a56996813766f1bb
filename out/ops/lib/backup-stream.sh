# shellcheck shell=sh
# Saves what a command prints as a snapshot in every repository, without a file between.

# live: prints the numbers of the repositories that answer.
live() {
  for number in $(repositories); do
    [ -e "${work:?}/lost.${number}" ] || line "${number}"
  done
}

# has_live: whether any does.
has_live() {
  answering=$(live)
  [ -n "${answering}" ]
}

# lose NUMBER: does without a repository for the rest of this run, if it does not answer.
lose() {
  if [ ! -e "${work}/lost.$1" ] && ! at_repository "$1" timeout 60 restic cat config --no-lock >/dev/null 2>&1; then
    : >"${work}/lost.$1"
    failed "repository $1 does not answer any more"
  fi
}

# restic_backup NUMBER KIND ARGUMENT...: one snapshot of this run.
restic_backup() {
  open_repository "$1"
  kind=$2
  shift 2
  exec restic backup --json --host "${site_name}" --tag "${site_name}" --tag "run-${run}" --tag "${kind}" "$@"
}

# upload ITEM NUMBER KIND FILE: one end of a stream. Its process is noted, so that it can be ended.
upload() {
  outcome=0
  (restic_backup "$2" "$3" --stdin --stdin-filename "$4") <"$1/pipe.$2" >"$1/said.$2" 2>"$1/error.$2" 9>&- &
  line "$!" >"$1/process.$2"
  wait "$!" || outcome=$?
  line "${outcome}" >"$1/status.$2"
}

# end_uploads ITEM: ends restic before the end of its stream, and waits until it has ended. An interrupt makes it remove its lock.
end_uploads() {
  for signal in INT KILL; do
    tries=0
    while [ "${tries}" -lt 50 ]; do
      waiting=false
      for pipe in "$1"/pipe.[0-9]*; do
        number=${pipe##*.}
        if [ ! -p "${pipe}" ] || [ -e "$1/status.${number}" ]; then continue; fi
        waiting=true
        if [ "$((tries % 10))" -eq 0 ] && read -r process 2>/dev/null <"$1/process.${number}"; then
          kill -s "${signal}" "${process}" 2>/dev/null || true
        fi
      done
      "${waiting}" || return 0
      sleep 0.2
      tries=$((tries + 1))
    done
  done
}

# produce ITEM COMMAND...: the other end. Its own process keeps the stream open; that of the command, which ends by exec, is noted.
produce() {
  produced=$1
  shift
  outcome=0
  "$@" </dev/null 2>"${produced}/error" 9>&- &
  line "$!" >"${produced}/producer"
  wait "$!" || outcome=$?
  line "${outcome}" >"${produced}/status"
  [ "${outcome}" -eq 0 ] || end_uploads "${produced}" 2>/dev/null
}

# stream ITEM KIND FILE READER COMMAND...: saves the output of a command as FILE. READER ITEM reads it too, from standard input, and must take all of
# it. What has become of it is in the folder ITEM: status, sha256, and for each repository that has it snapshot.NUMBER, and bytes.
stream() {
  item=$1
  kind=$2
  file=$3
  reader=$4
  shift 4
  rm -rf -- "${item}"
  mkdir -p -- "${item}"
  mkfifo -- "${item}/read"
  {
    if "${reader}" "${item}"; then : >"${item}/is-read"; fi
    cat >/dev/null
  } <"${item}/read" 9>&- &
  readers=$(live)
  set -- "${item}" "$@"
  ends=''
  for number in ${readers}; do
    mkfifo -- "${item}/pipe.${number}"
    upload "${item}" "${number}" "${kind}" "${file}" &
    ends="${ends} ${item}/pipe.${number}"
  done
  # Paths of this script's own, without blanks.
  # shellcheck disable=SC2086
  produce "$@" | fan_out "${item}/read" ${ends} | openssl dgst -sha256 -r | cut -c 1-64 >"${item}/sha256"
  wait
  judge "${item}" "${readers}"
}

# judge ITEM NUMBERS: whether the stream was whole; and for each repository, whether it has all of it.
judge() {
  read -r outcome <"$1/status" && [ "${outcome}" -eq 0 ] && [ -e "$1/is-read" ] || return 1
  bytes=''
  for number in $2; do
    read -r outcome <"$1/status.${number}" || outcome=1
    saved=$(summary "$1/said.${number}" total_bytes_processed)
    snapshot=$(summary "$1/said.${number}" snapshot_id)
    if [ "${outcome}" -eq 0 ] && [ "${saved}" = "${bytes:=${saved}}" ] && [ -n "${snapshot}" ]; then
      line "${saved}" >"$1/bytes"
      line "${snapshot}" >"$1/snapshot.${number}"
    else
      sed 's/^/restic: /' <"$1/error.${number}" | tail -n 3 | printable >&2
      lose "${number}"
    fi
  done
}

# summary FILE MEMBER: a value of what restic says at its end.
summary() { sed -En 's/^.*"message_type":"summary".*"'"$2"'":"?([0-9a-f]+).*$/\1/p' "$1" | tail -n 1; }

# is_in_all ITEM: whether each repository has it. Those that have not are named.
is_in_all() {
  missing=''
  for number in $(repositories); do
    [ -e "$1/snapshot.${number}" ] || missing="${missing:+${missing}, }repository ${number}"
  done
  [ -z "${missing}" ]
}

# end_streams: ends what still runs when the script ends early: nobody takes another item, writers end, and then restic.
end_streams() {
  for process in ${guard-} ${workers-}; do kill "${process}" 2>/dev/null || true; done
  for item in "${work:?}"/items/*/*; do
    if [ ! -p "${item}/read" ] || [ -e "${item}/status" ]; then continue; fi
    if read -r process 2>/dev/null <"${item}/producer"; then kill "${process}" 2>/dev/null || true; fi
    end_uploads "${item}"
  done
  wait
}
