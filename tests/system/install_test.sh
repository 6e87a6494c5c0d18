#!/usr/bin/env bash
# `cmake --install` lays out everything that an operator needs. $MUSTER is the program in its build folder.
set -euo pipefail
build=$(dirname "$MUSTER")
[[ -x $build/musterd ]] || { echo "musterd is not built"; exit 77; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Another prefix than the one the build was configured with: the unit has to follow.
prefix=/opt/muster-test
DESTDIR=$folder cmake --install "$build" --prefix "$prefix" >"$folder/log" || { cat "$folder/log"; exit 1; }
root=$folder$prefix
for file in bin/muster bin/musterd lib/systemd/system/musterd.service share/muster/schemas/openapi.yaml \
  share/muster/schemas/status.schema.json share/muster/examples/prometheus/muster-alerts.yaml \
  share/muster/examples/grafana/muster.json share/muster/examples/musterd/musterd.yaml share/doc/muster/README.md \
  share/doc/muster/CHANGELOG.md share/doc/muster/LICENSE share/bash-completion/completions/muster \
  share/zsh/site-functions/_muster share/fish/vendor_completions.d/muster.fish; do
  [[ -s $root/$file ]] || { echo "missing or empty: $file"; exit 1; }
done
grep -q "^ExecStart=$prefix/bin/musterd " "$root/lib/systemd/system/musterd.service" || {
  echo "the unit does not start the installed program"
  exit 1
}
"$root/bin/muster" --version
if find "$folder" -path "$root" -prune -o -type f ! -name log -print | grep .; then
  echo "files outside of the prefix"
  exit 1
fi
