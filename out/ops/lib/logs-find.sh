# shellcheck shell=sh
# Finds lines in the logs. Everything that is searched for is a variable of awk or jq, never a part of its program.

# database_of HOST: prints the database that Odoo opens for it.
database_of() {
  case $1 in
    "${site_superadmin_domain}") line "${site_superadmin_database}" ;;
    *".${site_tenants_domain}") line "${1%".${site_tenants_domain}"}_db" ;;
    *) usage ;;
  esac
}

# seconds_of TIME: prints it as seconds since 1970.
seconds_of() {
  now=$(date +%s)
  case $1 in
    [1-9]*[smhd])
      number=${1%?}
      case ${number} in *[!0-9]* | ????????*) return 1 ;; *) ;; esac
      case $1 in
        *s) line "$((now - number))" ;;
        *m) line "$((now - 60 * number))" ;;
        *h) line "$((now - 3600 * number))" ;;
        *) line "$((now - 86400 * number))" ;;
      esac
      ;;
    -*) return 1 ;;
    *) date -d "$1" +%s 2>/dev/null ;;
  esac
}

# find_lines: each source prints SECONDS, SOURCE and TEXT with tabs between; then they are sorted, and the seconds become a time.
find_lines() {
  {
    if wants nginx; then lines_of_nginx; fi
    for unit in "${site_tenants_service}" "${site_superadmin_service}" "${site_tenants_server}" "${site_superadmin_server}"; do
      if wants "${unit}"; then lines_of_service "${unit}"; fi
    done
  } | sort -s -t "$(printf '\t')" -k 1,1n | jq -R -r "${shown_filter}"
}

wants() { [ -z "${service}" ] || [ "${service}" = "$1" ]; }

# Control characters of both halves of Unicode, those that turn the direction of text, and whatever is no text.
# The variables in these filters are those of jq.
# shellcheck disable=SC2016
shown_filter='
split("\t") | (.[0] | tonumber | floor | todateiso8601) + " " + .[1] + ": "
  + (.[2:] | join(" ") | gsub("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}]"; "?"))'

# lines_of_nginx: from the newest log backwards, as long as one was written to after that time. A line that is no JSON is left out.
lines_of_nginx() {
  set --
  for number in '' .1 .2.gz .3.gz .4.gz .5.gz .6.gz .7.gz .8.gz .9.gz .10.gz .11.gz .12.gz .13.gz .14.gz; do
    file="/var/log/nginx/${site_name}.access.log${number}"
    [ -r "${file}" ] || continue
    written=$(stat -c %Y -- "${file}")
    [ "${written}" -ge "${seconds}" ] || break
    set -- "${file}" "$@"
  done
  [ "$#" -gt 0 ] || return 0
  for file in "$@"; do
    case ${file} in *.gz) zcat -- "${file}" ;; *) cat -- "${file}" ;; esac
  done | jq -R -r --arg host "${host}" --argjson seconds "${seconds}" --argjson errors "${errors}" '
    (try fromjson catch null) | objects | try (
    ((.time | strings | capture("^(?<t>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?<sign>[+-])(?<h>\\d\\d):(?<m>\\d\\d)$")) as $at
      | ($at.t + "Z" | fromdateiso8601) - (if $at.sign == "+" then 1 else -1 end) * (($at.h | tonumber) * 3600 + ($at.m | tonumber) * 60)) as $time
    | select($time >= $seconds and ($host == "" or .host == $host) and (($errors | not) or .status >= 500))
    | "\($time)\tnginx\t\(.client) \(.host) \(.request) \(.status) \(.seconds)s") catch empty'
}

# lines_of_service SERVICE: those of its container in the journal. A line of Odoo has its database as the fifth word, and what follows an error without
# a prefix of its own belongs to it; one of PostgreSQL has USER@DATABASE.
lines_of_service() {
  kind=odoo
  case $1 in "${site_tenants_server}" | "${site_superadmin_server}") kind=postgres ;; *) ;; esac
  journalctl --quiet --all --no-pager --output json --output-fields MESSAGE,SYSLOG_IDENTIFIER --since "@${seconds}" --identifier "${site_name}/$1" |
    jq -r -n --arg service "$1" --arg kind "${kind}" --arg database "${database}" --argjson errors "${errors}" '
      foreach inputs as $entry ({shown: false};
        ($entry.MESSAGE | if type == "array" then (map(numbers) | implode) else tostring end) as $text
        | if $kind == "odoo" then
            ($text | capture("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} \\d+ (?<level>[A-Z]+) (?<database>\\S+) ") // null) as $found
            | if $found then .shown = (($database == "" or $found.database == $database) and (($errors | not) or ($found.level | test("ERROR|CRITICAL")))) else . end
          else
            ($text | capture("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\S* .*?(?<level>LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DETAIL|HINT|STATEMENT|CONTEXT):  ") // null) as $found
            | if $found then .shown = (($database == "" or ($text | split($found.level + ":  ")[0] | contains("@" + $database + " "))) and (($errors | not) or ($found.level | test("ERROR|FATAL|PANIC")))) else . end
          end | .text = $text;
        select(.shown) | "\($entry.__REALTIME_TIMESTAMP | tonumber / 1000000)\t\($service)\t\(.text | gsub("[\t\n]"; " "))")'
}
