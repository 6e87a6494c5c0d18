#!/usr/bin/env python3
"""Secrets planted by every kind of reference arrive at the vendor and are found nowhere else.

Each secret is a random value. Everything that muster prints, logs, answers, keeps or is started with is searched for
all of them, plain and in the encodings in which they could hide.
"""
import base64
import contextlib
import json
import pathlib
import secrets
import signal
import unittest
import urllib.parse

from musterd_process import MusterdTest, Token, sign_in, until

KINDS = ("file", "env", "credential", "exec")


class Canary:
    """A secret with characters that every encoding has to write differently."""

    def __init__(self, name):
        self.name = name
        self.value = f"c\u00e4n+{secrets.token_hex(12)}/\"&%="

    def forms(self):
        """The encodings of the value, and its random middle, which most of them leave as it is."""
        raw = self.value.encode()
        middle = self.value[4:28].encode()
        found = {raw, middle, middle.upper(), urllib.parse.quote(self.value, safe="").encode(), raw.hex().encode(),
                 json.dumps(self.value)[1:-1].encode(), base64.b16encode(middle), middle[::-1],
                 middle.decode().encode("utf-16-le")}
        for text in (raw, middle):
            found |= base64_inside(text)
        return found


def base64_inside(text):
    """What base64 of anything that contains `text` must contain, for each of the three places it can begin at."""
    forms = set()
    for lead in range(3):
        encoded = base64.b64encode(b"\0" * lead + text)
        whole = encoded[-(-lead * 8 // 6):-4]
        forms |= {whole, whole.replace(b"+", b"-").replace(b"/", b"_")}
    return forms


class Canaries(MusterdTest):
    open_guards = True

    def setUp(self):
        super().setUp()
        self.canaries = {}
        self.seen = {}  # where -> bytes
        self.account = self.sandbox.system["username"]
        self.credentials = self.root / "credentials"
        self.credentials.mkdir()
        self.extra = {"CREDENTIALS_DIRECTORY": str(self.credentials)}

    def plant(self, kind, name):
        """A new secret where a reference of this kind finds it; the reference."""
        canary = Canary(f"{kind} of {name}")
        self.canaries[canary.name] = canary
        place = name.upper().replace(".", "_").replace("-", "_")
        if kind == "env":
            self.extra[place] = canary.value
            return canary, {"env": place}
        if kind == "credential":
            (self.credentials / name).write_text(canary.value)
            return canary, {"credential": name}
        path = self.manifests / f"{name}-{kind}"
        path.write_text(canary.value + "\n")
        path.chmod(0o600)
        return canary, {"file": path.name} if kind == "file" else {"exec": ["/bin/cat", str(path)]}

    def environment(self, **extra):
        return super().environment(**getattr(self, "extra", {}), **extra)

    def note(self, where, what):
        self.seen.setdefault(where, b"")
        self.seen[where] += what if isinstance(what, bytes) else what.encode()

    def run_muster(self, *arguments, environment=None):
        """Every command's output is searched."""
        done = super().run_muster(*arguments, environment=environment)
        self.note("muster " + arguments[0], done.stdout + done.stderr)
        return done

    def search(self):
        for path in self.root.rglob("*"):
            if path.is_file() and self.manifests not in path.parents and self.credentials not in path.parents:
                self.note(f"file {path.relative_to(self.root)}", path.read_bytes())
        self.assertTrue(any("state.db" in where for where in self.seen), sorted(self.seen))
        found = [f"{canary.name} in {where}: {form!r}" for canary in self.canaries.values()
                 for form in canary.forms() for where, what in self.seen.items() if form in what]
        self.assertEqual(found, [])

    def note_process(self, process):
        """Command line of that process and all that it started."""
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                parent = int(folder.joinpath("stat").read_text().rsplit(")", 1)[1].split()[1])
                if process.pid in (int(folder.name), parent):
                    self.note("command lines", folder.joinpath("cmdline").read_bytes() + b"\n")

    def set_vendor_password(self, value):
        """The vendor knows muster's own account by this password from now on."""
        self.sandbox.post("second-admin", userName=self.account, password=value)
        self.assertEqual(sign_in(self.sandbox, self.account, value), 200)

    def use_credential(self, kind):
        canary, reference = self.plant(kind, "system-" + kind)
        self.write_system(credentials={"username": self.account, "password": reference})
        return canary

    def plant_people(self, batch):
        """One person for each kind of reference; {login: canary}."""
        people, documents = {}, []
        for kind in KINDS:
            login = f"{batch}.{kind}@acme.example"
            people[login], reference = self.plant(kind, f"{batch}-{kind}")
            documents.append(self.user(login, firstName="C", lastName="N", roles=["ROLE_AGENT"], password=reference))
        self.replace(f"{batch}.yaml", "".join(documents))
        return people

    def check_arrived(self, people):
        """The vendor lets each of them in by the secret; otherwise this test would find nothing because nothing was."""
        for login, canary in people.items():
            self.assertIn(("created", login), self.sandbox.writes())
            self.assertEqual(sign_in(self.sandbox, login, canary.value), 200, login)
            self.assertNotEqual(sign_in(self.sandbox, login, "another"), 200, login)

    def configure_secrets(self):
        key, _ = self.plant("file", "state-key")
        key.value = secrets.token_hex(32)  # the one secret with a form of its own
        (self.manifests / "state-key-file").write_text(key.value + "\n")
        self.musterd.configure(secrets={"folders": [str(self.manifests)], "exec": True}, logLevel="debug",
                               stateKey={"file": str(self.manifests / "state-key-file")})

    def test_a_copy_of_a_secret_is_found_in_each_encoding(self):
        """The search itself: it must not be blind."""
        canary = Canary("planted")
        for place in (canary.value, f"x{canary.value}", json.dumps({"a": canary.value}),
                      base64.b64encode(f"svc:{canary.value}".encode()).decode(),
                      base64.b64encode(f"sv:{canary.value}zz".encode()).decode(),
                      base64.urlsafe_b64encode(f"s:{canary.value}".encode()).decode(),
                      urllib.parse.quote(canary.value), canary.value.encode().hex(), canary.value[4:28].upper()):
            self.assertTrue(any(form in place.encode() for form in canary.forms()), place)
        self.assertFalse(any(form in secrets.token_hex(4000).encode() for form in canary.forms()))

    def test_the_command_line_leaves_no_secret_anywhere(self):
        self.configure_secrets()
        shared = ("-f", self.manifests, "--config", self.musterd.config_file)
        stated = (*shared, "--state", self.musterd.state)
        for kind in KINDS:
            credential = self.use_credential(kind)
            rejected = self.muster_plan(stated, "text")
            self.assertIn(rejected.returncode, (1, 4), "a password that the vendor does not know is refused")
            self.set_vendor_password(credential.value)
            if pathlib.Path(self.musterd.state).exists():  # without a state nothing is remembered
                self.retry_login("--config", self.musterd.config_file, "--state", self.musterd.state)
            people = self.plant_people(f"cli{KINDS.index(kind)}")
            for command in (("validate", *shared), ("unmanaged", *shared), ("export", *shared)):
                done = self.run_muster(*command, "--log-level", "debug")
                self.assertEqual(done.returncode, 0, f"{command}\n{done.stderr}")
            for output in ("text", "json"):
                self.assertEqual(self.muster_plan(stated, output).returncode, 2)
            saved = self.root / f"{kind}.plan"
            self.assertEqual(self.muster_plan(stated, "text", "--out", saved).returncode, 2)
            applied = self.run_muster("apply", saved, "--config", self.musterd.config_file, "--state",
                                      self.musterd.state, "--yes", "--log-level", "debug")
            self.assertEqual(applied.returncode, 0, applied.stdout + applied.stderr)
            self.check_arrived(people)
        for question in (("log",), ("log", "--output", "json"), ("why", "cli0.env@acme.example"), ("verify",)):
            self.assertEqual(self.audit(*question).returncode, 0, question)
        self.search()

    def muster_plan(self, arguments, output, *more):
        return self.run_muster("plan", *arguments, "--output", output, "--log-level", "debug", *more)

    def test_the_daemon_leaves_no_secret_anywhere(self):
        self.configure_secrets()
        token = Token("grafana", "read")
        self.canaries["token"] = canary = Canary("API token")
        canary.value = token.text
        self.musterd.configure(mode="enforce", tokens=[token.entry])
        batches = []
        for kind in KINDS:
            credential = self.use_credential(kind)
            batches.append(self.plant_people(f"daemon{KINDS.index(kind)}"))
            self.musterd.environment = self.environment()  # an env reference is read from the daemon's own
            self.musterd.start(ready=False)
            until(lambda: self.musterd.socket.exists() and self.musterd.status()["systems"]
                  and self.musterd.system()["error"], "the wrong credential is refused", show=self.musterd.log_text)
            self.note_answers(token)
            self.set_vendor_password(credential.value)
            self.retry_login("--config", self.musterd.config_file)
            self.musterd.signal(signal.SIGHUP)
            self.musterd.wait_converged()
            self.note_answers(token)
            self.assertEqual(self.musterd.stop(), 0)
        for people in batches:
            self.check_arrived(people)
        self.audit("log")
        self.assertIn(b"event=step_finished", self.musterd.log_file.read_bytes())
        self.search()

    def retry_login(self, *arguments):
        """A refused credential is not sent again until it changes; here the vendor changed."""
        done = self.run_muster("retry-login", "--system", "gws-sandbox", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)

    def note_answers(self, token):
        self.note_process(self.musterd.process)
        for path in ("/metrics", "/healthz", "/readyz", "/api/v1/status", "/api/v1/events", "/nothing"):
            self.note("API", self.musterd.get(path).text)
            self.note("API", self.musterd.by_tcp("GET", path, token).text)
        self.run_muster("status", "--config", self.musterd.config_file)
        self.run_muster("status", "--config", self.musterd.config_file, "--output", "json")


if __name__ == "__main__":
    unittest.main(verbosity=2)
