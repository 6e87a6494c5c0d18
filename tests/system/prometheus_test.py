#!/usr/bin/env python3
"""A real Prometheus scrapes the daemon with the shipped configuration and rules."""
import json
import pathlib
import re
import shutil
import subprocess
import unittest
import urllib.parse
import urllib.request

from musterd_process import MusterdTest, skip, until

SHIPPED = pathlib.Path(__file__).resolve().parents[2] / "examples" / "prometheus"
BO = "bo.lind@acme.example"


class Prometheus(MusterdTest):
    daemon_options = {"mode": "enforce"}

    def setUp(self):
        super().setUp()
        self.replace("people.yaml", self.user(BO, lastName="Lindgren"))
        self.musterd.start()
        self.musterd.wait_converged()

    def start_prometheus(self):
        """With the shipped files; only the address of the daemon and the pace are this test's."""
        folder = self.root / "prometheus"
        shutil.copytree(SHIPPED, folder)
        config = folder / "prometheus.yml"
        text = config.read_text()
        address = f"127.0.0.1:{self.musterd.tcp_port()}"
        self.assertRegex(text, r"(127\.0\.0\.1|localhost):9646")
        text = re.sub(r"(127\.0\.0\.1|localhost):9646", address, text)
        config.write_text(re.sub(r"scrape_interval: \S+", "scrape_interval: 1s\n  evaluation_interval: 1s", text))
        self.log = self.root / "prometheus.log"
        with open(self.log, "wb") as log:
            process = subprocess.Popen(
                ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={self.root / 'series'}",
                 "--web.listen-address=127.0.0.1:0"], stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        found = until(lambda: re.search(r'msg="Listening on".* address=(127\.0\.0\.1:\d+)', self.log.read_text()),
                      "prometheus listens", show=self.log.read_text)
        self.url = f"http://{found.group(1)}"

    def ask(self, path, **parameters):
        address = f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return json.load(answer)["data"]
        except OSError:
            return None

    def query(self, expression):
        data = self.ask("query", query=expression)
        return [(each["metric"], float(each["value"][1])) for each in data["result"]] if data else []

    def test_scrapes_the_daemon_with_the_shipped_configuration(self):
        self.start_prometheus()
        until(lambda: any(value == 1 for _, value in self.query("up")), "the daemon is up",
              show=lambda: json.dumps(self.ask("targets")))
        resources = until(lambda: self.query('muster_resources{system="gws-sandbox",kind="User"}'), "resources are seen")
        self.assertTrue(any(value > 0 for _, value in resources), resources)
        for name in ("muster_build_info", "muster_circuit_open", "muster_last_success_timestamp_seconds",
                     "muster_budget_used_ratio", "muster_pass_duration_seconds_count", "muster_desired_commit_info",
                     "muster_applied_commit_info"):
            self.assertTrue(self.query(name), name)
        self.assertTrue(self.query('muster_changes_total{action="update",outcome="verified"}'))
        self.check_rules()

    def check_rules(self):
        def evaluated():
            groups = (self.ask("rules") or {"groups": []})["groups"]
            rules = [rule for group in groups for rule in group["rules"]]
            return rules if rules and all(rule["health"] == "ok" for rule in rules) else None
        rules = until(evaluated, "every shipped rule is evaluated without an error",
                      show=lambda: json.dumps(self.ask("rules")))
        firing = [rule["name"] for rule in rules if rule["type"] == "alerting" and rule["state"] == "firing"]
        self.assertEqual(firing, [], "a converged daemon alarms nobody")

    def test_promtool_finds_nothing_to_object_to(self):
        text = self.musterd.by_tcp("GET", "/metrics").text
        checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True)
        self.assertEqual((checked.returncode, checked.stdout + checked.stderr), (0, ""))


if __name__ == "__main__":
    for tool in ("prometheus", "promtool"):
        if not shutil.which(tool):
            skip(f"{tool} is not installed")
    unittest.main(verbosity=2)
