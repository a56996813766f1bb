{#
format: sh

Statements of a dump run as Odoo's role, through the scripts' role, which alone may connect meanwhile: a tenant may have put any statement
into it. What that role cannot do comes from the lines of database_needs, and not from the dump (restore-sql.sh).

The dump is read as a stream, so it needs no room. PostgreSQL's custom format has its table of contents first.
#}
# shellcheck shell=sh
# Restores a dump into a new database, which stays closed to Odoo.

# make_bare SERVER DATABASE: creates an empty database that only the scripts can connect to. From template0, as all that a database has comes
# from its dump; with the collation that all databases here have.
make_bare() {
  sql "$1" --set=name="$2" <<'SQL'
CREATE DATABASE :"name" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' ALLOW_CONNECTIONS false;
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
GRANT CREATE, TEMPORARY ON DATABASE :"name" TO :"role";
GRANT CONNECT ON DATABASE :"name" TO :"maintenance";
ALTER DATABASE :"name" ALLOW_CONNECTIONS true;
SQL
}

# restore_database SERVER DATABASE FOLDER SUM COMMAND...: makes the database, and fills it with the dump that COMMAND prints, which is run
# three times: for its contents, for everything, and for privileges and comments. FOLDER is a folder of its own, in which `needs` has the lines of
# database_needs; without that file, extensions are made as the dump names them. SUM is the check sum of the dump, or empty.
# Statements that the role was not allowed, among privileges and comments only, are in ${FOLDER}/refused afterwards.
restore_database() {
  filled_at=$1
  filled=$2
  fill_folder=$3
  fill_sum=$4
  shift 4
  needs_file=${fill_folder}/needs
  know "${filled_at}"
  # A dump that ends early has its contents all the same: what ends the command here is only that nobody reads on.
  { "$@" 2>/dev/null || true; } | in_server "${filled_at}" pg_restore --list >"${fill_folder}/contents" || return 1
  [ -e "${needs_file}" ] || needs_of_contents <"${fill_folder}/contents" >"${needs_file}"
  choose_contents <"${fill_folder}/contents" || return 1
  make_bare "${filled_at}" "${filled}" || return 1
  if ! before_dump "${filled_at}" "${filled}" 2>"${fill_folder}/refused"; then
    cat -- "${fill_folder}/refused" >&2
    return 1
  fi
  outcome=0
  pour "$@" || outcome=1
  # First, so that no setting from the dump interferes with the following.
  reset_settings "${filled_at}" || return 1
  # A function that a dump has created as the scripts' role, by RESET ROLE, would keep acting as that role.
  [ "${outcome}" -eq 0 ] && hand_over "${filled_at}" "${filled}" &&
    after_dump "${filled_at}" "${filled}" && for_database "${filled_at}" "${filled}"
}

# needs_of_contents: for a dump without a record: the extensions that its contents, on standard input, name, as far as they are allowed.
needs_of_contents() {
  awk -v allowed=" ${allowed_extensions:?} " '
    /^[0-9]+; 3079 [0-9]+ EXTENSION - / { sub(/^[^-]*- /, ""); sub(/ $/, ""); 
      if (index(allowed, " " $0 " ")) print "extension", $0, "public", "%", 0
      if ($0 == "postgres_fdw") print "lend", $0
    }'
}

# choose_contents: parts the contents on standard input into what the role restores (${fill_folder}/main) and what may fail, because the object may
# have been left out or belong to somebody else (${fill_folder}/rest). Extensions that the superuser has made, their schemas, event triggers, and what
# nobody restores are in neither.
choose_contents() {
  awk -v main="${fill_folder}/main" -v rest="${fill_folder}/rest" '
    BEGIN { printf "" >main; printf "" >rest }
    of_needs {
      if ($1 == "extension") { made[$2]; if ($5 > 2200) skip["2615 " $5] }
      if ($1 == "left-out") { skip[$2 " " $3]; is_less = 1 }
      if ($1 == "left-out" && $4 == "extension") made[$5]
      # With privileges and comments, which have no OID there.
      if ($1 == "left-out" && match($5, /^[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+/)) {
        whole = substr($5, 1, RLENGTH); schema = whole; sub(/[.].*/, "", schema); sub(/^[^.]*[.]/, "", whole)
        gone = gone (gone == "" ? "" : "|") schema " [A-Z ]+ " whole
      }
      if ($1 == "owner" && $4 == "postgres") { sub(/%28.*/, "", $3); taken[$3]; if ($3 ~ /%/) is_odd = 1 }
      next
    }
    !/^[0-9]+; / { next }
    {
      line = $0; class = $2; oid = $3
      sub(/^[0-9]+; [0-9]+ [0-9]+ /, "")
      name = ""
      if (/^EXTENSION - /) { name = substr($0, 13); sub(/ $/, "", name) }
      if (/^COMMENT - EXTENSION /) { name = substr($0, 21); sub(/ $/, "", name) }
      if (/^EVENT TRIGGER / || /^COMMENT - EVENT TRIGGER / || (class " " oid) in skip || name != "" && name in made) next
      if (class == "0" && oid != "0" && ("1259 " oid) in skip) next
      if (gone != "" && $0 ~ "^(ACL|COMMENT) (" gone ")[ (]") next
      if (/^ACL .* postgres$/ && !is_odd && !(object() in taken)) next
      if (/^(ACL|DEFAULT ACL|COMMENT|SECURITY LABEL|USER MAPPING|MATERIALIZED VIEW DATA) / || is_less && /^SEQUENCE (OWNED BY|SET) /) print line >rest
      else print line >main
    }
    # object: of which object an entry has the privileges, as SCHEMA.NAME. Those of an extension are there already.
    function object(   name, schema) {
      name = $0
      sub(/^ACL /, "", name); sub(/ postgres$/, "", name); sub(/\(.*/, "", name)
      schema = name; sub(/ .*/, "", schema)
      sub(/^[^ ]* /, "", name); sub(/^(FOREIGN DATA WRAPPER|FOREIGN SERVER|LARGE OBJECT|[A-Z]+) /, "", name)
      return (schema == "-" ? "" : schema ".") name
    }' of_needs=1 "${needs_file}" of_needs=0 - || return 1
  # The inner shell expands the variables.
  # shellcheck disable=SC2016
  for chosen in main rest; do
    in_server "${filled_at}" sh -c 'cat >"/tmp/$1.$2"' sh "${filled}" "${chosen}" <"${fill_folder}/${chosen}" || return 1
  done
}

# take_in LIST [OPTION]...: gives a dump on standard input to pg_restore.
take_in() {
  chosen=$1
  shift
  place="$(conninfo "${filled}") options=-csynchronous_commit=off"
  in_server "${filled_at}" pg_restore -U "${maintenance}" --role="${role}" --no-owner --use-list="/tmp/${filled}.${chosen}" --dbname="${place}" "$@"
}

# take_all: the same with everything but privileges and comments. Whatever pg_restore leaves is read too, for the check sum.
take_all() {
  taken=0
  take_in main --exit-on-error || taken=1
  cat >/dev/null
  return "${taken}"
}

# pour COMMAND...: the whole dump, with its check sum; then privileges and comments, of which each stands for itself.
pour() {
  rm -f -- "${fill_folder}/pipe" "${fill_folder}/broken"
  mkfifo -- "${fill_folder}/pipe"
  openssl dgst -sha256 -r <"${fill_folder}/pipe" >"${fill_folder}/sum" &
  summing=$!
  poured=0
  { "$@" || : >"${fill_folder}/broken"; } | fan_out "${fill_folder}/pipe" | take_all || poured=1
  wait "${summing}" || poured=1
  read -r found _ <"${fill_folder}/sum"
  if [ -e "${fill_folder}/broken" ]; then
    say "the dump could not be read to its end"
    poured=1
  elif [ "${poured}" -eq 0 ] && [ -n "${fill_sum}" ] && [ "${found}" != "${fill_sum}" ]; then
    say "the dump is not the one that the backup recorded: its check sum is ${found}, not ${fill_sum}"
    poured=1
  fi
  if [ "${poured}" -eq 0 ]; then
    { "$@" 2>/dev/null || true; } | take_in rest 2>>"${fill_folder}/refused" || true
  fi
  # The inner shell expands the variable.
  # shellcheck disable=SC2016
  in_server "${filled_at}" sh -c 'rm -f -- "/tmp/$1.main" "/tmp/$1.rest"' sh "${filled}" </dev/null
  return "${poured}"
}
