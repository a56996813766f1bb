# shellcheck shell=sh
# Which modules of odoo.addons have changed since a database was last updated. It needs ${sums}, what code_sums prints.

# changed_modules SERVER DATABASE: prints `true` or `false`, whether Python has changed, and the modules: M,N. A database in which nothing is
# recorded counts as changed in all of them. Only names from ${sums} are printed, whatever a tenant has in its tables.
changed_modules() {
  query "$1" "$2" <<SQL
WITH here AS (SELECT key AS name, value FROM json_each_text('${sums}')),
  was AS (SELECT key AS name, value FROM json_each_text(coalesce((SELECT value FROM ir_config_parameter WHERE key = 'gen.module_sums'), '{}')::json))
SELECT bool_or(split_part(here.value, '-', 1) IS DISTINCT FROM split_part(was.value, '-', 1)), string_agg(here.name, ',' ORDER BY here.name)
FROM here JOIN ir_module_module module ON module.name = here.name AND module.state IN ('installed', 'to upgrade')
LEFT JOIN was ON was.name = here.name
WHERE here.value IS DISTINCT FROM was.value
HAVING count(*) > 0
SQL
}

# record_sums SERVER DATABASE MODULES: records that the database has been updated with this code; for `changed` in all modules.
record_sums() {
  query "$1" "$2" --set=modules="$3" <<SQL
INSERT INTO ir_config_parameter (key, value, create_uid, create_date, write_uid, write_date)
SELECT 'gen.module_sums', '${sums}', 1, now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC' WHERE :'modules' = 'changed'
ON CONFLICT (key) DO UPDATE SET value = excluded.value;
UPDATE ir_config_parameter SET value = value::jsonb || coalesce(
  (SELECT jsonb_object_agg(key, value) FROM json_each_text('${sums}') WHERE key = ANY (string_to_array(:'modules', ','))), '{}')
WHERE key = 'gen.module_sums';
SQL
}
