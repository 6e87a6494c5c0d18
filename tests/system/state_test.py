#!/usr/bin/env python3
"""What muster keeps between runs: leases, the audit trail and the binding, as people meet them."""
import fcntl
import hashlib
import json
import os
import struct
import unittest

from muster_process import MusterTest

BO = "bo.lind@acme.example"
OFD_SETLK = 37


class State(MusterTest):
    def setUp(self):
        super().setUp()
        self.write("people.yaml", self.user(BO, lastName="Lindgren"))

    def hold(self, holder):
        """Takes the lease as another process would."""
        folder = self.state.parent / "leases"
        folder.mkdir(mode=0o700, parents=True)
        name = hashlib.sha256(b"gws-sandbox").hexdigest()[:32] + ".lock"
        held = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
        self.addCleanup(os.close, held)
        os.write(held, holder.encode())
        fcntl.fcntl(held, OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))

    def run_audit(self, code, *arguments):
        done = self.run_muster("audit", *arguments, "--state", self.state)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def run_rebind(self, code, *arguments):
        done = self.run_muster("rebind", "--system", "gws-sandbox", "-f", self.manifests, "--state", self.state,
                               *arguments)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def test_an_apply_is_refused_while_a_daemon_writes_and_names_it(self):
        self.hold("musterd (pid 7, socket /run/musterd/socket)")
        done = self.expect(1, "apply", "-f", self.manifests, "--yes")
        self.assertIn("musterd (pid 7, socket /run/musterd/socket) writes to it at this moment", done.stderr)
        self.assertIn("`muster status`", done.stderr)
        self.assertIn("POST /api/v1/trigger", done.stderr)
        self.assertEqual(self.sandbox.writes(), [])

    def test_an_apply_is_refused_while_another_one_runs(self):
        self.hold("muster (pid 7)")
        done = self.expect(1, "apply", "-f", self.manifests, "--yes")
        self.assertIn("muster (pid 7) writes to it at this moment; wait until it has ended", done.stderr)

    def test_a_plan_says_that_an_apply_is_under_way(self):
        self.hold("muster (pid 7)")
        done = self.expect(2, "plan", "-f", self.manifests)
        self.assertIn("gws-sandbox: an apply is under way, by muster (pid 7)", done.stderr)

    def test_every_write_is_in_the_audit_trail_and_a_cut_tail_shows(self):
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        log = self.run_audit(0, "log")
        self.assertIn(BO, log.stdout)
        self.assertIn("verified", log.stdout)
        records = json.loads(self.run_audit(0, "why", BO, "--output", "json").stdout)["records"]
        self.assertIn("lastName", [field["path"] for record in records for field in record["fields"]])
        self.assertIn("unbroken", self.run_audit(0, "verify").stdout)
        heads = self.state.parent / "audit.heads"
        document = json.loads(heads.read_text())
        document["heads"][0]["number"] += 1
        heads.write_text(json.dumps(document))
        self.assertIn("the tail was cut", self.run_audit(1, "verify").stdout)

    def test_a_system_that_moved_waits_for_rebind(self):
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.assertIn("bound to that already", self.run_rebind(0, "--yes").stderr)
        systems = self.manifests / "systems.yaml"
        systems.write_text(systems.read_text().replace("127.0.0.1", "localhost"))
        self.write("people.yaml", self.user(BO, lastName="Lindqvist"))
        self.expect(3, "apply", "-f", self.manifests, "--yes")
        done = self.run_rebind(0, "--yes")
        self.assertIn("was bound to genesys-gws at http://127.0.0.1", done.stdout)
        self.assertIn("leads to     genesys-gws at http://localhost", done.stdout)
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.assertIn("bound to genesys-gws at http://localhost", self.run_audit(0, "log").stdout)

    def test_rebind_does_not_act_without_being_told_to(self):
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.assertIn("add --yes", self.run_rebind(1).stderr)


if __name__ == "__main__":
    unittest.main()
