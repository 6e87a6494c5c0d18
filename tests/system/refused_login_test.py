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
        retry = ("retry-login", "--system", SYSTEMS[provider], "-f", self.manifests, "--state", self.state)
        self.assertFalse(self.asked_by(0, provider, *retry))
        self.assertIn(f"{SYSTEMS[provider]} refused before may be sent once more", self.said)
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

    def test_retry_login_names_a_system_that_there_is(self):
        done = self.expect(1, "retry-login", "--system", "gws-emae", "-f", self.manifests)
        self.assertIn("gws-emae", done.stderr)
        self.assertIn("exactly one --system", self.expect(1, "retry-login", "-f", self.manifests).stderr)

    def test_retry_login_answers_in_json(self):
        asked = ("retry-login", "--system", "gws-emea", "-f", self.manifests, "--output", "json", "--state")
        for state, forgotten in ((self.state, True), (self.root / "none.db", False)):
            answer = json.loads(self.expect(0, *asked, state).stdout)
            self.assertEqual(answer, {"formatVersion": 1, "system": "gws-emea", "forgotten": forgotten})
        self.assertFalse((self.root / "none.db").exists())


if __name__ == "__main__":
    unittest.main()
