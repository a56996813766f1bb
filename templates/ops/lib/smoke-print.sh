{#
format: sh
#}
# shellcheck shell=sh
# Tests what PDFs need: wkhtmltopdf, in Odoo's container, fetches what a PDF shows under the site's public name, and so through nginx.

# can_fetch SERVICE URL: whether a container gets a page. Its name server may not know the name yet; wkhtmltopdf checks no certificates.
# Exit status: 0 it gets the page; 3 the name is unknown; otherwise why not, on standard output.
can_fetch() {
  docker compose exec -T --env URL="$2" "$1" python3 - 2>&1 <<'PYTHON'
import os, socket, ssl, sys, urllib.parse, urllib.request
url = os.environ["URL"]
try:
    socket.gethostbyname(urllib.parse.urlsplit(url).hostname)
except OSError:
    sys.exit(3)
tls = urllib.request.HTTPSHandler(context=ssl._create_unverified_context())
try:
    urllib.request.build_opener(urllib.request.ProxyHandler({}), tls).open(url, timeout=20)
except OSError as error:
    sys.exit(str(error))
PYTHON
}

# reaches SERVICE URL: reports whether a container gets a page.
reaches() {
  if "${dry_run}"; then
    printf '%s\n' "$1 gets $2"
    return
  fi
  status=0
  said=$(can_fetch "$1" "$2") || status=$?
  case ${status} in
    3) printf 'not tested: %s does not know the name in %s\n' "$1" "$2" ;;
    *) point "${status}" "$1 gets $2, which PDFs need" "${said}" ;;
  esac
}

# styles: how many style sheets nginx has given to the test's tenant. Nobody else than wkhtmltopdf asks for them: this script loads no
# page with its styles.
styles() {
  grep -F "\"tenant\":\"${tenant}\"" "/var/log/nginx/${site_name}.access.log" |
    grep -c '"status":200,.*"request":"GET /web/assets/[^"]*[.]css[^"]*"' || true
}

# get_pdf FILE: logs in as the administrator, and prints the company's sheet into a file. The password goes over standard input.
get_pdf() {
  : >"$1.cookies"
  log_in "${password}" --cookie-jar "$1.cookies" >/dev/null
  curl --silent --output "$1" --max-time 120 --connect-to "::127.0.0.1:" --cookie "$1.cookies" \
    "https://${tenant}.${site_tenants_domain}/report/pdf/web.preview_externalreport/1" || true
}

# is_pdf FILE: whether it is one, to its end.
is_pdf() {
  begin=$(head -c 5 -- "$1")
  end=$(tail -c 32 -- "$1" | tr -dc '%EOF')
  case ${begin}:${end} in
    %PDF-:*%%EOF) return 0 ;;
    *) return 1 ;;
  esac
}

# prints: reports whether the tenant can print. Up to 16.0 the first PDF of a new database may lack its styles (odoo/odoo#108261).
prints() {
  status=0
  can_fetch "${site_tenants_service}" "https://${tenant}.${site_tenants_domain}/web/login" >/dev/null || status=$?
  if [ "${status}" -eq 3 ]; then
    printf 'not tested: PDFs, as DNS does not know %s yet\n' "${tenant}.${site_tenants_domain}"
    return
  fi
  folder=$(mktemp -d)
  for _ in 1 2; do
    get_pdf "${folder}/pdf"
    found=$(styles)
    [ "${found}" -eq 0 ] || break
  done
  status=0
  is_pdf "${folder}/pdf" || status=$?
  said=$(head -c 200 -- "${folder}/pdf" | tr -c '[:print:]' ' ')
  rm -rf -- "${folder}"
  point "${status}" "it prints a PDF" "${said}"
  status=0
  [ "${found}" -gt 0 ] || status=1
  point "${status}" "the PDF has its styles" "wkhtmltopdf got none from https://${tenant}.${site_tenants_domain}/web/assets/"
}
