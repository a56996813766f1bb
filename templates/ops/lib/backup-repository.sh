{#
format: sh

A repository is written by backup.sh alone, and read by whoever restores. Nothing in it is changed afterwards: what a run has finished is said by the
record, its last snapshot.
#}
# shellcheck shell=sh
# The repositories, and what is in them. It needs ops/lib/begin.sh.
#
# A run's snapshots have the tags SITE, run-ID (the time of its beginning), and one for the kind: database, globals, files, configuration or
# record. The record's file /record names all others by their ids; what no record names was never finished, and is no backup.
# docs/backups.md describes its lines.

# repositories: prints the number of each repository: 0 is backup.repository, the others are backup.copies in their order.
repositories() {
  line 0
  copies=0
  each count_copy site_backup_copies
}
count_copy() {
  copies=$((copies + 1))
  line "${copies}"
}

# repository NUMBER: prints its address, or nothing.
repository() {
  if [ "$1" -eq 0 ]; then
    line "${site_backup_repository}"
    return
  fi
  wanted_copy=$1
  copies=0
  each print_copy site_backup_copies
}
print_copy() {
  copies=$((copies + 1))
  [ "${copies}" -ne "${wanted_copy}" ] || line "$1"
}

# open_repository [NUMBER]: from here on restic reads and writes this repository. All have the same password. Credentials are lines of NAME=value
# in the secret restic_environment, or for a copy in restic_environment_NUMBER, if there is one.
# Everything is in the environment, as arguments are visible in the process list, and an address may contain a password.
open_repository() {
  RESTIC_REPOSITORY=$(repository "${1:-0}")
  [ -n "${RESTIC_REPOSITORY}" ] || stop "there is no repository ${1:-0}: backup.copies does not name so many" 64
  RESTIC_PASSWORD_FILE="${site_secrets}/${site_backup_secret}"
  export RESTIC_REPOSITORY RESTIC_PASSWORD_FILE
  credentials="${site_secrets}/restic_environment_${1:-0}"
  [ -f "${credentials}" ] || credentials="${site_secrets}/restic_environment"
  if [ -f "${credentials}" ]; then
    set -a
    # shellcheck source=/dev/null
    . "${credentials}"
    set +a
  fi
}

# at_repository NUMBER COMMAND...: runs a command with a repository, and leaves the present one open.
at_repository() (
  open_repository "$1"
  shift
  "$@"
)

# snapshots_of TAG...: prints ID RUN TIME TAGS for each snapshot that has all these tags, oldest first; TAGS have commas between them.
# restic prints one line of JSON; none of these values needs an escape.
snapshots_of() {
  tags=${site_name}
  for tag in "$@"; do tags="${tags},${tag}"; done
  listed=$(restic snapshots --json --no-lock --host "${site_name}" --tag "${tags}") || return 1
  printf '%s\n' "${listed}" | sed 's/{"time":/\n&/g' | sed -En '
    s/^\{"time":"([^"]*)".*"tags":\[([^]]*)\].*[,{]"id":"([0-9a-f]{64})".*$/\3 \1 \2/
    t found
    d
    : found
    s/"//g
    s/^([^ ]* )([^ ]* )((.*,)?run-([0-9]{8}T[0-9]{6}Z)(,.*)?)$/\1\5 \2\3/p' | sort -s -k 2,2
}

# records: prints ID TIME STATE for each run that has ended, the newest first. ID is also the time of its beginning; STATE is complete or incomplete.
records() {
  ended=$(snapshots_of record) || return 1
  printf '%s\n' "${ended}" | awk '
    NF == 4 { line[++n] = $2 " " $3 " " ("," $4 "," ~ /,complete,/ ? "complete" : "incomplete") }
    END { while (n) print line[n--] }'
}

# run_of ID|latest: prints the run that is meant: latest is the newest that is complete, or the newest of all if none is.
run_of() {
  if [ "$1" != latest ]; then
    line "$1"
    return
  fi
  ended=$(records) || return 1
  printf '%s\n' "${ended}" | awk '
    NR == 1 { newest = $1 }
    $3 == "complete" { newest = $1; exit }
    END { if (newest == "") exit 1; print newest }'
}

# record_of ID|latest: prints a record.
record_of() {
  run=$(run_of "$1") || return 1
  found=$(snapshots_of record "run-${run}") || return 1
  [ -n "${found}" ] || return 1
  take_out "${found%% *}" /record
}

# take_out SNAPSHOT FILE: prints a file of a snapshot to standard output.
take_out() { restic dump --quiet --no-lock "$1" "$2"; }
