{#
format: sh
mode: 0755

What a visitor would see, asked for from the server itself: the names need not be in DNS yet.
#}
#!/bin/sh
# Tests the site from outside. Run it as root on the server; every request goes to this machine, whatever DNS says.
#
#   smoke-test.sh                  everything; a tenant is made for it, and removed again
#   smoke-test.sh --without-tenant only what needs no tenant: takes a few seconds
#   smoke-test.sh --cacert FILE    believe the certificate authorities in a file, for certificates that the system does not know
#   smoke-test.sh --dry-run        say what would be tested, and do nothing
#
# Prints one line for each point. Ends with 0 when all hold, and with 1 when one does not; 64 is a wrong command line, 77
# means: not root, and 78: files of this folder are missing or mixed. The variable SSL_CERT_FILE does the same as --cacert.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/smoke-site.sh"
. "${out}/ops/lib/smoke-tenant.sh"

# Which tenant is for the test, so that one that a killed run has left is removed by the next.
note="/var/lib/${site_name}/smoke-tenant"
# A certificate that is renewed is renewed 30 days before its end.
days=14
failures=0

usage() { wrong_usage "[--dry-run] [--without-tenant] [--cacert FILE]"; }

main() {
  with_tenant=true
  unset password
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --without-tenant) with_tenant=false ;;
      --cacert)
        [ -r "${2-}" ] || usage
        SSL_CERT_FILE=$(realpath -- "$2")
        shift
        ;;
      *) usage ;;
    esac
    shift
  done
  if [ -n "${SSL_CERT_FILE-}" ]; then
    # openssl reads the one, and curl prefers the other.
    CURL_CA_BUNDLE=${SSL_CERT_FILE}
    export SSL_CERT_FILE CURL_CA_BUNDLE
  fi
  cd -- "${out}"
  need_root
  test_site
  if "${with_tenant}"; then test_tenant; fi
  if [ "${failures}" -ne 0 ]; then stop "${failures} points failed"; fi
}

main "$@"
