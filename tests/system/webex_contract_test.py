#!/usr/bin/env python3
"""A whole session with Webex keeps to Cisco's own OpenAPI document: Prism stands between muster and the simulator and
judges every request and every answer.

The document is $MUSTER_WEBEX_OPENAPI, or openapi/webex-subset.openapi.json in a folder beside the project. Prism is
$MUSTER_PRISM, or on the path, or a private copy that tests/prism installs. Exit 77: one of them cannot be had.
"""
import glob
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import unittest
import urllib.error
import urllib.request

from muster_process import DEADLINE, MusterTest
from musterd_process import skip, until

try:
    import yaml
except ImportError:
    skip("python3-yaml is not installed")

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What Prism says of a request or an answer that is not as the document has it.
COMPLAINT = re.compile(r"Violation|terminated with error|NO_PATH_MATCHED|UNPROCESSABLE")


def openapi():
    named = os.environ.get("MUSTER_WEBEX_OPENAPI")
    found = [named] if named else sorted(glob.glob(str(ROOT.parent / "*" / "openapi" / "webex-subset.openapi.json")))
    if not found or not pathlib.Path(found[0]).is_file():
        skip("there is no OpenAPI document of Webex; name it with MUSTER_WEBEX_OPENAPI")
    return found[0]


def prism():
    named = os.environ.get("MUSTER_PRISM") or shutil.which("prism")
    if named:
        return named
    try:
        done = subprocess.run([ROOT / "tests" / "prism"], capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        skip("Prism could not be installed in time; install it with tests/prism")
    if done.returncode != 0:
        skip("Prism cannot be installed: " + done.stderr.strip().splitlines()[-1])
    return done.stdout.strip()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def mail(name):
    return f"{name}@acme.example"


def document(kind, name, **spec):
    return {"apiVersion": "muster/v1", "kind": kind, "metadata": {"system": "webex-sandbox", "name": mail(name)},
            "spec": spec}


class Judge:
    """`prism proxy` in front of a sandbox."""

    def __init__(self, log, upstream):
        self.log = log
        self.url = f"http://127.0.0.1:{free_port()}"
        command = [PRISM, "proxy", "--errors", "--host", "127.0.0.1", "--port", self.url.rsplit(":", 1)[1], DOCUMENT,
                   upstream]
        with open(log, "wb") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        until(lambda: "Prism is listening" in self.said() or self.process.poll() is not None, "Prism listens",
              show=self.said)

    def said(self):
        return self.log.read_text(errors="replace")

    def complaints(self):
        return [line for line in self.said().splitlines() if COMPLAINT.search(line)]

    def forwarded(self):
        """Method and path of each request that reached the simulator."""
        return re.findall(r'Forwarding "(\w+)" request to http://[^/]+/v1([^?\s]*?)(?:\?\S*?)?\.\.\.', self.said())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=DEADLINE)


class Contract(MusterTest):
    vendor = "webex"

    def setUp(self):
        super().setUp()
        self.judge = Judge(self.root / "prism.log", self.sandbox.url + "/v1")
        self.addCleanup(self.judge.stop)
        self.write("systems.yaml", json.dumps({
            "apiVersion": "muster/v1", "kind": "System", "metadata": {"name": "webex-sandbox"},
            "spec": {"provider": "webex", "url": self.judge.url, "credentials": {"token": {"file": "webex-token"}},
                     "settings": {"basePath": "", "roleWrites": "people", "visibilityDelay": "0s"},
                     "budget": {"requestsPerMinute": 60000, "share": "100%", "concurrency": 8},
                     "guards": {"maxRemovals": 100, "maxMemberRemovals": 100}}}))

    def documents(self):
        """What is live, by kind, tier and name."""
        self.export()
        documents = yaml.safe_load_all((self.manifests / "webex-sandbox.yaml").read_text())
        return {(d["kind"], d["spec"].get("tier"), d["metadata"]["name"].split("@")[0]): d for d in documents if d}

    def edit(self, documents):
        """In each tier one supervisor with other agents, one gone and one new; and two people with other roles."""
        def supervisor(tier, name):
            return documents[("SupervisorAssignment", tier, name)]

        for tier, changed, leaves, comes, gone, new, agents in (
                ("basic", "soren.dahl", "viktor.stam", "lena.ibarra", "pavel.ober", "greta.holm",
                 ("luis.barros", "elif.aydin")),
                ("customerAssist", "mira.kos", "bo.lind", "jonas.wirth", "ada.moreau", "zoe.amari",
                 ("ilka.brandt", "nuru.okafor"))):
            theirs = supervisor(tier, changed)["spec"]["agents"]
            theirs[theirs.index(mail(leaves))] = mail(comes)
            supervisor(tier, gone)["metadata"]["ensure"] = "absent"
            documents[("SupervisorAssignment", tier, new)] = document(
                "SupervisorAssignment", new, tier=tier, agents=[mail(agent) for agent in agents])
        for name, roles in (("petra.vance", ["User Administrator"]),
                            ("sami.toivola", ["Read-only Administrator", "Device Administrator"])):
            documents[("RoleAssignment", None, name)] = document("RoleAssignment", name, roles=roles)
        self.write("webex-sandbox.yaml", "".join(f"---\n{json.dumps(each)}\n" for each in documents.values()))

    def test_a_session_keeps_to_the_document(self):
        documents = self.documents()
        self.expect(0, "plan", "-f", self.manifests)
        self.edit(documents)
        self.expect(2, "plan", "-f", self.manifests)
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.expect(0, "plan", "-f", self.manifests)
        self.assertEqual(self.judge.complaints(), [])
        forwarded = self.judge.forwarded()
        self.assertGreater(len(forwarded), 40)
        for method, place in (("post", "/supervisors"), ("put", "/supervisors/"), ("put", "/people/")):
            self.assertTrue([path for verb, path in forwarded if verb == method and place in path], (method, place))

    def test_a_breach_would_be_found(self):
        """A request without what is required, and a path that the document does not have."""
        for path in ("/telephony/config/supervisors/x", "/nothing"):
            before = len(self.judge.complaints())
            request = urllib.request.Request(self.judge.url + path, data=b'{"agents": [{"id": "x"}]}', method="PUT",
                                             headers={"Content-Type": "application/json", "Authorization": "Bearer x"})
            with self.assertRaises(urllib.error.HTTPError):
                urllib.request.urlopen(request, timeout=DEADLINE)
            until(lambda: len(self.judge.complaints()) > before, "Prism complains", show=self.judge.said)


if __name__ == "__main__":
    DOCUMENT, PRISM = openapi(), prism()
    unittest.main()
