{#
format: sh
#}
# shellcheck shell=sh
# Which backup is restored, and what there is.

# choose_run [WHEN]: puts the run that is meant into ${run}, and its record into ${work}/record. WHEN is the beginning of the id of a run, such as a
# day: then it is the newest that began then; or the beginning of nothing: then it is the newest before. Without it, it is the newest complete one.
choose_run() {
  all_runs=$(records) || stop "the repository cannot be read"
  [ -n "${all_runs}" ] || stop "the repository has no backup of ${site_name}"
  if [ -z "${1-}" ]; then
    run=$(printf '%s\n' "${all_runs}" | awk '$3 == "complete" { print $1; exit }')
    [ -n "${run}" ] || stop "no backup is complete: name one of these with --at
${all_runs}"
  else
    # 2026-11-28 and 2026-11-28T02:30 are 20261128 and 20261128T0230.
    moment=$(printf '%s' "$1" | tr -d ':-')
    run=$(printf '%s\n' "${all_runs}" | awk -v wanted="${moment#run}" '
      index($1, wanted) == 1 || $1 "" < wanted "" { print $1; exit }')
    [ -n "${run}" ] || stop "no backup is as old as $1: restore.sh --list has all"
  fi
  record_of "${run}" >"${work}/record" || stop "the record of the backup ${run} cannot be read"
  read -r format <"${work}/record"
  [ "${format}" = "format 1" ] || stop "the backup ${run} was made by another version of gen"
  newer=$(printf '%s\n' "${all_runs}" | awk -v run="${run}" '$1 == run { exit } { print $1 }' | tr '\n' ' ')
  say "reading the backup ${run}${newer:+; newer ones: ${newer}}"
  awk '$1 == "failed" { $1 = ""; print "not in this backup:" $0 }' "${work}/record" >&2
}

# databases_in: prints SERVER NAME SNAPSHOT SHA256 for each database of the record.
databases_in() { awk '$1 == "database" { print $2, $3, $4, $5 }' "${work}/record"; }

# database_in SERVER NAME: the line of one database, whose name is written as in the record.
database_in() { databases_in | awk -v server="$1" -v name="$2" '$1 == server && $2 == name'; }

# needs_in SERVER NAME: prints what database_needs has said.
needs_in() { awk -v server="$1" -v name="$2" '$1 == "needs" && $2 == server && $3 == name { $1 = $2 = $3 = ""; sub(/^ +/, ""); print }' "${work}/record"; }

# files_in SERVICE: puts the snapshot with the files of a service, and where they were, into ${files_snapshot} and ${files_path}.
files_in() {
  saved=$(awk -v service="$1" '$1 == "files" && $2 == service { print $3, $4; exit }' "${work}/record")
  [ -n "${saved}" ] || return 1
  files_snapshot=${saved%% *}
  files_path=$(decoded "${saved#* }")
}

# globals_in SERVER: prints the roles of a server.
globals_in() {
  saved=$(awk -v server="$1" '$1 == "globals" && $2 == server { print $3; exit }' "${work}/record")
  [ -n "${saved}" ] && take_out "${saved}" "/$1/globals.sql"
}

# list: all backups, or what is in one.
list() {
  open_repository "${from}"
  if [ -n "${when}" ]; then
    choose_run "${when}"
    list_run
  else
    list_runs
  fi
}

# list_runs: the backups that have ended, and what earlier restores have kept.
list_runs() {
  all_runs=$(records) || stop "the repository cannot be read"
  printf '%-18s %-26s %s\n' BACKUP ENDED STATE
  [ -z "${all_runs}" ] || printf '%s\n' "${all_runs}" | awk '{ printf "%-18s %-26s %s\n", $1, substr($2, 1, 19), $3 }'
  for server in "${site_tenants_server}" "${site_superadmin_server}"; do
    sql "${server}" 2>/dev/null <<'SQL' || true
SELECT 'kept by a restore: ' || regexp_replace(shobj_description(oid, 'pg_database'), '[^A-Za-z0-9 ._:-]', '?', 'g') || ', ' || pg_size_pretty(pg_database_size(oid))
FROM pg_database WHERE datname ~ '^former_[0-9a-f]{32}$'
SQL
  done
}

# list_run: the databases of one backup.
list_run() {
  printf '%-40s %-16s %14s %s\n' DATABASE SERVER BYTES "WHAT NOBODY RESTORES"
  awk '
    $1 == "needs" && $4 == "left-out" { less[$2 " " $3]++ }
    $1 == "database" { name[++n] = $3; server[n] = $2; bytes[n] = $6 }
    END { for (i = 1; i <= n; i++) printf "%-40s %-16s %14s %s\n", name[i], server[i], bytes[i], less[server[i] " " name[i]] + 0 }' "${work}/record"
  awk '$1 == "files" { print "files of " $2 ": " $5 " bytes" } $1 == "failed" { $1 = ""; print "not saved:" $0 }' "${work}/record"
}
