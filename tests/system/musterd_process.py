"""Runs musterd as a service manager would, and talks to it as its users do. $MUSTERD is the program."""
import base64
import contextlib
import hashlib
import http.client
import json
import os
import pathlib
import re
import secrets
import signal
import socket
import subprocess
import sys
import time

from muster_process import DEADLINE, MusterTest, Sandbox

MUSTERD = os.environ.get("MUSTERD", "musterd")
STEP = 0.02  # between two looks at something that is about to happen


def skip(why):
    """Ends the script as one that could not run here."""
    print(f"skipped: {why}")
    sys.exit(77)


def until(holds, what, seconds=DEADLINE, show=lambda: ""):
    """Waits until `holds()` is true and returns what it gave; fails with `what` at the deadline."""
    end = time.monotonic() + seconds
    while True:
        found = holds()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what}\n{show()}")
        time.sleep(STEP)


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=DEADLINE)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode()

    def json(self):
        return json.loads(self.text)


def ask(connection, method, path, body=None, headers=None):
    headers = dict(headers or {})
    if body is not None:
        body = json.dumps(body)
        headers.setdefault("Content-Type", "application/json")
    with contextlib.closing(connection):
        connection.request(method, path, body, headers)
        return Answer(connection.getresponse())


class Token:
    """A bearer token, and how musterd.yaml knows it."""

    def __init__(self, name, role):
        self.text = secrets.token_hex(32)
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        self.entry = {"name": name, "role": role, "sha256": digest}
        self.headers = {"Authorization": f"Bearer {self.text}"}


