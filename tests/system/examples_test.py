#!/usr/bin/env python3
"""The manifests in examples/ are valid and do what their comments say."""
import pathlib
import re
import shutil
import unittest

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
