#!/usr/bin/env python3
"""The manifest schemas and the loader accept the same documents. Exit 77: python3-jsonschema or python3-yaml is missing."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

try:
    import jsonschema
    import yaml
except ImportError:
    print("skipped: python3-jsonschema or python3-yaml is not installed")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
SYSTEM = """apiVersion: muster/v1
kind: System
metadata: {name: gws}
spec:
  provider: genesys-gws
  url: https://gws.acme.example
  credentials: {username: svc-muster, password: {env: GWS_PASSWORD}}
"""


class Loader(yaml.SafeLoader):
    """Reads !default as editors do: as an empty text."""


Loader.add_constructor("!default", lambda loader, node: "")


def user(spec, metadata=""):
    return f"apiVersion: muster/v1\nkind: User\nmetadata: {{system: gws, name: mira{metadata}}}\nspec: {spec}\n"


def assignment(rest):
    return f"apiVersion: muster/v1\nkind: RoleAssignment\nmetadata: {{system: gws, name: bo}}\n{rest}\n"


def system(lines):
    return SYSTEM + lines + "\n"


ACCEPTED = [
    user("{}"),
    user("{firstName: Mira, lastName: Kos, emailAddress: m@acme.example, enabled: true, roles: [ROLE_AGENT]}"),
    user("{enabled: !default }"),
    user("{roles: {include: [ROLE_AGENT]}}"),
    user("{roles: {include: [], exclude: [ROLE_ADMIN]}}"),
    user("{roles: [{name: ROLE_AGENT}], devices: ['3001']}"),
    user("{devices: []}"),
    user("{password: {file: pw/mira}, changePasswordOnFirstLogin: true}"),
    user("{}", ", labels: {team: billing}, protect: true, previously: [old]"),
    user("{}", ", ensure: absent, protect: false"),
    assignment("spec: {roles: [ROLE_ADMIN]}"),
    system(""),
    system("  budget: {requestsPerMinute: 300, share: 60%, concurrency: 8}"),
    system("  guards: {maxRemovals: 10%, maxUpdates: 20, maxMemberRemovals: {share: 1%, number: 0}, minAdmins: 2}"),
    system("  onDrift: correct\n  unmanaged: {action: disable, except: ['svc-*']}"),
    system("  defaults: {User: {enabled: true}, RoleAssignment: {}}"),
    system("  settings: {updateVerb: POST, visibilityDelay: 250ms, basePath: /x/y, adminRoles: [ROLE_ADMIN]}"),
    system("  tls: {caFile: ca.pem}\n  proxy: http://proxy:3128\n  allowPlaintext: true"),
]

REFUSED = [
    "[]\n",
    "apiVersion: muster/v2\nkind: User\nmetadata: {system: gws, name: a}\n",
    "apiVersion: muster/v1\nkind: Usr\nmetadata: {system: gws, name: a}\n",
    "apiVersion: muster/v1\nkind: Override\nmetadata: {system: gws, name: a}\n",
    "apiVersion: muster/v1\nkind: Team\nmetadata: {system: gws, name: a}\n",
    "apiVersion: muster/v1\nkind: User\nmetadata: {name: a}\n",
    "apiVersion: muster/v1\nkind: User\n",
    user("{rolse: []}"),
    user("{skills: [french]}"),
    user("{enabled: 'yes'}"),
    user("{firstName: 7}"),
    user("{firstName: ~}"),
    user("{roles: ROLE_AGENT}"),
    user("{roles: {}}"),
    user("{roles: {include: []}}"),
    user("{roles: [A, A]}"),
    user("{roles: [{name: A, validUntil: '2026-12-24'}]}"),
    user("{password: hunter2}"),
    user("{password: {file: a, env: B}}"),
    user("{password: {credential: x}}"),
    user("{password: {env: 'A B'}}"),
    user("{}", ", ensure: gone"),
    user("{}", ", ensure: absent, protect: true"),
    user("{}", ", labels: {team: 7}"),
    assignment("spec: {}"),
    assignment("spec: {roles: [A], enabled: true}"),
    system("  budget: {share: 60}"),
    system("  budget: {share: 0%}"),
    system("  budget: {concurrency: 0}"),
    system("  guards: {maxRemovals: 101%}"),
    system("  guards: {maxUpdates: {share: 10%}}"),
    system("  guards: {minAdmins: 0}"),
    system("  onDrift: fix"),
    system("  windows: []"),
    system("  defaults: {User: {rols: []}}"),
    system("  settings: {visibilityDelay: soon}"),
    system("  settings: {basePath: x/}"),
    system("  settings: {updateVerb: PATCH}"),
    system("  tls: {verify: false}"),
    system("  proxy: https://proxy"),
    SYSTEM.replace("https://gws.acme.example", "https://gws.acme.example/api"),
    SYSTEM.replace("{env: GWS_PASSWORD}", "hunter2"),
    SYSTEM.replace("username: svc-muster, ", ""),
    SYSTEM.replace("name: gws", "name: g ws"),
]


class ManifestSchemas(unittest.TestCase):
    def setUp(self):
        schema = json.loads((ROOT / "schemas" / "muster.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        self.judge = jsonschema.Draft202012Validator(schema)

    def loader_accepts(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder)
            (path / "document.yaml").write_text(text)
            if "kind: System" not in text:
                (path / "system.yaml").write_text(SYSTEM)
            done = subprocess.run([os.environ["MUSTER"], "validate", "-f", folder], capture_output=True, check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.returncode == 0

    def check(self, text, accepted):
        with self.subTest(text):
            self.assertEqual(self.judge.is_valid(yaml.load(text, Loader)), accepted, "schema")
            if "MUSTER" in os.environ:
                self.assertEqual(self.loader_accepts(text), accepted, "loader")

    def test_accept_what_the_loader_accepts(self):
        for text in ACCEPTED:
            self.check(text, True)

    def test_refuse_what_the_loader_refuses(self):
        for text in REFUSED:
            self.check(text, False)

    def test_are_schemas(self):
        for path in (ROOT / "schemas").glob("*.schema.json"):
            jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text()))


if __name__ == "__main__":
    unittest.main()