class Musterd:
    """One installation: its musterd.yaml, state and socket. Starts and ends the process as often as asked."""

    def __init__(self, folder, manifests, environment):
        self.folder = pathlib.Path(folder)
        self.config_file = self.folder / "musterd.yaml"
        self.log_file = self.folder / "musterd.log"
        self.socket = self.folder / "musterd.sock"
        self.state = self.folder / "state" / "state.db"
        self.environment = environment
        self.process = None
        self.spec = {"source": {"directory": str(manifests)}, "interval": "10s", "mode": "observe",
                     "listen": {"socket": str(self.socket), "address": "127.0.0.1:0"}, "state": str(self.state),
                     "secrets": {"folders": [str(manifests)]}}

    def configure(self, **changes):
        """musterd.yaml with these keys of its spec changed; JSON is YAML."""
        self.spec.update(changes)
        document = {"apiVersion": "muster/v1", "kind": "Daemon", "spec": self.spec}
        new = self.config_file.with_suffix(".new")
        new.write_text(json.dumps(document, indent=2) + "\n")
        new.rename(self.config_file)

    def start(self, ready=True, **changes):
        if changes or not self.config_file.exists():
            self.configure(**changes)
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen([MUSTERD, "--config", str(self.config_file)], stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, env=self.environment, cwd=self.folder)
        if ready:
            self.wait_ready()
        return self

    def wait_ready(self):
        until(lambda: not self.is_running() or self.is_ready(), "musterd is ready", show=self.log_text)
        if not self.is_running():
            raise AssertionError(f"musterd ended with {self.process.returncode}\n{self.log_text()}")

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def is_ready(self):
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.get("/readyz").status == 200
        return False

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self):
        """SIGTERM; the exit code. The contract allows it 10 s."""
        if not self.is_running():
            return None if self.process is None else self.process.returncode
        self.process.terminate()
        return self.process.wait(timeout=DEADLINE)

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=DEADLINE)

    def end(self):
        """However a test ended."""
        if self.is_running():
            self.process.send_signal(signal.SIGCONT)
            self.kill()

    # What it answers: by its socket, where everything is allowed, or by TCP.
    def get(self, path):
        return ask(UnixConnection(self.socket), "GET", path)

    def post(self, path, **body):
        return ask(UnixConnection(self.socket), "POST", path, body)

    def tcp_port(self):
        """The port of its listener: the only TCP socket that it listens on."""
        mine = set()
        for each in pathlib.Path(f"/proc/{self.process.pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                mine.update(re.findall(r"^socket:\[(\d+)\]$", os.readlink(each)))
        for line in pathlib.Path(f"/proc/{self.process.pid}/net/tcp").read_text().splitlines()[1:]:
            field = line.split()
            if field[3] == "0A" and field[9] in mine:
                return int(field[1].split(":")[1], 16)
        raise AssertionError("musterd does not listen on TCP")

    def by_tcp(self, method, path, token=None, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.tcp_port(), timeout=DEADLINE)
        return ask(connection, method, path, body, {**(token.headers if token else {}), **(headers or {})})

    def status(self):
        return self.get("/api/v1/status").json()

    def system(self, name="gws-sandbox"):
        for each in self.status()["systems"]:
            if each["name"] == name:
                return each
        return None

    def state_of(self, name="gws-sandbox"):
        system = self.system(name)
        return system["state"] if system else None

    def metric(self, name):
        """The samples of one metric, {labels: value}."""
        text = self.get("/metrics").text
        return {labels or "": float(value)
                for labels, value in re.findall(rf"^{name}(\{{.*\}})? (\S+)$", text, re.MULTILINE)}

    def wait_converged(self, name="gws-sandbox", commit=None, seconds=DEADLINE):
        """Everything is as the manifests in force ask, seen by a full pass over them."""
        def settled():
            if not self.socket.exists():
                return False
            status = self.status()
            if status["brokenCommit"] or (commit and status["commit"] != commit):
                return False
            found = [s for s in status["systems"] if s["name"] == name]
            return bool(found) and found[0]["state"] == "converged" and found[0]["appliedCommit"] == status["commit"]
        until(settled, f"{name} converges", seconds, lambda: self.get("/api/v1/status").text + self.log_text()[-6000:])

    def commit(self):
        return self.status()["commit"]

    def wait_commit(self, after):
        """Another state of the manifests than `after` is in force."""
        until(lambda: self.commit() not in (None, after), "the new manifests are in force", show=self.log_text)

    def log_text(self):
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""


class MusterdTest(MusterTest):
    """A sandbox, a folder of manifests and one installation of musterd for each test."""

    daemon_options = {}
    system_settings = {"visibilityDelay": "0s"}
    open_guards = False  # for tests that change more people than any guard should let pass

    def setUp(self):
        super().setUp()
        self.write_system()
        self.state_folder = self.root / "state"
        self.musterd = Musterd(self.root, self.manifests, self.environment())
        self.musterd.configure(**self.daemon_options)
        self.addCleanup(self.musterd.end)

    def system_document(self, **spec):
        password = self.manifests / "gws-password"
        document = {"provider": "genesys-gws", "url": self.sandbox.url, "settings": self.system_settings,
                    "credentials": {"username": self.sandbox.system["username"], "password": {"file": password.name}},
                    "budget": {"requestsPerMinute": 60000, "share": "100%", "concurrency": 8}}
        if self.open_guards:
            every = {"share": "100%", "number": 10000}
            document["guards"] = {"maxRemovals": every, "maxUpdates": every, "maxMemberRemovals": every}
        return {"apiVersion": "muster/v1", "kind": "System", "metadata": {"name": "gws-sandbox"},
                "spec": {**document, **spec}}

    def write_system(self, **spec):
        self.replace("systems.yaml", json.dumps(self.system_document(**spec), indent=2) + "\n")

    def replace(self, name, text):
        """As an editor or git would: the new file appears whole."""
        new = self.root / (name + ".new")
        new.write_text(text)
        new.rename(self.manifests / name)

    def audit(self, *arguments):
        return self.run_muster("audit", *arguments, "--state", self.musterd.state)


def sign_in(sandbox, username, password):
    """The HTTP status that the simulated vendor gives to these credentials."""
    login = base64.b64encode(f"{username}:{password}".encode()).decode()
    host = sandbox.url.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=DEADLINE)
    return ask(connection, "GET", "/api/v2/me", headers={"Authorization": f"Basic {login}"}).status


__all__ = ["Musterd", "MusterdTest", "Sandbox", "Token", "ask", "sign_in", "skip", "until"]
