#!/usr/bin/env python3
"""The manifests in examples/ are valid and do what their comments say."""
import json
import pathlib
import re
import shutil
import unittest
import urllib.request

from muster_process import MusterTest

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
LOU = "lou.marsh@acme.example"
BO = "bo.lind@acme.example"
PETRA = "petra.vance@acme.example"


class Minimal(MusterTest):
    def setUp(self):
        super().setUp()
        shutil.rmtree(self.manifests)
        shutil.copytree(EXAMPLES / "minimal", self.manifests)

    def at_the_sandbox(self):
        """The example names a fixed port; a test may not."""
        system = self.manifests / "system.yaml"
        text, replaced = re.subn(r"url: \S+", f"url: {self.sandbox.url}", system.read_text())
        self.assertEqual(replaced, 1)
        system.write_text(text)

    def test_the_minimal_manifests_are_valid_as_they_lie_there(self):
        done = self.run_muster("validate", "-f", EXAMPLES / "minimal")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("Valid: 5 objects on 1 system in 3 files", done.stdout)

    def test_the_minimal_manifests_apply_to_the_sandbox_and_then_leave_nothing_to_do(self):
        self.at_the_sandbox()
        plan = self.expect(2, "plan", "-f", self.manifests)
        for name in (LOU, BO, PETRA):
            self.assertIn(name, plan.stdout)
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.assertEqual(sorted(name for _, name in self.sandbox.writes()), sorted([LOU, BO, PETRA]))
        self.expect(0, "plan", "-f", self.manifests)


class Full(MusterTest):
    """One organisation over every system that is played."""

    vendor = None

    def setUp(self):
        super().setUp()
        shutil.rmtree(self.manifests)
        shutil.copytree(EXAMPLES / "full", self.manifests)
        systems = self.manifests / "systems.yaml"
        text = systems.read_text()
        for system in self.sandbox.systems:
            text, replaced = re.subn(rf"(provider: {system['provider']}\n  url: )\S+", rf"\g<1>{system['url']}", text)
            self.assertEqual(replaced, 1, system["provider"])
        systems.write_text(text.replace("spec:\n", "spec:\n  budget: {requestsPerMinute: 60000, share: 100%}\n"))

    def test_the_full_manifests_are_valid_as_they_lie_there(self):
        done = self.run_muster("validate", "-f", EXAMPLES / "full")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("on 3 systems in 4 files", done.stdout)

    def test_one_plan_changes_all_systems_and_then_leaves_nothing_to_do(self):
        plan = json.loads(self.expect(2, "plan", "-f", self.manifests, "--output", "json").stdout)
        self.assertEqual([system["system"] for system in plan["systems"]], ["gws-emea", "uccx-emea", "webex-emea"])
        applied = self.expect(0, "apply", "-f", self.manifests, "--yes")
        for name in ("anselm.rook@acme.example", "lou.marsh@acme.example", "arook", "Billing"):
            self.assertIn(name, applied.stdout)
        again = self.expect(0, "plan", "-f", self.manifests)
        self.assertIn("No changes", again.stdout)

    def test_the_role_comes_before_the_team_that_needs_it(self):
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        uccx = next(system for system in self.sandbox.systems if system["provider"] == "uccx")
        with urllib.request.urlopen(f"{uccx['url']}/_sandbox/log") as answer:
            log = [(each["entity"], each["name"]) for each in json.load(answer)["log"] if each["actor"] != "vendor"]
        self.assertLess(log.index(("user", "arook")), log.index(("team", "Billing")), log)
        self.assertLess(log.index(("team", "Sales")), log.index(("team", "Support")), log)


class Joiner(MusterTest):
    """The two drafts that the demo shows."""

    def take(self, name):
        shutil.copy(EXAMPLES / "sandbox" / name, self.manifests / "joiner.yaml")

    def test_the_first_draft_has_the_mistakes_that_validate_finds(self):
        self.take("joiner-with-mistakes.yaml")
        done = self.expect(1, "validate", "-f", self.manifests)
        for place in ("joiner.yaml:10:3", "joiner.yaml:12:12", "joiner.yaml:14:13"):
            self.assertIn(place, done.stdout)
        self.assertIn("Not valid: 3 mistakes in 1 file", done.stdout)

    def test_the_second_draft_is_valid(self):
        self.take("joiner.yaml")
        self.expect(0, "validate", "-f", self.manifests)


if __name__ == "__main__":
    unittest.main()
