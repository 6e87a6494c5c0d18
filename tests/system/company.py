"""examples/full at `muster sandbox --company`: one organisation over all five systems."""
import json
import pathlib
import re
import shutil
import subprocess
import urllib.request

from muster_process import DEADLINE, MusterTest

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
SYSTEMS = {"genesys-gws": "gws-emea", "ameyo": "ameyo-emea", "webex": "webex-emea", "uccx": "uccx-emea",
           "cucm-uds": "cucm-emea"}


class CompanyTest(MusterTest):
    """The manifests of examples/full in a folder of their own, about a sandbox of their own."""

    vendor = None
    sandbox_options = ("--company",)

    def setUp(self):
        super().setUp()
        shutil.rmtree(self.manifests)
        shutil.copytree(EXAMPLES / "full", self.manifests)
        for provider, url in self.urls().items():
            self.move(provider, url)
        systems = self.manifests / "systems.yaml"
        systems.write_text(systems.read_text().replace("requestsPerMinute: 6000", "requestsPerMinute: 600000"))

    def urls(self):
        return {system["provider"]: system["url"] for system in self.sandbox.systems}

    def move(self, provider, url):
        """From now on that system is there."""
        systems = self.manifests / "systems.yaml"
        text, replaced = re.subn(rf"(provider: {provider}\n  url: )\S+", rf"\g<1>{url}", systems.read_text())
        self.assertEqual(replaced, 1, provider)
        systems.write_text(text)

    def change(self):
        """Somebody joins, somebody moves, somebody leaves."""
        subprocess.run(["git", "apply", EXAMPLES / "sandbox" / "joiner-mover-leaver.patch"], cwd=self.manifests,
                       check=True, env=self.environment(GIT_CEILING_DIRECTORIES=str(self.root)))
        for name, text in (("nova.stern", "first-day-only"), ("uds/nova.stern", "sandbox-only-nova.stern")):
            (self.manifests / "secrets" / name).write_text(text + "\n")

    def plan(self, code, *arguments):
        return json.loads(self.expect(code, "plan", "-f", self.manifests, "--output", "json", *arguments).stdout)

    def changed_systems(self, plan):
        return {system["system"] for system in plan["systems"] if system["changes"]}

    def ask(self, provider, what):
        with urllib.request.urlopen(f"{self.urls()[provider]}/_sandbox/{what}", timeout=DEADLINE) as answer:
            return json.load(answer)

    def post(self, provider, what, **body):
        request = urllib.request.Request(f"{self.urls()[provider]}/_sandbox/{what}", data=json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=DEADLINE) as answer:
            return json.load(answer)

    def writes(self, provider):
        """What was changed there, as (effect, name)."""
        return [(e["effect"], e.get("name", e.get("userName"))) for e in self.ask(provider, "log")["log"]
                if e["actor"] != "other"]
