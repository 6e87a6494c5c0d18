#!/usr/bin/env bash
# The unit verifies without a word, and its exposure is at most 2.0. Exit 77: there is no systemd-analyze.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v systemd-analyze >/dev/null || exit 77

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The program is not installed where the test runs.
sed 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' systemd/musterd.service >"$folder/musterd.service"

said=$(systemd-analyze verify "$folder/musterd.service" 2>&1) || { echo "verify failed: $said"; exit 1; }
[[ -z $said ]] || { echo "verify said: $said"; exit 1; }
systemd-analyze security --offline=true --threshold=20 "$folder/musterd.service" >"$folder/report" || {
  grep -E '✗|Overall' "$folder/report"
  exit 1
}
grep Overall "$folder/report"

for setting in Type=notify DynamicUser=yes WatchdogSec= Restart=on-failure ExecReload= StateDirectory= LimitCORE=0; do
  grep -q "^$setting" systemd/musterd.service || { echo "the unit lacks $setting"; exit 1; }
done
