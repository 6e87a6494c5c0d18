#!/usr/bin/env python3
"""Credentials that a system refused are not sent again: not by the next command, until they change or somebody asks."""
import collections
import json
import unittest

from company import SYSTEMS, CompanyTest

# How each system was asked with credentials, of one command that met a refusal.
DOORS = {
    "genesys-gws": ("gws", {"GET /me": 1}),
    "ameyo": ("ameyo", {"POST /session/userLogin": 1}),
    "webex": ("webex", {"GET /people/me": 1}),
    "uccx": ("uccx", {"GET /adminapi/resource": 1}),
    "cucm-uds": ("uds/carmen.abbot", {"GET /user/{id}": 1}),
}
ANONYMOUS = ("GET /diagnostics/version", "GET /options/", "GET /version")


class RefusedLogins(CompanyTest):
    def setUp(self):
        super().setUp()
        self.expect(0, "apply", "-f", self.manifests, "--yes")

    def sent(self, provider):
        requests = self.ask(provider, "counters")["requests"]
        return collections.Counter({name: count for name, count in requests.items() if not name.startswith(ANONYMOUS)})

    def asked_by(self, code, provider, *arguments):
        """What that command asked of the system with credentials."""
        before = self.sent(provider)
        done = self.expect(code, *arguments)
        after = self.sent(provider)
        self.said = done.stdout + done.stderr
        return after - before

    def plan_of(self, code, provider):
        selected = ("--system", SYSTEMS[provider])
        return self.asked_by(code, provider, "plan", "-f", self.manifests, *selected)

    def retry_login(self, system):
        return ("retry-login", "--system", system, "--state", self.state)

    def refuses(self, provider, code=1, others=None):
        """`others` is what is asked for everybody else."""
        others = others or collections.Counter()
        file, door = DOORS[provider]
        once = others + collections.Counter(door)
        secret = self.manifests / "secrets" / file
        right = secret.read_text()
        secret.write_text("not-the-secret\n")
        self.assertEqual(self.plan_of(code, provider), once)
        for _ in range(2):
            self.assertEqual(self.plan_of(code, provider), others, "the refused credentials were sent again")
            self.assertIn(f"`muster retry-login --system {SYSTEMS[provider]}`", self.said)
            self.assertNotIn("not-the-secret", self.said)
        self.assertFalse(self.asked_by(0, provider, *self.retry_login(SYSTEMS[provider])))
        self.assertIn(f"{SYSTEMS[provider]} refused before may be sent once more (1 login)", self.said)
        self.assertEqual(self.plan_of(code, provider), once, "somebody asked for another try")
        self.assertEqual(self.plan_of(code, provider), others)
        secret.write_text(right)
        self.assertGreater(self.plan_of(0, provider), once)
        secret.write_text("not-the-secret\n")
        self.assertEqual(self.plan_of(code, provider), once, "it has changed, and another one was good meanwhile")
        self.assertEqual(self.plan_of(code, provider), others)

    def test_of_genesys(self):
        self.refuses("genesys-gws")

    def test_of_ameyo(self):
        self.refuses("ameyo")

    def test_of_webex(self):
        self.refuses("webex")

    def test_of_uccx(self):
        self.refuses("uccx")

    def test_of_one_user_of_unified_cm(self):
        document = self.manifests / "teams" / "billing" / "carmen.abbot.yaml"
        text = document.read_text()
        document.unlink()
        others = self.plan_of(0, "cucm-uds")
        document.write_text(text)
        self.refuses("cucm-uds", 4, others)

    def meet_refusal(self):
        (self.manifests / "secrets" / "gws").write_text("not-the-secret\n")
        self.plan_of(1, "genesys-gws")

    def test_retry_login_that_finds_nothing_says_so(self):
        self.meet_refusal()
        self.assertIn("gws-emae", self.expect(1, *self.retry_login("gws-emae")).stderr)
        self.assertIn("exactly one --system", self.expect(1, "retry-login").stderr)
        elsewhere = self.root / "none.db"
        done = self.expect(1, "retry-login", "--system", "gws-emea", "--state", elsewhere)
        self.assertIn(f"nothing that gws-emea refused is remembered in {elsewhere}", done.stderr)
        self.assertFalse(elsewhere.exists())

    def test_retry_login_answers_in_json(self):
        self.meet_refusal()
        answer = json.loads(self.expect(0, *self.retry_login("gws-emea"), "--output", "json").stdout)
        self.assertEqual(answer, {"formatVersion": 1, "system": "gws-emea", "forgotten": 1})

    def test_a_lost_state_key_locks_nobody_out(self):
        right = (self.manifests / "secrets" / "gws").read_text()
        self.meet_refusal()
        self.state.with_suffix(".key").unlink()
        (self.manifests / "secrets" / "gws").write_text(right)
        self.expect(0, "apply", "-f", self.manifests, "--system", "gws-emea", "--yes")


if __name__ == "__main__":
    unittest.main()
