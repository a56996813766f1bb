{#
format: sh
#}
# shellcheck shell=sh
# Reads back what the repositories hold: once a week their structure, and a thirteenth of their data, so that all of it is read in a quarter of a year.

# check_repositories: of those that were not checked in the last week.
check_repositories() {
  mkdir -p -- "${state}/backup"
  today=$(($(date +%s) / 86400))
  for number in $(live); do
    read -r checked 2>/dev/null <"${state}/backup/checked-${number}" || checked=0
    [ "$((today - checked))" -ge 7 ] || continue
    part=$((today / 7 % 13 + 1))
    line "checking repository ${number}, part ${part} of 13"
    if at_repository "${number}" restic check --quiet --no-lock --read-data-subset="${part}/13"; then
      line "${today}" >"${state}/backup/checked-${number}"
    else
      failed "check of repository ${number}"
    fi
  done
}
