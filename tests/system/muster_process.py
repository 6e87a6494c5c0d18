"""Runs muster and its sandbox as a user would. $MUSTER is the program."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest
import urllib.request

MUSTER = os.environ.get("MUSTER", "muster")
GOLDEN = pathlib.Path(__file__).resolve().parent / "golden"
DEADLINE = 60  # seconds after which something hangs; nothing waits that long


class Sandbox:
    """`muster sandbox` of one vendor (None: of all), with its System documents in a folder."""

    def __init__(self, folder, *options, vendor="genesys-gws"):
        self.folder = folder
        vendors = ("--vendor", vendor) if vendor else ()
        self.process = subprocess.Popen(
            [MUSTER, "sandbox", *vendors, "--write", str(folder), "--output", "json", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.systems = self._read_systems()["systems"]
        self.system = self.systems[0]
        self.url = self.system["url"]

    def _read_systems(self):
        text = ""
        for line in self.process.stdout:
            text += line
            try:
                return json.loads(text)
            except json.JSONDecodeError:
                continue
        raise AssertionError("the sandbox did not start: " + self.process.stderr.read())

    def post(self, what, **body):
        request = urllib.request.Request(f"{self.url}/_sandbox/{what}", data=json.dumps(body).encode(), method="POST",
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=DEADLINE) as answer:
            return json.load(answer)

    def get(self, what):
        with urllib.request.urlopen(f"{self.url}/_sandbox/{what}", timeout=DEADLINE) as answer:
            return json.load(answer)

    def writes(self):
        """Changes that muster made, as (effect, userName)."""
        return [(e["effect"], e["userName"]) for e in self.get("log")["log"] if e["actor"] != "other"]

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=DEADLINE)
        finally:
            self.process.stdout.close()
            self.process.stderr.close()


class MusterTest(unittest.TestCase):
    """A folder of manifests, a state of its own and one sandbox for each test."""

    vendor = "genesys-gws"
    sandbox_options = ()

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="muster-system-"))
        self.addCleanup(shutil.rmtree, self.root)
        self.manifests = self.root / "manifests"
        self.state = self.root / "state" / "state.db"
        self.sandbox = Sandbox(self.manifests, *self.sandbox_options, vendor=self.vendor)
        self.addCleanup(self.sandbox.stop)

    def environment(self, **extra):
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "XDG_STATE_HOME")}
        return {**kept, "HOME": str(self.root), "TERM": "xterm", **extra}

    def run_muster(self, *arguments, environment=None):
        return subprocess.run([MUSTER, *map(str, arguments)], capture_output=True, text=True, timeout=DEADLINE,
                              stdin=subprocess.DEVNULL, cwd=self.root, env=environment or self.environment())

    def muster(self, command, *arguments, **named):
        """A command about the manifests, with this test's state."""
        if command in ("plan", "apply"):
            arguments = ("--state", self.state, *arguments)
        return self.run_muster(command, *arguments, **named)

    def expect(self, code, command, *arguments, **named):
        done = self.muster(command, *arguments, **named)
        self.assertEqual(done.returncode, code, f"muster {command}\n{done.stdout}\n{done.stderr}")
        return done

    def write(self, name, text):
        (self.manifests / name).write_text(text)

    def user(self, name, **spec):
        """A User document, in JSON, which is YAML too."""
        extra = spec.pop("metadata", {})
        return "---\n" + json.dumps({"apiVersion": "muster/v1", "kind": "User",
                                     "metadata": {"system": "gws-sandbox", "name": name, **extra}, "spec": spec}) + "\n"

    def export(self):
        self.expect(0, "export", "-f", self.manifests, "--out", self.manifests)

    def matches_golden(self, text, name):
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        self.assertEqual(text, path.read_text() if path.exists() else "(no golden file)")
