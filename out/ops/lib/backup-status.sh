# shellcheck shell=sh
# What programs read of the last backup: status.json, which docs/schemas/scripts/backup-status.json describes, and a text file for Prometheus.

# metrics_file: in the folder of the node exporter's text files, if it is there.
metrics_file() {
  collected=/var/lib/prometheus/node-exporter
  [ -d "${collected}" ] || collected="${state}/backup"
  line "${collected}/${site_name}-backup.prom"
}

# replace FILE: with standard input, in one step; others may read it.
replace() {
  cat >"$1.new" && chmod 0644 -- "$1.new" && mv -fT -- "$1.new" "$1"
}

# saved_databases: prints SERVER NAME BYTES SECONDS TIME for each database of this run, with - for what is not known; TIME is when it was last saved into every
# repository.
saved_databases() {
  while read -r server name _; do
    item="${work}/items/${server}/database-${name}"
    last=$(grep -e "^${server} ${name} " -- "${state}/backup/databases" 2>/dev/null | cut -d ' ' -f 5) || last=''
    if [ -e "${item}/seconds" ] && is_in_all "${item}" && [ "${is_recorded}" = true ]; then
      read -r bytes <"${item}/bytes"
      read -r seconds <"${item}/seconds"
      line "${server} ${name} ${bytes} ${seconds} ${began}"
    else
      line "${server} ${name} - - ${last:--}"
    fi
  done
}

# added: prints how many bytes were new to the first repository.
added() {
  find "${work}/items" -name 'said.0' -exec cat -- {} + | sed -En 's/^.*"message_type":"summary".*"data_added":([0-9]+).*$/\1/p' |
    awk '{ total += $1 } END { printf "%d\n", total }'
}

# write_status STATUS
write_status() {
  mkdir -p -- "${state}/backup" "${work}/items"
  now=$(date +%s)
  is_recorded=true
  for number in $(repositories); do [ -e "${work}/verdict.${number}" ] || is_recorded=false; done
  [ -e "${work}/databases" ] || cut -d ' ' -f 1,2 -- "${state}/backup/databases" >"${work}/databases" 2>/dev/null || : >"${work}/databases"
  saved_databases <"${work}/databases" >"${work}/saved"
  added_bytes=$(added)
  if [ "$1" -eq 0 ]; then
    line "${now}" | replace "${state}/backup/last-success"
    line "${added_bytes}" | replace "${state}/backup/added"
  fi
  read -r success 2>/dev/null <"${state}/backup/last-success" || success=null
  print_json "$1" | replace "${state}/backup/status.json"
  file=$(metrics_file)
  print_metrics "$1" | replace "${file}"
  replace "${state}/backup/databases" <"${work}/saved"
}

# print_json STATUS
print_json() {
  succeeded=false
  [ "$1" -ne 0 ] || succeeded=true
  printf '{"format": "backup-status", "version": 1, "site": "%s", "run": "%s", "succeeded": %s, "begin": %s, "end": %s, "last_success": %s, "added_bytes": %s' \
    "${site_name}" "${run}" "${succeeded}" "${began}" "${now}" "${success}" "${added_bytes}"
  printf ', "repositories": ['
  separator=''
  for number in $(repositories); do
    read -r verdict 2>/dev/null <"${work}/verdict.${number}" || verdict=missing
    printf '%s{"number": %s, "record": "%s"}' "${separator}" "${number}" "${verdict}"
    separator=', '
  done
  printf '], "databases": ['
  awk '{
    printf "%s{\"server\": \"%s\", \"name\": \"%s\", \"bytes\": %s, \"seconds\": %s, \"last_success\": %s}", (NR > 1 ? ", " : ""), $1, $2, number($3), number($4), number($5)
  } function number(word) { return word == "-" ? "null" : word }' "${work}/saved"
  printf '], "failures": ['
  [ ! -e "${work}/failures" ] || tr -d '"\\' <"${work}/failures" | tr -c '\n -~' '?' | awk '{ printf "%s\"%s\"", (NR > 1 ? ", " : ""), $0 }'
  printf ']}\n'
}

# metric NAME HELP: the head of a metric.
metric() { printf '# HELP gen_backup_%s %s\n# TYPE gen_backup_%s gauge\n' "$1" "$2" "$1"; }

# single NAME VALUE HELP
single() {
  metric "$1" "$3"
  printf 'gen_backup_%s{site="%s"} %s\n' "$1" "${site_name}" "$2"
}

# of_databases NAME COLUMN HELP: the servers have the names that they have in every other metric.
of_databases() {
  metric "$1" "$3"
  awk -v name="$1" -v column="$2" -v site="${site_name}" -v tenants="${site_tenants_server}" '$column != "-" {
    server = $1 == tenants ? "tenants" : "superadmin"
    printf "gen_backup_%s{site=\"%s\",server=\"%s\",database=\"%s\"} %s\n", name, site, server, $2, $column
  }' "${work}/saved"
}

# print_metrics STATUS
print_metrics() {
  single succeeded "$((${1} == 0))" "Whether the last backup succeeded."
  single last_run_timestamp_seconds "${now}" "When the last backup ended."
  [ "${success}" = null ] || single last_success_timestamp_seconds "${success}" "When a backup last succeeded."
  single duration_seconds "$((now - began))" "How long the last backup took."
  single added_bytes "${added_bytes}" "What the last backup added to the first repository, before compression."
  of_databases database_bytes 3 "The size of the last dump of a database."
  of_databases database_seconds 4 "How long the last dump of a database took."
  of_databases database_last_success_timestamp_seconds 5 "When a database was last saved into every repository."
}
