#!/usr/bin/env python3
"""What export prints is what is live: a plan over it finds nothing to do, on every system and with either kind of set."""
import unittest

from muster_process import MusterTest


class RoundTrip(MusterTest):
    vendor = None

    def setUp(self):
        """Unified CM has no listing: who is exported is who a manifest names."""
        super().setUp()
        self.named = self.root / "named.yaml"
        self.named.write_text("".join(
            f"---\napiVersion: muster/v1\nkind: UdsSettings\nmetadata: {{system: uds-sandbox, name: \"{name}\"}}\nspec: {{}}\n"
            for name in ("mira.kos", "bo.lind", "amoreau", "petra vance")))

    def export(self, system, *options):
        named = ("-f", self.named) if system["provider"] == "cucm-uds" else ()
        self.expect(0, "export", "-f", self.manifests, *named, "--system", system["system"], *options)

    def test_every_system_exported_exactly_leaves_nothing_to_do(self):
        for system in self.sandbox.systems:
            self.export(system, "--out", self.manifests)
        plan = self.expect(0, "plan", "-f", self.manifests)
        self.assertIn("No changes", plan.stdout)
        for system in self.sandbox.systems:
            self.assertIn(system["system"], plan.stdout)

    def test_every_system_exported_as_included_members_leaves_nothing_to_do(self):
        for system in self.sandbox.systems:
            self.export(system, "--sets", "include", "--out", self.manifests)
        self.expect(0, "plan", "-f", self.manifests)

    def test_an_export_by_team_is_valid_and_leaves_nothing_to_do(self):
        for system in self.sandbox.systems:
            self.export(system, "--split", "team", "--out", self.manifests / system["system"])
        self.expect(0, "validate", "-f", self.manifests)
        self.expect(0, "plan", "-f", self.manifests)

    def test_where_nobody_is_listed_somebody_has_to_be_named(self):
        nobody = self.expect(1, "export", "-f", self.manifests, "--system", "uds-sandbox")
        self.assertIn("name the users with -f; a document of kind UdsSettings with `spec: {}` is enough", nobody.stderr)

    def test_applying_an_export_writes_nothing(self):
        for system in self.sandbox.systems:
            self.export(system, "--out", self.manifests)
        before = [self.written(system) for system in self.sandbox.systems]
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.assertEqual([self.written(system) for system in self.sandbox.systems], before)

    def written(self, system):
        self.sandbox.url = system["url"]
        return self.sandbox.get("log")["log"]


if __name__ == "__main__":
    unittest.main()
