#!/usr/bin/env python3
"""One of five systems is down, slow or refuses: the others are planned and applied as if nothing was."""
import socket
import time
import unittest

from company import SYSTEMS, CompanyTest


def closed_port():
    """A port on which nobody listens, and nobody else can, for as long as the socket lives."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    return taken


class FiveSystems(CompanyTest):
    def setUp(self):
        super().setUp()
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.start = {provider: len(self.writes(provider)) for provider in SYSTEMS}
        self.change()

    def since(self, provider):
        return sorted(self.writes(provider)[self.start[provider]:])

    def missing_systems(self, plan):
        return {each["system"] for each in plan["missing"]}

    def others_are_done(self, without):
        """All but that system are as the manifests ask."""
        for provider in SYSTEMS:
            self.assertEqual(bool(self.since(provider)), provider != without, provider)
        systems = [system for provider, system in SYSTEMS.items() if provider != without]
        selected = [word for system in systems for word in ("--system", system)]
        self.expect(0, "plan", "-f", self.manifests, *selected)


class Down(FiveSystems):
    def goes_on_without(self, provider):
        taken = closed_port()
        self.addCleanup(taken.close)
        self.move(provider, f"http://127.0.0.1:{taken.getsockname()[1]}")
        plan = self.plan(1)
        self.assertEqual(self.missing_systems(plan), {SYSTEMS[provider]})
        self.assertEqual(self.changed_systems(plan), set(SYSTEMS.values()) - {SYSTEMS[provider]})
        self.expect(1, "apply", "-f", self.manifests, "--yes")
        self.others_are_done(provider)
        self.move(provider, self.urls()[provider])
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.expect(0, "plan", "-f", self.manifests)

    def test_all_goes_on_without_genesys(self):
        self.goes_on_without("genesys-gws")

    def test_all_goes_on_without_ameyo(self):
        self.goes_on_without("ameyo")

    def test_all_goes_on_without_webex(self):
        self.goes_on_without("webex")

    def test_all_goes_on_without_uccx(self):
        self.goes_on_without("uccx")

    def test_all_goes_on_without_unified_cm(self):
        self.goes_on_without("cucm-uds")


class Refusing(FiveSystems):
    def refuses(self, provider, secret):
        (self.manifests / "secrets" / secret).write_text("not-the-secret\n")
        plan = self.plan(1)
        self.assertEqual(self.missing_systems(plan), {SYSTEMS[provider]})
        self.assertNotIn("not-the-secret", str(plan))
        self.expect(1, "apply", "-f", self.manifests, "--yes")
        self.others_are_done(provider)

    def test_all_goes_on_where_genesys_refuses_the_login(self):
        self.refuses("genesys-gws", "gws")

    def test_all_goes_on_where_ameyo_refuses_the_login(self):
        self.refuses("ameyo", "ameyo")

    def test_all_goes_on_where_webex_refuses_the_token(self):
        self.refuses("webex", "webex")

    def test_all_goes_on_where_uccx_refuses_the_login(self):
        self.refuses("uccx", "uccx")

    def test_one_user_of_unified_cm_who_is_refused_stops_nobody_else(self):
        (self.manifests / "secrets" / "uds" / "nova.stern").write_text("not-the-secret\n")
        plan = self.plan(4)
        self.assertEqual(self.missing_systems(plan), {"cucm-emea"})
        self.assertIn("nova.stern", str(plan["missing"]))
        self.expect(4, "apply", "-f", self.manifests, "--yes")
        written = {name.split("/")[0] for _, name in self.since("cucm-uds")}
        self.assertIn("carmen.abbot", written)
        self.assertNotIn("nova.stern", written)


class Slow(FiveSystems):
    def applied(self):
        """What is written on each system, and how long it takes until all but UCCX have it."""
        started = time.time()
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        last = max(each["at"] for provider in SYSTEMS if provider != "uccx" for each in self.ask(provider, "log")["log"])
        return {provider: sorted(self.writes(provider)) for provider in SYSTEMS}, last / 1000 - started

    def test_all_others_write_what_they_would_without_a_slow_one_beside_them(self):
        runs = []
        for latency in (0, 100):
            for provider in SYSTEMS:
                self.post(provider, "reset")
            self.state = self.root / "state" / f"{latency}.db"
            self.post("uccx", "faults", kinds=["latency"], rate=int(latency > 0), latencyMs=latency)
            runs.append(self.applied())
        (usual, alone), (beside, slowed) = runs
        self.assertEqual(beside, usual)
        print(f"beside a slow system the others are done in {slowed / alone:.2f} x the time", flush=True)


if __name__ == "__main__":
    unittest.main()
