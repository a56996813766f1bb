#!/bin/sh
# Tests the site from outside. Run it as root on the server; every request goes to this machine, whatever DNS says.
#
#   smoke-test.sh                  what needs no tenant: takes a few seconds
#   smoke-test.sh --with-tenant    everything; a tenant is created for it, and removed again
#   smoke-test.sh --alarm          send a test alarm, too, although one has arrived before: the first run sends one in any case
#   smoke-test.sh --cacert FILE    trust the certificate authorities in a file, for certificates that the system does not trust
#   smoke-test.sh --dry-run        say what would be tested, and do nothing
#
# Prints one line for each test. The variable SSL_CERT_FILE does the same as --cacert.
# Exit status: 0 all tests passed; 1 a test failed; 64 wrong usage; 77 not root; 78 files of this folder are missing or mixed.
# shellcheck source-path=SCRIPTDIR
set -eu
self=$(readlink -f -- "$0")
out=${self%/*}
. "${out}/ops/lib/begin.sh"
. "${out}/ops/lib/smoke-programs.sh"
. "${out}/ops/lib/smoke-site.sh"
. "${out}/ops/lib/smoke-print.sh"
. "${out}/ops/lib/smoke-tenant.sh"
. "${out}/ops/lib/smoke-alarm.sh"

# Holds the name of the test's tenant, so that the next run removes one that a killed run has left.
note="/var/lib/${site_name}/smoke-tenant"
# Certificates are renewed 30 days before they expire.
days=14
failures=0

main() {
  with_tenant=false
  with_alarm=false
  unset password
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --with-tenant) with_tenant=true ;;
      --alarm) with_alarm=true ;;
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
    # openssl reads SSL_CERT_FILE, curl prefers CURL_CA_BUNDLE.
    CURL_CA_BUNDLE=${SSL_CERT_FILE}
    export SSL_CERT_FILE CURL_CA_BUNDLE
  fi
  cd -- "${out}"
  need_root
  test_site
  test_alarm
  if "${with_tenant}"; then test_tenant; fi
  if [ "${failures}" -ne 0 ]; then stop "${failures} tests failed"; fi
}

main "$@"
