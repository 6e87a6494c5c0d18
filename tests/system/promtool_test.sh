#!/usr/bin/env bash
# What musterd shows is clean to promtool, and the alert rules fire when they should. Exit 77: there is no promtool.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v promtool >/dev/null || exit 77

said=$(promtool check metrics <tests/daemon/golden/metrics.txt 2>&1) || { echo "check metrics: $said"; exit 1; }
[[ -z $said ]] || { echo "check metrics: $said"; exit 1; }
promtool check rules examples/prometheus/muster-alerts.yaml
promtool check config examples/prometheus/prometheus.yml
promtool test rules examples/prometheus/muster-alerts_test.yaml
