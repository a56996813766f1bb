# shellcheck shell=sh
# Compares /etc/nginx with the files of nginx/: where each belongs, what links to it, and what is not in place.

etc=/etc/nginx
# The site's folder below /etc/nginx, and the links by which nginx finds what is in it and in the folder of all sites.
own="gen-${site_name}"
links="conf.d/gen.conf conf.d/${own}.conf sites-enabled/gen.conf"
links="${links} sites-enabled/${own}-default.conf sites-enabled/${own}-superadmin.conf sites-enabled/${own}-tenants.conf"
links="${links} sites-enabled/${own}-monitoring.conf sites-enabled/${own}-measurements.conf"
# What former versions of gen installed.
formers=''
# The wanted paths below /etc/nginx, and those of them that differ now.
enabled=''
changed=''

# is_there PATH: whether the path exists; a dangling link does, too.
is_there() { [ -e "$1" ] || [ -L "$1" ]; }

# consider SITE CERTIFICATE KEY: a site without its certificate would keep nginx from starting.
consider() {
  if [ -s "$2" ] && [ -s "$3" ]; then
    enabled="${enabled} $1"
  else
    line "$1 is not enabled until its certificate exists: $2"
  fi
}

# consider_all: the sites with a certificate, and those of the monitoring where they are.
consider_all() {
  consider superadmin.conf "${site_superadmin_certificate}" "${site_superadmin_key}"
  consider tenants.conf "${site_tenants_certificate}" "${site_tenants_key}"
  if [ -f sites-available/monitoring.conf ]; then enabled="${enabled} monitoring.conf"; fi
  if [ -f sites-available/measurements.conf ]; then
    consider measurements.conf "${site_superadmin_certificate}" "${site_superadmin_key}"
  fi
}

# lists WORDS WORD: whether the word is one of them.
lists() {
  case " $1 " in
    *" $2 "*) return 0 ;;
    *) return 1 ;;
  esac
}
is_enabled() { lists "${enabled}" "$1"; }

# The site's files are in a folder of its own, those of all sites of gen on this host in another; each has a mark that names its owner.
# nginx finds them by links, whose names nobody else has a reason to use.

# keeper FOLDER: prints whose a folder below /etc/nginx is, as its mark says; nothing without a mark.
keeper() {
  if [ -f "${etc}/$1/.gen" ]; then cat "${etc}/$1/.gen"; fi
}

# placed FILE: prints where a file of this folder belongs.
placed() {
  case $1 in
    host/*) printf '%s\n' "gen/${1#*/}" ;;
    *) printf '%s\n' "${own}/$1" ;;
  esac
}

# source_of PATH: prints the file of this folder that belongs there.
source_of() {
  case $1 in
    gen/*) printf '%s\n' "host/${1#*/}" ;;
    *) printf '%s\n' "${1#*/}" ;;
  esac
}

# target LINK: prints what a link of ours leads to.
target() {
  case $1 in
    conf.d/gen.conf) printf '%s\n' ../gen/http.conf ;;
    sites-enabled/gen.conf) printf '%s\n' ../gen/default.conf ;;
    conf.d/*) printf '%s\n' "../${own}/conf.d/odoo.conf" ;;
    *) printf '%s\n' "../${own}/sites-available/${1#sites-enabled/"${own}"-}" ;;
  esac
}

# is_ours LINK: whether the link leads where ours leads.
is_ours() {
  found=$(readlink -- "${etc}/$1") || return 1
  wanted=$(target "$1")
  [ "${found}" = "${wanted}" ]
}

# is_wanted LINK: whether the link has to be there: a site's own is, when its certificate exists.
is_wanted() {
  case $1 in
    sites-enabled/gen.conf | conf.d/*) return 0 ;;
    *) is_enabled "${1#sites-enabled/"${own}"-}" ;;
  esac
}

# mark FOLDER: prints the content of the folder's mark.
mark() {
  if [ "$1" = gen ]; then line "every site of gen on this host"; else line "${site_name} in ${site_directory}"; fi
}

# is_former PATH: whether the path is what gen 0.2 and earlier installed, under names that anybody may use.
is_former() {
  case $1 in
    conf.d/odoo.conf) begins "$1" '# Shared by every site: where Odoo listens' ;;
    *)
      found=$(readlink -- "${etc}/$1") || return 1
      [ "${found}" = "../sites-available/${1#*/}" ] && {
        begins "$1" '# Requests for another name' || begins "$1" "# The superadmin's site" || begins "$1" "# Every tenant's site"
      }
      ;;
  esac
}
begins() {
  case $(head -n 1 -- "${etc}/$1" 2>/dev/null) in
    "$2"*) return 0 ;;
    *) return 1 ;;
  esac
}

# compare: finds what is wanted, and which part of it is not in place yet.
compare() {
  files=$(find conf.d snippets sites-available errors host -type f | sort)
  for folder in gen "${own}"; do
    is_there "${etc}/${folder}/.gen" || changed="${changed} ${folder}/.gen"
  done
  for file in ${files}; do
    path=$(placed "${file}")
    cmp -s "${file}" "${etc}/${path}" || changed="${changed} ${path}"
  done
  for link in ${links}; do
    if is_wanted "${link}"; then
      is_ours "${link}" || changed="${changed} ${link}"
    elif is_there "${etc}/${link}"; then
      changed="${changed} ${link}"
    fi
  done
  for path in conf.d/odoo.conf sites-enabled/default.conf sites-enabled/superadmin.conf sites-enabled/tenants.conf; do
    if is_former "${path}"; then
      formers="${formers} ${path}"
      changed="${changed} ${path}"
    fi
  done
  # Debian's own site, which is a default server too. Somebody else's file of that name stays.
  if [ -L "${etc}/sites-enabled/default" ]; then
    changed="${changed} sites-enabled/default"
  fi
}

# is_link PATH: whether it is one of our links.
is_link() { lists "${links}" "$1"; }
