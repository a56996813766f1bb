{#
format: sh

Whenever this is interrupted, one database has the name, with its files: the two names change in one transaction, and the files of both are there before.
Files are called by check sums of their contents, so those of two databases never collide, and further ones do no harm.
#}
# shellcheck shell=sh
# Gives a restored database its name. What had the name before is kept.

# keep_former SERVER SERVICE NEW NAME: the database NEW takes the place of NAME, which is closed, and kept with its files as former_of says.
keep_former() {
  kept=$(former_of "$4")
  # shellcheck disable=SC2016
  in_files "$2" '
    rm -rf -- "filestore/$3"
    mkdir -p "filestore/$1" "filestore/$2"
    cp -al "filestore/$2" "filestore/$3"
    cp -alf "filestore/$1/." "filestore/$2"' "$3" "$4" "${kept}" &&
    rename_database "$1" "$3" "$4" "${kept}" || return 1
  # Nobody needs it meanwhile, and no backup saves it.
  now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  sql "$1" --set=name="${kept}" --set=text="$4 until ${now}" <<'SQL' || say "the note on ${kept} could not be made"
COMMENT ON DATABASE :"name" IS :'text';
ALTER DATABASE :"name" ALLOW_CONNECTIONS false;
SQL
  # Files that only the former one has are marked for Odoo's own clean-up, which removes those that the database does not know.
  # shellcheck disable=SC2016
  in_files "$2" '
    list() { (cd "filestore/$1" && find . -type f ! -path "./checklist/*" | sort); }
    list "$3" >/tmp/former
    list "$1" | comm -23 /tmp/former - | while IFS= read -r file; do
      mkdir -p "filestore/$2/checklist/${file%/*}"
      : >"filestore/$2/checklist/${file}"
    done
    rm -rf -- "filestore/$1"' "$3" "$4" "${kept}" || say "the files of $3 could not be removed"
}

# take_place SERVER SERVICE NEW NAME: as the database of that name, which is empty or not there yet, or in its place.
take_place() {
  if exists "$1" "$4" && ! is_empty "$1" "$4"; then
    keep_former "$1" "$2" "$3" "$4"
  else
    exists "$1" "$4" || discard "$1" "$2" "$4" || return 1
    move_in "$1" "$2" "$3" "$4"
  fi
}

# is_empty SERVER DATABASE: whether it has no tables at all.
is_empty() {
  filled=$(
    query "$1" "$2" <<'SQL'
SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)')
SQL
  ) || return 1
  [ "${filled}" = f ]
}

# close_again SERVER DATABASE: one that Odoo's role could not connect to.
close_again() {
  sql "$1" --set=name="$2" <<'SQL'
REVOKE CONNECT ON DATABASE :"name" FROM :"role";
SQL
}

# bring_back SERVER SERVICE NAME: undoes a restore: what it kept has its name again, and what it has restored is dropped.
bring_back() {
  kept=$(former_of "$3")
  sql "$1" --set=name="${kept}" <<'SQL' && move_in "$1" "$2" "${kept}" "$3"
ALTER DATABASE :"name" ALLOW_CONNECTIONS true;
COMMENT ON DATABASE :"name" IS NULL;
SQL
}
