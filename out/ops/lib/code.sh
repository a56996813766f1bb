# shellcheck shell=sh
# Which modules of odoo.addons have changed since a database was last updated.

# module_files FOLDER: prints the check sum and the name of each file that an update of the module could read.
module_files() {
  (
    cd -- "$1"
    find -L . \( -name static -o -name __pycache__ \) -prune -o -type f ! -name '*.pyc' ! -name '*.pot' -exec sha256sum -- {} + | sort -k 2
  )
}

# sum_folder FOLDER PATH: prints the members of a JSON object, one for each module: two check sums, of its Python files and of all files.
# The first folder that has a module counts, as for Odoo.
sum_folder() {
  for manifest in "$1"/*/__manifest__.py; do
    module=${manifest%/*}
    name=${module##*/}
    case ${name} in *[!A-Za-z0-9_]*) continue ;; *) ;; esac
    case " ${summed} " in *" ${name} "*) continue ;; *) ;; esac
    listed=$(module_files "${module}")
    python=$(printf '%s\n' "${listed}" | sed -n '/[.]py$/p' | sha256sum | cut -c 1-20)
    whole=$(printf '%s\n' "${listed}" | sha256sum | cut -c 1-20)
    printf '%s"%s":"%s-%s"' "${summed:+,}" "${name}" "${python}" "${whole}"
    summed="${summed} ${name}"
  done
}

# code_sums: prints the JSON object of all modules.
code_sums() {
  summed=''
  printf '{'
  each sum_folder site_addons
  printf '}\n'
}

# code_here: prints one check sum of everything that a running Odoo reads from these folders, for which it has to be restarted.
code_here() { each whole_folder site_addons | sha256sum | cut -c 1-64; }

# whole_folder FOLDER PATH
whole_folder() { [ ! -d "$1" ] || find -L "$1" -name __pycache__ -prune -o -type f ! -name '*.pyc' -exec sha256sum -- {} + | sort -k 2; }

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
