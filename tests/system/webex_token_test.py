#!/usr/bin/env python3
"""A Webex app's tokens: renewed, kept in the state before they are used, and used by the next process."""
import json
import unittest

from muster_process import MusterTest
from musterd_process import Musterd, until

CREDENTIALS = {"clientId": "sandbox-only-client", "clientSecret": {"file": "client-secret"},
               "refreshToken": {"file": "first-refresh-token"}}
FIRST = "sandbox-only-refresh"


class TokenTest(MusterTest):
    vendor = "webex"

    def setUp(self):
        super().setUp()
        self.sandbox.post("quirks", rotation="at_once")  # an old refresh token is worth nothing
        self.write("client-secret", "sandbox-only-secret\n")
        self.write("first-refresh-token", FIRST + "\n")
        for secret in ("client-secret", "first-refresh-token"):
            (self.manifests / secret).chmod(0o600)
        self.write("systems.yaml", json.dumps({
            "apiVersion": "muster/v1", "kind": "System", "metadata": {"name": "webex-sandbox"},
            "spec": {"provider": "webex", "url": self.sandbox.url, "credentials": CREDENTIALS,
                     "settings": {"visibilityDelay": "0s"},
                     "budget": {"requestsPerMinute": 60000, "share": "100%", "concurrency": 8}}}))
        self.write("people.yaml", json.dumps({
            "apiVersion": "muster/v1", "kind": "RoleAssignment",
            "metadata": {"system": "webex-sandbox", "name": "bo.lind@acme.example"},
            "spec": {"roles": ["Read-only Administrator"]}}))

    def renewals(self):
        return self.sandbox.get("counters")["requests"].get("POST /access_token", 0)

    def assert_no_token_in(self, folder):
        for file in (each for each in folder.rglob("*") if each.is_file()):
            content = file.read_bytes()
            for secret in (FIRST, "sandbox-only-secret", "oauth-1"):
                self.assertNotIn(secret.encode(), content, file)


class CommandLine(TokenTest):
    def test_without_state_nothing_is_renewed(self):
        done = self.expect(1, "plan", "-f", self.manifests)
        self.assertIn("renewing the access token of webex-sandbox: there is no state", done.stdout + done.stderr)
        self.assertIn("--state", done.stdout + done.stderr)
        self.assertEqual(self.renewals(), 0)
        self.assertFalse(self.state.parent.exists())

    def test_one_renewal_serves_the_commands_that_follow(self):
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.expect(0, "plan", "-f", self.manifests)
        self.expect(0, "export", "-f", self.manifests, "--state", self.state)
        self.assertEqual(self.renewals(), 1)
        self.assert_no_token_in(self.state.parent)

    def test_short_lives_are_no_trouble(self):
        self.sandbox.post("quirks", rotation="at_once", tokenLifetime="1000")
        self.expect(0, "apply", "-f", self.manifests, "--yes")

        def again():
            self.expect(0, "plan", "-f", self.manifests)
            return self.renewals() >= 4
        until(again, "tokens are renewed by one command after the other")

    def test_another_configured_token_wins(self):
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.sandbox.post("reset")
        self.sandbox.post("quirks", rotation="at_once")
        refused = self.expect(1, "plan", "-f", self.manifests)
        self.assertIn("refused the tokens of sandbox-only-client", refused.stdout + refused.stderr)
        for secret in (FIRST, "sandbox-only-secret"):
            self.assertNotIn(secret, refused.stdout + refused.stderr)
        self.write("first-refresh-token", FIRST + "2\n")
        self.expect(1, "plan", "-f", self.manifests)  # of nobody, and it was tried in place of the kept one
        self.write("first-refresh-token", FIRST + "\n")
        self.expect(2, "plan", "-f", self.manifests)


class Daemon(TokenTest):
    def setUp(self):
        super().setUp()
        self.musterd = Musterd(self.root, self.manifests, self.environment())
        self.addCleanup(self.musterd.end)

    def test_the_daemon_and_a_plan_beside_it_share_the_tokens(self):
        self.musterd.start(mode="enforce")
        self.musterd.wait_converged("webex-sandbox")
        ends = self.musterd.metric("muster_secret_expiry_timestamp_seconds")
        self.assertEqual(list(ends), ['{system="webex-sandbox",secret="refresh"}'])
        self.expect(0, "plan", "-f", self.manifests)
        self.assertEqual(self.renewals(), 1)
        self.musterd.stop()
        self.musterd.start()
        self.musterd.wait_converged("webex-sandbox")
        self.assertEqual(self.renewals(), 1)
        self.assertEqual(self.musterd.metric("muster_secret_expiry_timestamp_seconds"), ends)
        self.assert_no_token_in(self.state.parent)


if __name__ == "__main__":
    unittest.main()
