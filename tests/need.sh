#!/usr/bin/env bash
# What the suite needs beyond Python: PostgreSQL's binaries, Chromium and poppler's pdftoppm. Installed where we may.
set -u
have_pg() { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1; }
have_chromium() { command -v chromium >/dev/null 2>&1; }
have_poppler() { command -v pdftoppm >/dev/null 2>&1; }
wanted=()
have_pg || wanted+=(postgresql-15)
have_chromium || wanted+=(chromium)
have_poppler || wanted+=(poppler-utils)
[ ${#wanted[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing ${wanted[*]}"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
fi
have_pg || echo "WARNING: no PostgreSQL binaries; tests on PostgreSQL will be SKIPPED (apt-get install postgresql-15)"
have_poppler || echo "WARNING: no pdftoppm; one test of printed sheets will be SKIPPED (apt-get install poppler-utils)"
have_chromium || echo "WARNING: no Chromium; browser tests will be SKIPPED (apt-get install chromium)"
exit 0
