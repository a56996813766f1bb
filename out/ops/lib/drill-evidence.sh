# shellcheck shell=sh
# What a test has found: a document for programs, a line for people, and numbers for Prometheus.

# problem_of SERVER NAME TEXT: something that cannot be restored; NAME is - if it is no database.
problem_of() {
  if [ "$2" = - ]; then line "$1: $3"; else line "$2 of $1: $3"; fi >>"${drill_work}/problems"
  say "$2 of $1: $3"
}

# verdict_of: puts what was found into words.
verdict_of() {
  problems_found=$(wc -l <"${drill_work}/problems")
  tested=$(wc -l <"${drill_work}/results")
  if [ "${problems_found}" -eq 0 ]; then
    verdict="${tested} databases can be restored"
  else
    first=$(head -n 3 "${drill_work}/problems" | paste -s -d ';' | sed 's/;/; /g')
    verdict="${first}"
    [ "${problems_found}" -le 3 ] || verdict="${first}; and $((problems_found - 3)) more"
  fi
}

# totals: prints DATABASES BYTES SECONDS FILES FILE-BYTES FILE-SECONDS of what was tested.
totals() {
  awk '{ n++; b += $5; s += $6; f += $9; c += $10; t += $11 } END { printf "%d %.0f %d %d %.0f %d\n", n, b, s, f, c, t }' "${drill_work}/results"
}

# conclude: writes the evidence; the status says whether all of it can be restored.
conclude() {
  ended=$(date +%s)
  while read -r _ server name _; do
    grep -q "^${server} ${name} " "${drill_work}/results" || problem_of "${server}" "${name}" "not tested: the time was over"
  done <"${drill_work}/chosen"
  find_overdue
  verdict_of
  outcome=passed
  [ "${problems_found}" -eq 0 ] || outcome=failed
  totals >"${drill_work}/totals"
  read -r count bytes seconds files file_bytes file_seconds <"${drill_work}/totals"
  id=$(date -u -d "@${began}" +%Y%m%dT%H%M%SZ)
  write_document >"${drills}/${id}.json.new"
  mv -fT -- "${drills}/${id}.json.new" "${drills}/${id}.json"
  write_line >>"${drills}/report"
  if [ "${outcome}" = passed ]; then measure; fi
  # A year of weekly tests, or two months of daily ones.
  find "${drills}" -name '*.json' | sort -r | tail -n +61 | while IFS= read -r old; do rm -f -- "${old}"; done
  write_metrics
  line "${verdict}"
  [ "${outcome}" = passed ] || exit 1
}

write_document() {
  printf '{"format": "restore-test", "version": 1, "site": "%s", "began": %s, "ended": %s, "repository": %s, "outcome": "%s",\n' \
    "${site_name}" "${began}" "${ended}" "${tested_repository}" "${outcome}"
  printf ' "bytes": %s, "seconds": %s, "files": %s, "file_bytes": %s, "file_seconds": %s,\n' "${bytes}" "${seconds}" "${files}" "${file_bytes}" "${file_seconds}"
  if [ -n "${login}" ]; then
    printf ' "login": {"database": "%s", "outcome": "%s"},\n' "${login}" "${login_outcome}"
  else
    printf ' "login": null,\n'
  fi
  printf ' "databases": ['
  awk '{
    printf "%s\n  {\"server\": \"%s\", \"name\": \"%s\", \"run\": \"%s\", \"snapshot\": \"%s\", \"bytes\": %s, \"seconds\": %s,", (NR > 1 ? "," : ""), $1, $2, $3, $4, $5, $6
    printf " \"tables\": %s, \"rows\": %s, \"files\": %s, \"file_bytes\": %s, \"file_seconds\": %s, \"outcome\": \"%s\"}", $7, $8, $9, $10, $11, $12
  }' "${drill_work}/results"
  printf '],\n "problems": ['
  sed 's/["\\]//g; s/.*/"&"/' "${drill_work}/problems" | paste -s -d ',' | sed 's/","/", "/g' | tr -d '\n'
  printf ']}\n'
}

# write_line: a row of the table that --report prints.
write_line() {
  at=$(date -u -d "@${began}" '+%Y-%m-%d %H:%M')
  mebibytes=$(((bytes + file_bytes) / 1048576))
  printf '| %s | %s | %s databases, %s MiB | %s s | %s |\n' "${at}" "${outcome}" "${count}" "${mebibytes}" "$((ended - began))" "${verdict}"
}

report() {
  [ -s "${drills}/report" ] || stop "nothing was tested yet"
  printf '| Time (UTC) | Outcome | Restored | Took | Found |\n| --- | --- | --- | --- | --- |\n'
  cat -- "${drills}/report"
}

# write_metrics: for the node exporter of Prometheus, if this server has one.
write_metrics() {
  folder=/var/lib/prometheus/node-exporter
  [ -d "${folder}" ] || folder=${state}/backup
  success=$(newest_success)
  oldest=$(awk 'NR == 1 || $4 < oldest { oldest = $4 } END { print oldest + 0 }' "${drills}/tested")
  file="${folder}/${site_name}-restore-test.prom"
  awk -v site="${site_name}" -v ended="${ended}" -v success="${success:-0}" -v oldest="${oldest}" -v seconds="$((ended - began))" \
    -v count="${count}" -v problems="${problems_found}" -v bytes="$((bytes + file_bytes))" 'BEGIN {
    metric("last_run_timestamp_seconds", "When the newest restore test ended.", ended)
    metric("last_success_timestamp_seconds", "When the newest restore test without a problem ended.", success)
    metric("oldest_database_timestamp_seconds", "When the database that has waited longest was restored; 0 if one never was.", oldest)
    metric("duration_seconds", "How long the newest restore test took.", seconds)
    metric("databases", "How many databases it restored.", count)
    metric("problems", "How many problems it found.", problems)
    metric("bytes", "How many bytes it restored.", bytes)
  }
  function metric(name, help, value) {
    printf "# HELP gen_restore_test_%s %s\n# TYPE gen_restore_test_%s gauge\ngen_restore_test_%s{site=\"%s\"} %s\n", name, help, name, name, site, value
  }' >"${file}.new"
  chmod 0644 -- "${file}.new"
  mv -fT -- "${file}.new" "${file}"
}
