{#
format: sh
#}
# shellcheck shell=sh
# Looks for names of the site in what else nginx serves. nginx only warns of a name that is served twice, and takes the first one.

# server_names: prints FILE NAME for every name of a server in nginx's configuration, without those of the site's own files.
server_names() {
  # A configuration that nginx rejects is reported by its own test.
  said=$(nginx -T 2>/dev/null) || return 0
  printf '%s\n' "${said}" | awk -v links=" ${links} ${formers} " -v etc="${etc}/" '
    /^# configuration file / {
      file = $4
      sub(/:$/, "", file)
      path = file
      if (index(path, etc) == 1) path = substr(path, length(etc) + 1)
      skipped = index(links, " " path " ") > 0
      next
    }
    skipped { next }
    {
      sub(/^[ \t]*#.*/, "")
      for (i = 1; i <= NF; i++) {
        word = $i
        if (word == "server_name") { inside = 1; continue }
        if (!inside) continue
        ends = sub(/;.*$/, "", word)
        gsub(/["\047]/, "", word)
        if (word != "") print file, tolower(word)
        if (ends) inside = 0
      }
    }'
}

# is_a_name_of_ours NAME: whether visitors of the site could ask for it. A tenant's name has one label; of patterns, our own is known.
is_a_name_of_ours() {
  case $1 in
    "${site_superadmin_domain}" | "${site_tenants_domain}" | "www.${site_tenants_domain}") return 0 ;;
    ".${site_superadmin_domain}" | ".${site_tenants_domain}" | "*.${site_tenants_domain}") return 0 ;;
    '~'*) [ "$1" = "${pattern}" ] ;;
    *".${site_tenants_domain}")
      label=${1%".${site_tenants_domain}"}
      case ${label} in
        *.*) return 1 ;;
        *) return 0 ;;
      esac
      ;;
    *) return 1 ;;
  esac
}

# refuse_served: stops if another file serves a name of the site.
refuse_served() {
  pattern=$(sed -n 's/^ *server_name "\(~[^"]*\)";$/\1/p' sites-available/tenants.conf)
  server_names | while read -r file name; do
    if is_a_name_of_ours "${name}"; then
      say "${file} serves ${name}, which is a name of this site: remove it there, or change the domain in site.yaml; nothing was changed"
      exit 1
    fi
  done
}
