{#
format: sh
#}
# shellcheck shell=sh
# What drift.sh has found, and how it says so.

tab='	'
# One line for each: KIND PART SUBJECT TEXT DEPLOYMENT IS_LOST, with tabs between them.
findings=''
# The same for what could not be looked at: PART TEXT.
unknowns=''

# finding KIND PART SUBJECT TEXT DEPLOYMENT [lost]: KIND is `changed`, `unapplied` or `foreign`; DEPLOYMENT is what a deployment does to it, and
# `lost` says that somebody's change is lost by that.
finding() {
  lost=false
  [ "${6-}" != lost ] || lost=true
  findings="${findings}$1${tab}$2${tab}$3${tab}$4${tab}$5${tab}${lost}
"
}

# unknown PART TEXT
unknown() {
  unknowns="${unknowns}$1${tab}$2
"
}

# in_words KIND
in_words() {
  case $1 in
    changed) line "changed there" ;;
    unapplied) line "never applied" ;;
    *) line "foreign" ;;
  esac
}

# print_kind KIND
print_kind() {
  words=$(in_words "$1")
  printf '%s' "${findings}" | awk -F '\t' -v kind="$1" -v words="${words}" '
    $1 == kind { print words ": " $2 ": " $3 ": " $4 "; " $5 ($6 == "true" ? " (lost)" : "") }'
}

print_text() {
  for kind in changed unapplied foreign; do print_kind "${kind}"; done
  printf '%s' "${unknowns}" | awk -F '\t' '{ print "could not be looked at: " $1 ": " $2 }'
  printf '%s' "${findings}" | awk -F '\t' '
    { n[$1]++ }
    $6 == "true" { lost++ }
    END {
      printf "%d changed there, %d never applied, %d foreign; ", n["changed"], n["unapplied"], n["foreign"]
      printf "a deployment would lose %d.\n", lost
    }'
}

print_json() {
  printf '%s' "${findings}" | jq -R -n --arg site "${site_name}" --arg here "${here}" --arg deployed "${deployed}" --arg commit "${deployed_commit}" \
    --arg unknowns "${unknowns}" '
    def text: if . == "" then null else . end;
    [inputs | split("\t") | {kind: .[0], part: .[1], subject: .[2], message: .[3], deployment: .[4], is_lost: (.[5] == "true")}] as $found
    | {format: "drift", version: 1, site: $site, here: $here, deployed: ($deployed | text), deployed_commit: ($commit | text),
      findings: $found,
      unknown: [$unknowns | split("\n")[] | select(. != "") | split("\t") | {part: .[0], message: .[1]}],
      counts: ((["changed", "unapplied", "foreign"] | map(. as $kind | {($kind): ([$found[] | select(.kind == $kind)] | length)}) | add)
        + {lost: ([$found[] | select(.is_lost)] | length)})}'
}
