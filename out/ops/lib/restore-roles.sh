# shellcheck shell=sh
# Makes the roles that a backup's databases need, from its globals.

# role_statements NAMES LISTING: of the globals on standard input, prints the statements that make these roles, which are written as in a record,
# one a line: their password, options, memberships and settings. What gives power over the server is left out, and named on standard error.
# With a second argument it prints =NAME for each role instead.
role_statements() {
  awk -v names="$1" -v listing="$2" -v own=" ${site_tenants_role} ${site_tenants_maintenance_role} ${site_superadmin_role} ${site_superadmin_maintenance_role} " '
    BEGIN {
      for (i = 1; i < 256; i++) code[sprintf("%c", i)] = sprintf("%%%02X", i)
      count = split(names, list, " ")
      for (i = 1; i <= count; i++) wanted[list[i]]
    }
    # A comment begins outside of quotes, and goes to the end of its line; so does a command of psql.
    state == "" && statement == "" && (/^--/ || /^\\/ || /^$/) { next }
    {
      text = $0
      for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        statement = statement c
        if (state == "" && (c == "\047" || c == "\"")) state = c
        else if (state == c) state = ""
        else if (state == "" && c == ";") { judge(statement); statement = "" }
      }
      if (statement != "") statement = statement "\n"
    }
    # next_name: takes an identifier from the beginning of ${rest}, and returns it as a record writes it.
    function next_name(   name, c) {
      name = ""
      if (substr(rest, 1, 1) == "\"") {
        rest = substr(rest, 2)
        while (rest != "") {
          c = substr(rest, 1, 1); rest = substr(rest, 2)
          if (c == "\"") { if (substr(rest, 1, 1) != "\"") break; rest = substr(rest, 2) }
          name = name (c ~ /^[A-Za-z0-9._-]$/ ? c : code[c])
        }
      } else {
        match(rest, /^[a-z0-9_$]*/)
        name = substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1)
        gsub(/\$/, "%24", name)
      }
      return name
    }
    function judge(s,   name, to) {
      sub(/^[ \n]+/, "", s)
      rest = s
      if (sub(/^CREATE ROLE /, "", rest)) {
        name = next_name()
        if (listing != "") print "=" name
        else if (name in wanted) print s
      }
      else if (sub(/^ALTER ROLE /, "", rest)) {
        name = next_name()
        if (!(name in wanted)) return
        if (rest ~ /^ WITH /) {
          begin = substr(s, 1, length(s) - length(rest))
          options = rest; tail = ""
          if (match(rest, / (PASSWORD|VALID UNTIL|CONNECTION LIMIT) /)) { options = substr(rest, 1, RSTART - 1); tail = substr(rest, RSTART) }
          if (gsub(/ (SUPERUSER|CREATEROLE|CREATEDB|REPLICATION|BYPASSRLS)/, "", options)) print "not given back: the rights of the role " name " over the server" >"/dev/stderr"
          print begin options tail
        } else if (rest ~ /^ SET /) print s
      } else if (sub(/^GRANT /, "", rest)) {
        name = next_name()
        if (!sub(/^ TO /, "", rest)) return
        to = next_name()
        if (!(to in wanted) && !(name in wanted)) return
        if (name == "postgres" || name ~ /^pg_(read_server_files|write_server_files|execute_server_program)$/ || index(own, " " to " ") && !(name in wanted))
          print "not given back: " s >"/dev/stderr"
        else { sub(/ GRANTED BY ("([^"]|"")*"|[^ ;]+)/, "", s); print s }
      }
    }'
}

# roles_of_globals: prints the names of the roles that the globals on standard input make, one a line, without the superuser and the site's own.
roles_of_globals() {
  # Of every role, all statements; of these, the first one names it.
  role_statements '' all 2>/dev/null | sed -n 's/^=//p' | grep -vxF -e postgres -e "${site_tenants_role}" -e "${site_tenants_maintenance_role}" \
    -e "${site_superadmin_role}" -e "${site_superadmin_maintenance_role}" -e odoo_provisioned || true
}

# make_roles SERVER FILE COMMAND...: makes those of the roles in a file, one a line as in a record, that the server does not have, as the globals that
# COMMAND prints say. A role that they do not have is made without login, so that its privileges are not lost.
make_roles() {
  roles_at=$1
  needs_file=$2
  shift 2
  lacking=$(
    with_needs "${roles_at}" '' <<'SQL'
SELECT DISTINCT kind FROM need WHERE kind <> '' AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = pg_temp.plain(kind));
SQL
  ) || return 1
  [ -n "${lacking}" ] || return 0
  lacking=$(printf '%s' "${lacking}" | tr '\n' ' ')
  statements=$("$@" | role_statements "${lacking}" '') || return 1
  # The statements have the hashes of passwords, which do not belong into a log.
  printf '%s\n' "SET log_statement = 'none';" "SET log_min_duration_statement = -1;" "SET log_min_messages = panic;" "${statements}" |
    sql "${roles_at}" || return 1
  with_needs "${roles_at}" '' <<'SQL'
SELECT DISTINCT format('CREATE ROLE %I', pg_temp.plain(kind)) FROM need
WHERE kind <> '' AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = pg_temp.plain(kind)) \gexec
SQL
}
