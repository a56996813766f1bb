{#
format: sh
#}
# shellcheck shell=sh
# Removes old runs from the open repository: first their records, by restic's own reasons, then what no record names any more.

# forget_records STATE OPTION...: grouped by host only, as all records are one row of runs.
forget_records() {
  state_of=$1
  shift
  restic forget --quiet --host "${site_name}" --tag "${site_name},record,${state_of}" --group-by host "$@"
}

# forget_runs: removes the snapshots of runs without a record: of those that were forgotten, and of those that never ended. A run that began less than two
# days ago may be going on.
forget_runs() {
  limit=$(date -u --date='2 days ago' +%Y%m%dT%H%M%SZ)
  all=$(snapshots_of) || return 1
  orphans=$(printf '%s\n' "${all}" | awk -v limit="${limit}" '
    NF != 4 { next }
    { id[++n] = $1; run[n] = $2 }
    ("," $4 ",") ~ /,record,/ { recorded[$2] = 1 }
    END { for (i = 1; i <= n; i++) if (!(run[i] in recorded) && run[i] < limit) print id[i] }')
  [ -z "${orphans}" ] || printf '%s\n' "${orphans}" | xargs restic forget --quiet
}

# preview OPTION...: restic's own account of which complete runs would be forgotten by these reasons.
preview() {
  restic forget --dry-run --host "${site_name}" --tag "${site_name},record,complete" --group-by host "$@"
}

# unlock NUMBER: removes the locks that killed runs have left, such as that of a removal in whose middle the power failed: nothing could be saved any more.
# restic knows them by their process, which is gone, or by their age, which is half an hour. Where they cannot be removed, or are somebody's, the
# first command that minds says so.
unlock() { at_repository "$1" restic unlock --quiet || true; }

# tidy OPTION...: forgets by these reasons, and removes what is not needed any more, with the locks that killed runs have left.
tidy() {
  restic unlock --quiet &&
    forget_records complete "$@" &&
    forget_records incomplete --keep-within 14d &&
    forget_runs &&
    restic prune --quiet
}
