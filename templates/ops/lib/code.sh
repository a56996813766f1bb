{#
format: sh

Checksums of modules, as click-odoo-update has them: a module whose files are the same needs no update. Odoo's own modules, which come
with the image, are left out: a newer build of a series needs a restart only (Odoo's documentation, "Upgrade" of on-premise databases).
#}
# shellcheck shell=sh
# Check sums of the modules of odoo.addons.

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
