#!/usr/bin/env python3
"""The alert rules and the dashboard ask only for metrics and labels that musterd has, and each alert is explained."""

import json
import pathlib
import re
import sys

try:
    import yaml
except ImportError:
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROMETHEUS = ROOT / "examples" / "prometheus"
NOT_LABELS = {"le", "job", "code", "and"}


def known_metrics():
    """Names, with those that histograms add, and labels: of the text that tests/daemon/metrics_test.cpp proves."""
    names, labels = set(), set()
    for line in (ROOT / "tests/daemon/golden/metrics.txt").read_text().splitlines():
        if not line.startswith("#"):
            names.add(re.match(r"[a-z_]+", line).group())
            labels.update(re.findall(r"([a-z_]+)=\"", line))
    return names, labels


def used_names(expression):
    return set(re.findall(r"\bmuster_[a-z_]+", expression))


def used_labels(expression):
    used = set(re.findall(r"([a-z_]+)\s*=~?\"", expression))
    for group in re.findall(r"\b(?:by|on)\s*\(([^)]*)\)", expression):
        used.update(word.strip() for word in group.split(","))
    return used - NOT_LABELS


def alerts():
    groups = yaml.safe_load((PROMETHEUS / "muster-alerts.yaml").read_text())["groups"]
    return {rule["alert"]: rule for group in groups for rule in group["rules"]}


def expressions():
    for name, rule in alerts().items():
        yield name, rule["expr"], " ".join(rule["annotations"].values())
    dashboard = json.loads((ROOT / "examples/grafana/muster.json").read_text())
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"], target["legendFormat"]
    for variable in dashboard["templating"]["list"]:
        yield variable["name"], variable["query"], ""


def main():
    names, labels = known_metrics()
    wrong, used = [], set()
    for where, expression, words in expressions():
        used |= used_names(expression)
        wrong += [f"{where}: no metric {name}" for name in used_names(expression) - names]
        shown = set(re.findall(r"\{\{\s*(?:\$labels\.)?([a-z_]+)\s*\}\}", words))
        wrong += [f"{where}: no label {label}" for label in (used_labels(expression) | shown) - labels - NOT_LABELS]
    plain = {re.sub(r"_(bucket|sum|count)$", "", name) for name in names}
    unused = plain - {re.sub(r"_(bucket|sum|count)$", "", name) for name in used}
    wrong += [f"no alert and no panel shows {name}" for name in sorted(unused)]
    told = (PROMETHEUS / "README.md").read_text()
    tested = (PROMETHEUS / "muster-alerts_test.yaml").read_text()
    wrong += [f"README.md does not say what to do for {name}" for name in alerts() if f"### {name}\n" not in told]
    wrong += [f"{name} has no test" for name in alerts() if f"alertname: {name}\n" not in tested]
    print("\n".join(wrong) or f"{len(used)} metrics in use, all known")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
