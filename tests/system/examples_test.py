#!/usr/bin/env python3
"""The manifests in examples/ are valid and do what their comments say."""
import pathlib
import re
import shutil
import unittest

from company import SYSTEMS, CompanyTest
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


class Full(CompanyTest):
    """One organisation of two hundred people over every system that is played."""

    def test_the_full_manifests_are_valid_as_they_lie_there(self):
        done = self.run_muster("validate", "-f", EXAMPLES / "full")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("on 5 systems", done.stdout)

    def test_they_say_what_is_live_but_for_some_phones(self):
        plan = self.plan(2)
        self.assertEqual(self.changed_systems(plan), {"cucm-emea"})
        self.assertFalse(plan["partial"], plan["missing"])
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.expect(0, "plan", "-f", self.manifests)
        self.assertEqual({provider for provider in self.urls() if self.writes(provider)}, {"cucm-uds"})

    def test_everybody_has_a_document_on_the_systems_that_have_accounts(self):
        for team in (EXAMPLES / "full" / "teams").iterdir():
            people = [path for path in team.iterdir() if path.name != "team.yaml"]
            self.assertEqual(len(people), 24, team)
            for path in people:
                self.assertEqual(set(re.findall(r"person: ([a-z.]+)", path.read_text())), {path.stem})
                self.assertEqual(set(re.findall(r"team: ([a-z]+)", path.read_text())), {team.name}, path)


class JoinerMoverLeaver(CompanyTest):
    """The change that the demo makes: Nova joins, Carmen moves, Bo leaves."""

    def setUp(self):
        super().setUp()
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.written = {provider: len(self.writes(provider)) for provider in self.urls()}
        self.change()

    def since(self, provider):
        return self.writes(provider)[self.written[provider]:]

    def test_one_plan_has_all_five_systems_and_joins_what_one_person_has_coming(self):
        plan = self.plan(2)
        self.assertEqual(self.changed_systems(plan), set(SYSTEMS.values()))
        people = {each["person"]: [part["system"] for part in each["changes"]] for each in plan["people"]}
        self.assertEqual(set(people["nova.stern"]), {"ameyo-emea", "cucm-emea", "gws-emea"})
        self.assertEqual(set(people["bo.brandt"]), {"ameyo-emea", "gws-emea"})

    def test_it_is_applied_and_leaves_nothing_to_do(self):
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.expect(0, "plan", "-f", self.manifests)
        self.assertIn(("created", "nova.stern@acme.example"), self.since("genesys-gws"))
        self.assertIn(("removed", "bo.brandt@acme.example"), self.since("genesys-gws"))
        self.assertIn(("created", "nova.stern"), self.since("ameyo"))
        self.assertIn(("removed", "bo.brandt"), self.since("ameyo"))
        moved = [name for _, name in self.since("uccx")]
        self.assertLess(moved.index("Billing"), moved.index("Claims"), "who moves leaves the old team first")

    def test_one_person_can_be_planned_alone(self):
        plan = self.plan(2, "--selector", "person=nova.stern")
        names = {change["name"] for system in plan["systems"] for change in system["changes"]}
        self.assertTrue(all(name.startswith("nova.stern") for name in names), names)
        self.assertEqual([each["person"] for each in plan["people"]], ["nova.stern"])

    def test_the_audit_trail_finds_one_person_on_every_system(self):
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        done = self.run_muster("audit", "why", "nova.stern", "--state", self.state)
        for system in ("gws-emea", "ameyo-emea", "cucm-emea"):
            self.assertIn(system, done.stdout)


class FirstDraft(CompanyTest):
    """What the demo's author wrote first."""

    def test_every_mistake_is_found_at_once(self):
        shutil.copy(EXAMPLES / "sandbox" / "first-draft.yaml", self.manifests / "draft.yaml")
        done = self.expect(1, "validate", "-f", self.manifests)
        for place in ("draft.yaml:7:3", "draft.yaml:9:12", "draft.yaml:11:13", "draft.yaml:18:18", "draft.yaml:21:7"):
            self.assertIn(place, done.stdout)
        self.assertIn("Not valid: 5 mistakes in 1 file", done.stdout)


if __name__ == "__main__":
    unittest.main()
