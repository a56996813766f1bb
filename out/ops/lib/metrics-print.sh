# shellcheck shell=sh
# Writes what metrics.sh has measured as text for Prometheus.

# metrics_file TASK: in the folder of the node exporter's text files, if it is there.
metrics_file() {
  collected=/var/lib/prometheus/node-exporter
  [ -d "${collected}" ] || collected="${state}"
  line "${collected}/${site_name}-$1.prom"
}

# replace FILE: with standard input, in one step; others may read it.
replace() {
  new=$(mktemp -- "${1%/*}/.new-XXXXXXXXXX")
  cat >"${new}" && chmod 0644 -- "${new}" && mv -fT -- "${new}" "$1"
}

# The characters that the text format knows escapes for; jq writes all others as they are.
# shellcheck disable=SC2016
labels='def escaped: tostring | gsub("\\\\"; "\\\\") | gsub("\""; "\\\"") | gsub("\n"; "\\n");
def head($name; $help): "# HELP \($name) \($help)", "# TYPE \($name) gauge";
def numbers: split("\n") | map(select(. != "") | split(" "));'

# known SUFFIX: prints the files of both servers as one object in JSON, by whom they are for, as the exporters of PostgreSQL name them; a server
# that did not answer is missing.
known() {
  jq -n --rawfile first "${work}/${site_tenants_server}.$1" \
    --rawfile second "${work}/${site_superadmin_server}.$1" '{tenants: $first, superadmin: $second} | map_values(select(. != ""))'
}

# print_metrics
print_metrics() {
  for server in "${site_tenants_server}" "${site_superadmin_server}"; do
    for suffix in databases active answers; do [ -e "${work}/${server}.${suffix}" ] || : >"${work}/${server}.${suffix}"; done
  done
  for suffix in databases active answers; do known "${suffix}" >"${work}/known.${suffix}"; done
  now=$(date +%s)
  read -r success 2>/dev/null <"${state}/metrics-success" || success=''
  jq -r -n --slurpfile databases "${work}/known.databases" --slurpfile active "${work}/known.active" --slurpfile answers "${work}/known.answers" \
    --slurpfile containers "${work}/containers" --arg seconds "$((now - began))" \
    --arg success "${success}" "${labels} ${metrics_filter}"
}

# shellcheck disable=SC2016
metrics_filter='
# For each server its databases, each with what it answered.
($databases[0] | to_entries | map(.key as $server | (.value | fromjson) as $names | ($answers[0][$server] // "" | numbers) as $lines
  | $lines | group_by(.[0]) | map({(.[0][0]): .}) | add // {} | . as $by
  | $names | to_entries | map({$server, database: .value, lines: ($by[.key | tostring] // [])}))
  | add // []) as $all
| def said($word): [.lines[] | select(.[1] == $word)] | first // null;
  def failed: (said("asked") // [] | .[2]) != "yes" or ([.lines[] | select(.[1] == "needs") | .[2]] - [.lines[] | .[1]] != []);
  def series($name; $word; $column; $help): head($name; $help),
    ($all[] | said($word) as $line | select($line != null and ($line[$column] | test("^[0-9]+$")))
      | "\($name){server=\"\(.server | escaped)\",database=\"\(.database | escaped)\"} \($line[$column])");
  def container($name; value; $help): head($name; $help),
    ($containers[0][] | select(.Config.Labels["com.docker.compose.oneoff"] != "True")
      | "\($name){service=\"\(.Config.Labels["com.docker.compose.service"] // "" | escaped)\"} \(value)");
  (if $databases[0].tenants then head("odoo_tenants"; "How many tenants have a database."),
    "odoo_tenants \([$all[] | select(.server == "tenants" and (.database | test("\\A[a-z0-9-]+_db\\z")))] | length)" else empty end),
  series("odoo_jobs_overdue"; "jobs"; 2; "Scheduled jobs that should have begun more than ten minutes ago."),
  series("odoo_jobs_done"; "jobs"; 3; "Scheduled jobs that were done in the last ten minutes."),
  series("odoo_jobs_deactivated"; "off"; 2; "Scheduled jobs that the scheduler has deactivated, as they failed too often."),
  series("odoo_mail_stuck"; "mail"; 2; "Mails that have been waiting for more than an hour."),
  head("odoo_jobs_active"; "Transactions of the scheduler."),
  ($active[0] | to_entries[] | .key as $server | .value | numbers | last[0] // "" | select(test("^[0-9]+$")) | "odoo_jobs_active{server=\"\($server | escaped)\"} \(.)"),
  container("odoo_container_running"; if .State.Running then 1 else 0 end; "Whether the container runs."),
  container("odoo_container_restarts"; .RestartCount // 0; "How often the engine has restarted the container."),
  container("odoo_container_oom_killed"; if .State.OOMKilled then 1 else 0 end; "Whether the container was last ended for want of memory."),
  head("odoo_metrics_databases_failed"; "Databases that did not answer."), "odoo_metrics_databases_failed \([$all[] | select(failed)] | length)",
  head("odoo_metrics_seconds"; "How long the measurement took."), "odoo_metrics_seconds \($seconds)",
  (if $success != "" then head("odoo_metrics_last_success_timestamp_seconds"; "When both database servers last answered."),
    "odoo_metrics_last_success_timestamp_seconds \($success)" else empty end)'

# print_sizes
print_sizes() {
  for server in "${site_tenants_server}" "${site_superadmin_server}"; do [ -e "${work}/${server}.sizes" ] || : >"${work}/${server}.sizes"; done
  known sizes >"${work}/known.sizes"
  jq -r -n --slurpfile sizes "${work}/known.sizes" --arg one "${site_tenants_service}" --arg two "${site_superadmin_service}" \
    --rawfile first "${work}/${site_tenants_service}.files" --rawfile second "${work}/${site_superadmin_service}.files" "${labels} ${sizes_filter}"
}

# shellcheck disable=SC2016
sizes_filter='
head("odoo_database_size_bytes"; "The size of a database."),
($sizes[0] | to_entries[] | .key as $server | .value | fromjson[]
  | "odoo_database_size_bytes{server=\"\($server | escaped)\",database=\"\(.[0] | escaped)\"} \(.[1])"),
head("odoo_filestore_bytes"; "The size of a database\u0027s files."),
([$one, $first], [$two, $second] | .[0] as $service | .[1] | split("\u0000")[] | select(test("\\A[0-9]+\t[.]/"))
  | (index("\t")) as $at | "odoo_filestore_bytes{service=\"\($service | escaped)\",database=\"\(.[$at + 3:] | escaped)\"} \(.[:$at])")'

# write_names: the hosts and databases that mtail makes series of. Those with odd names have none of their own.
write_names() {
  {
    line "=host ${site_superadmin_domain}"
    jq -r --arg domain "${site_tenants_domain}" '.[] | select(test("\\A[a-z0-9-]+_db\\z")) | "=host \(.[:-3]).\($domain)"' \
      <"${work}/${site_tenants_server}.databases"
    jq -r '.[] | select(test("\\A[A-Za-z0-9_.-]+\\z")) | "=database \(.)"' <"${work}/${site_tenants_server}.databases"
    jq -r '.[] | select(test("\\A[A-Za-z0-9_.-]+\\z")) | "=database \(.)"' <"${work}/${site_superadmin_server}.databases"
  } | replace "${names_file}"
}
