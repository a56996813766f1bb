# shellcheck shell=sh
# What Odoo's role could not restore by itself, seen when a database is dumped.

# database_needs SERVER DATABASE: prints one line for each thing that restore-database.sh has to do before or after the dump, or that nobody
# can. The fields are written as in a record (backup-names.sh), and an empty one is a single %:
#   extension NAME SCHEMA VERSION OID            the superuser makes it, in the schema with this OID
#   role NAME                                    beside the site's own roles, it has objects or privileges there
#   grant TYPE OBJECT PRIVILEGE ROLE OPTION      of an extension's object, or of the database; `revoke` likewise
#   lend WRAPPER                                 a foreign server's, which Odoo's role may not use
#   owner TYPE OBJECT ROLE                       it does not belong to Odoo's role
#   owner-grant TYPE OBJECT PRIVILEGE ROLE OPTION  by another owner, who has it again before
#   event-trigger NAME EVENT STATE SCHEMA FUNCTION TAGS
#   setting ROLE NAME VALUE                      of the database; with a role, of that role in it
#   closed                                       Odoo's role may not connect to it
#   left-out CLASS OID TYPE OBJECT               only a superuser may make it, or it depends on such a thing
database_needs() {
  know "$1"
  place="$(conninfo "$2") options=-cstatement_timeout=600s"
  in_server "$1" psql -U "${maintenance}" --dbname="${place}" --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 \
    --set=role="${role}" --set=maintenance="${maintenance}" --set=allowed="${allowed_extensions:?}" <<'SQL'
SET search_path = pg_catalog, pg_temp;
SET jit = off;
\set by_schema ''
SELECT current_setting('server_version_num')::int >= 150000 AS has_schemas \gset
\if :has_schemas
\set by_schema 'UNION ALL SELECT ''pg_publication''::regclass, pnpubid FROM pg_publication_namespace'
\endif
WITH RECURSIVE this AS (SELECT * FROM pg_database WHERE datname = current_database()),
member AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
inner_part AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'i'),
extension AS (
  SELECT e.oid, extname, nspname, extversion, extnamespace, extname = ANY (string_to_array(:'allowed', ' ')) AS is_allowed
  FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace
  WHERE extname <> 'plpgsql' AND pg_get_userbyid(extowner) <> :'role'
),
-- What only a superuser may make, beside extensions that restore-database.sh makes.
special(classid, objid) AS (
  SELECT 'pg_proc'::regclass::oid, p.oid FROM pg_proc p JOIN pg_language l ON l.oid = prolang WHERE NOT lanpltrusted AND prokind <> 'a'
  UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typtype = 'b' UNION ALL SELECT 'pg_language'::regclass, oid FROM pg_language
  UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass UNION ALL SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily
  UNION ALL SELECT 'pg_cast'::regclass, oid FROM pg_cast WHERE castmethod = 'b' UNION ALL SELECT 'pg_transform'::regclass, oid FROM pg_transform
  UNION ALL SELECT 'pg_ts_parser'::regclass, oid FROM pg_ts_parser UNION ALL SELECT 'pg_ts_template'::regclass, oid FROM pg_ts_template
  UNION ALL SELECT 'pg_am'::regclass, oid FROM pg_am UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid FROM pg_foreign_data_wrapper
  UNION ALL SELECT 'pg_publication'::regclass, oid FROM pg_publication WHERE puballtables
  UNION ALL SELECT 'pg_default_acl'::regclass, oid FROM pg_default_acl WHERE pg_get_userbyid(defaclrole) <> :'role'
  UNION ALL SELECT 'pg_user_mapping'::regclass, umid FROM pg_user_mappings
    WHERE EXISTS (SELECT FROM unnest(umoptions) AS o WHERE o ~ '^(password_required=false|sslcert=|sslkey=|gssdelegation=)')
  :by_schema
),
lost(classid, objid) AS (
  SELECT 'pg_extension'::regclass::oid, oid FROM extension WHERE NOT is_allowed
  UNION
  SELECT classid, objid FROM special s
  WHERE objid >= 16384 AND NOT EXISTS (SELECT FROM member m WHERE m.classid = s.classid AND m.objid = s.objid)
    AND NOT EXISTS (SELECT FROM inner_part i WHERE i.classid = s.classid AND i.objid = s.objid)
  UNION
  -- What depends on it; and a view, whose query is a part of it in the catalogs.
  SELECT next.classid, next.objid FROM lost, LATERAL (
    SELECT classid, objid FROM pg_depend WHERE refclassid = lost.classid AND refobjid = lost.objid
    UNION ALL
    SELECT refclassid, refobjid FROM pg_depend
    WHERE lost.classid = 'pg_rewrite'::regclass AND classid = lost.classid AND objid = lost.objid AND deptype = 'i'
  ) AS next
),
-- Objects with an owner of their own; a sequence of a column has that of the table.
owned(classid, objid, owner) AS (
  SELECT 'pg_class'::regclass::oid, c.oid, relowner FROM pg_class c
  WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND relpersistence <> 't' AND NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND refclassid = 'pg_class'::regclass AND refobjsubid > 0
      AND deptype IN ('a', 'i'))
  UNION ALL SELECT 'pg_proc'::regclass, oid, proowner FROM pg_proc
  UNION ALL SELECT 'pg_namespace'::regclass, oid, nspowner FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'
  UNION ALL SELECT 'pg_foreign_server'::regclass, oid, srvowner FROM pg_foreign_server UNION ALL SELECT 'pg_largeobject'::regclass, oid, lomowner FROM pg_largeobject_metadata
),
-- Privileges of objects that are an extension's, or somebody else's.
listed(classid, objid, owner, kind, acl) AS (
  SELECT 'pg_class'::regclass::oid, oid, relowner, CASE relkind WHEN 'S' THEN 's' ELSE 'r' END, relacl FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL SELECT 'pg_proc'::regclass, oid, proowner, 'f', proacl FROM pg_proc UNION ALL SELECT 'pg_type'::regclass, oid, typowner, 'T', typacl FROM pg_type
  UNION ALL SELECT 'pg_namespace'::regclass, oid, nspowner, 'n', nspacl FROM pg_namespace
  UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, fdwowner, 'F', fdwacl FROM pg_foreign_data_wrapper
  UNION ALL SELECT 'pg_foreign_server'::regclass, oid, srvowner, 'S', srvacl FROM pg_foreign_server UNION ALL SELECT 'pg_largeobject'::regclass, oid, lomowner, 'L', lomacl FROM pg_largeobject_metadata
),
privilege AS (
  SELECT l.*, coalesce((SELECT initprivs FROM pg_init_privs p WHERE p.classoid = l.classid AND p.objoid = l.objid AND objsubid = 0),
    acldefault(l.kind::"char", owner)) AS first, m.objid IS NOT NULL AS is_member
  FROM listed l LEFT JOIN member m USING (classid, objid)
  WHERE acl IS NOT NULL AND (m.objid IS NOT NULL OR (objid >= 16384 OR l.kind = 'L') AND pg_get_userbyid(owner) <> :'role' AND owner <> 10) AND NOT EXISTS (SELECT FROM lost WHERE lost.classid = l.classid AND lost.objid = l.objid)
),
changed AS (
  SELECT CASE WHEN is_member THEN 'grant' ELSE 'owner-grant' END AS kind, classid, objid, x.* FROM privilege, LATERAL (
    SELECT grantee, privilege_type, is_grantable FROM aclexplode(acl) WHERE grantee <> owner
    EXCEPT SELECT grantee, privilege_type, is_grantable FROM aclexplode(first)) AS x
  UNION ALL
  SELECT 'revoke', classid, objid, x.* FROM privilege, LATERAL (
    SELECT grantee, privilege_type, is_grantable FROM aclexplode(first) WHERE grantee <> owner
    EXCEPT SELECT grantee, privilege_type, is_grantable FROM aclexplode(acl)) AS x
  WHERE is_member
),
need(place, kind, fields) AS (
  -- In the order in which they were made: one may need another.
  SELECT 1 + oid::bigint / 1e10, 'extension', ARRAY[extname::text, nspname, extversion, extnamespace::text] FROM extension WHERE is_allowed
  UNION ALL
  SELECT DISTINCT 2, 'role', ARRAY[rolname::text] FROM pg_shdepend JOIN pg_roles r ON r.oid = refobjid, this
  WHERE refclassid = 'pg_authid'::regclass AND rolname NOT IN (:'role', :'maintenance') AND rolname !~ '^pg_'
    AND (dbid = this.oid OR dbid = 0 AND classid = 'pg_database'::regclass AND objid = this.oid)
  UNION ALL
  SELECT 3, c.kind, ARRAY[i.type, i.identity, privilege_type, CASE grantee WHEN 0 THEN '' ELSE pg_get_userbyid(grantee) END, is_grantable::text]
  FROM changed c, LATERAL pg_identify_object(classid, objid, 0) AS i
  UNION ALL
  SELECT 3, 'grant', ARRAY['database', '', privilege_type, pg_get_userbyid(grantee), is_grantable::text] FROM this, LATERAL aclexplode(datacl)
  WHERE grantee NOT IN (0, datdba) AND pg_get_userbyid(grantee) NOT IN (:'role', :'maintenance')
  UNION ALL
  SELECT DISTINCT 4, 'lend', ARRAY[fdwname::text] FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = srvfdw
  WHERE NOT has_foreign_data_wrapper_privilege(:'role', w.oid, 'USAGE')
    AND NOT EXISTS (SELECT FROM lost WHERE lost.classid = 'pg_foreign_server'::regclass AND lost.objid = s.oid)
  UNION ALL
  SELECT 5, 'owner', ARRAY[i.type, i.identity, pg_get_userbyid(owner)] FROM owned o, LATERAL pg_identify_object(classid, objid, 0) AS i
  WHERE (objid >= 16384 OR classid = 'pg_largeobject'::regclass) AND pg_get_userbyid(owner) <> :'role'
    AND NOT EXISTS (SELECT FROM member m WHERE m.classid = o.classid AND m.objid = o.objid)
    AND NOT EXISTS (SELECT FROM inner_part p WHERE p.classid = o.classid AND p.objid = o.objid)
    AND NOT EXISTS (SELECT FROM lost WHERE lost.classid = o.classid AND lost.objid = o.objid)
  UNION ALL
  SELECT 6, 'event-trigger', ARRAY[evtname::text, evtevent, evtenabled::text, nspname, proname, coalesce(array_to_string(evttags, ','), '')]
  FROM pg_event_trigger t JOIN pg_proc p ON p.oid = evtfoid JOIN pg_namespace n ON n.oid = pronamespace
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_event_trigger'::regclass AND m.objid = t.oid)
    AND NOT EXISTS (SELECT FROM lost WHERE lost.classid = 'pg_event_trigger'::regclass AND lost.objid = t.oid)
  UNION ALL
  SELECT 7, 'setting', ARRAY[CASE setrole WHEN 0 THEN '' ELSE pg_get_userbyid(setrole) END, split_part(s, '=', 1), substr(s, strpos(s, '=') + 1)]
  FROM pg_db_role_setting JOIN this ON this.oid = setdatabase, LATERAL unnest(setconfig) AS s
  WHERE setrole = 0 OR pg_get_userbyid(setrole) NOT IN (:'role', :'maintenance')
  UNION ALL
  SELECT 8, 'closed', ARRAY[]::text[] FROM this WHERE NOT has_database_privilege(:'role', oid, 'CONNECT')
  UNION ALL
  SELECT 9, 'left-out', ARRAY[classid::text, objid::text, coalesce(i.type, ''), coalesce(i.identity, '')]
  FROM lost l, LATERAL pg_identify_object(classid, objid, 0) AS i
  WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = l.classid AND m.objid = l.objid)
    AND NOT EXISTS (SELECT FROM inner_part p WHERE p.classid = l.classid AND p.objid = l.objid)
  UNION ALL
  -- The rows that an extension's tables have of the site's own.
  SELECT 9, 'left-out', ARRAY['0', c::text, 'rows', c::regclass::text] FROM pg_extension, LATERAL unnest(extconfig) AS c
  WHERE NOT has_table_privilege(:'role', c, 'INSERT')
)
SELECT kind || coalesce(string_agg(' ' || CASE field WHEN '' THEN '%' ELSE (
    SELECT string_agg(CASE WHEN c COLLATE "C" ~ '[A-Za-z0-9._-]' THEN c
      ELSE regexp_replace(upper(encode(convert_to(c, 'UTF8'), 'hex')), '(..)', '%\1', 'g') END, '' ORDER BY i)
    FROM regexp_split_to_table(field, '') WITH ORDINALITY AS s(c, i)) END, '' ORDER BY n), '')
FROM need LEFT JOIN LATERAL unnest(fields) WITH ORDINALITY AS f(field, n) ON true
GROUP BY place, kind, fields ORDER BY place, kind, fields;
SQL
}
