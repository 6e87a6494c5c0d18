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
UDS_SYSTEM = """apiVersion: muster/v1
kind: System
metadata: {name: cucm}
spec:
  provider: cucm-uds
  url: https://cucm.acme.example
  credentials: {username: "{name}", password: {file: "uds/{name}"}}
"""
AMEYO_SYSTEM = """apiVersion: muster/v1
kind: System
metadata: {name: ameyo}
spec:
  provider: ameyo
  url: https://ameyo.acme.example
  credentials: {username: svc-muster, password: {env: AMEYO_PASSWORD}}
"""


class Loader(yaml.SafeLoader):
    """Reads !default as editors do, as an empty text, and dates as YAML 1.2 does, as texts."""


Loader.add_constructor("!default", lambda loader, node: "")
Loader.yaml_implicit_resolvers = {
    first: [each for each in known if each[0] != "tag:yaml.org,2002:timestamp"]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def user(spec, metadata=""):
    return f"apiVersion: muster/v1\nkind: User\nmetadata: {{system: gws, name: mira{metadata}}}\nspec: {spec}\n"


def assignment(rest):
    return f"apiVersion: muster/v1\nkind: RoleAssignment\nmetadata: {{system: gws, name: bo}}\n{rest}\n"


def settings(spec, metadata=""):
    head = f"apiVersion: muster/v1\nkind: UdsSettings\nmetadata: {{system: cucm, name: mkos{metadata}}}\n"
    return f"{head}spec: {spec}\n"


def ameyo_user(spec):
    return f"apiVersion: muster/v1\nkind: User\nmetadata: {{system: ameyo, name: mira}}\nspec: {spec}\n"


def exception(spec, metadata="{name: tonight}"):
    return f"apiVersion: muster/v1\nkind: Override\nmetadata: {metadata}\nspec: {spec}\n"


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
    user("{roles: [{name: A, validUntil: 2026-12-24}]}"),
    user("{roles: {include: [{name: A, validUntil: 2026-12-24T18:00:00+01:00}]}}"),
    user("{}", ", ensure: absent, urgent: true"),
    user("{}", ", urgent: false"),
    assignment("spec: {roles: [ROLE_ADMIN]}"),
    system("  windows: [{days: Mon-Fri, from: '20:00', to: '06:00', timeZone: Europe/Berlin}]"),
    system("  windows: [{days: [Mon, Wed-Thu], from: '00:00', to: '24:00'}, {days: daily, from: '01:00', to: '02:00'}]"),
    system("  pause: {reason: audit}\n  deleteAfter: 30d"),
    system("  pause: {reason: audit, until: 2026-12-24}"),
    settings("{}"),
    settings("{user: {userLocale: German, enableDoNotDisturb: !default , primaryExtension: {onACallRingPreference: Ring}}}"),
    settings("{user: {callForwardAllDestination: {destination: '2907', sendToVoiceMailPilotNumber: false}}}"),
    settings("{conferencing: {enabled: true, accessCode: {file: codes/mkos}}, credentials: {pin: {env: PIN}}}"),
    settings("{speedDials: [{index: 1, number: '4711', label: !default }, {index: 2}]}"),
    settings("{speedDials: []}"),
    settings("{subscribedServices: {include: [{name: A, service: B}], exclude: [{name: C}]}}"),
    settings("{devices: [{name: SEP1, description: Desk, extensions: [{directoryNumber: '2001', label: Mira}]}]}"),
    settings("{remoteDestinations: [{destination: '+49170', name: a, associatedDevices: [{name: R, usage: 0}]}]}"),
    settings("{user: {}, devices: []}", ", protect: true"),
    ameyo_user("{userName: Mira, roles: [Agent], maxAllowedLogins: 2, contactCenterId: 1}"),
    UDS_SYSTEM,
    UDS_SYSTEM + "  defaults: {UdsSettings: {user: {userLocale: German}, speedDials: []}}\n",
    AMEYO_SYSTEM,
    exception("{guard: windows, system: gws, expires: 2026-12-24, reason: moved}"),
    exception("{guard: maxRemovals, system: gws, kind: User, objects: [bo], expires: 2026-12-24T00:00:00Z, reason: a}"),
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
    exception("{guard: windows, system: gws, expires: 2026-12-24, reason: a}", "{system: gws, name: a}"),
    exception("{guard: minAdmins, system: gws, expires: 2026-12-24, reason: a}"),
    exception("{guard: windows, system: gws, expires: never, reason: a}"),
    exception("{guard: windows, system: gws, expires: 2026-12-24}"),
    exception("{guard: windows, system: gws, objects: [a], expires: 2026-12-24, reason: a}"),
    exception("{guard: windows, system: gws, kind: User, objects: [], expires: 2026-12-24, reason: a}"),
    exception("{guard: windows, system: gws, kind: Usr, expires: 2026-12-24, reason: a}"),
    "apiVersion: muster/v1\nkind: Campaign\nmetadata: {system: gws, name: a}\n",
    settings("{userLocale: German}"),
    settings("{user: {userLocal: German}}"),
    settings("{user: German}"),
    settings("{user: ~}"),
    settings("{user: !default }"),
    settings("{user.userLocale: German}"),
    settings("{user: {enableDoNotDisturb: 'yes'}}"),
    settings("{credentials: {pin: '1234'}}"),
    settings("{speedDials: [{number: '4711'}]}"),
    settings("{speedDials: [4711]}"),
    settings("{speedDials: [{index: '1'}]}"),
    settings("{speedDials: [{index: 1, number: 4711}]}"),
    settings("{speedDials: [{index: 1, number: ''}]}"),
    settings("{speedDials: [{index: 1, validUntil: 2026-12-24}]}"),
    settings("{speedDials: {exclude: [{index: 1, number: '1'}]}}"),
    settings("{speedDials: {}}"),
    settings("{devices: [{description: Desk}]}"),
    settings("{devices: {include: [{name: SEP1}]}}"),
    settings("{devices: [{name: SEP1, descripton: Desk}]}"),
    settings("{devices: [{name: SEP1, extensions: [{directoryNumber: 2001}]}]}"),
    settings("{remoteDestinations: [{destination: '1', name: ''}]}"),
    ameyo_user("{userName: Mira, roles: []}"),
    ameyo_user("{userName: Mira, roles: [Agent, Supervisor]}"),
    ameyo_user("{userName: Mira, roles: {include: [Agent]}}"),
    UDS_SYSTEM.replace('"{name}"', "admin"),
    UDS_SYSTEM.replace("uds/{name}", "uds/admin"),
    UDS_SYSTEM.replace('{file: "uds/{name}"}', "{env: UDS_PASSWORD}"),
    UDS_SYSTEM + "  defaults: {UdsSettings: {devices: []}}\n",
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
    user("{roles: [{name: A, validUntil: soon}]}"),
    user("{roles: {include: [B], exclude: [{name: A, validUntil: 2026-12-24}]}}"),
    user("{devices: [{name: '3001', validUntil: 2026-12-24}]}"),
    user("{}", ", urgent: true"),
    user("{password: hunter2}"),
    user("{password: {file: a, env: B}}"),
    user("{password: {credential: a/b}}"),
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
    system("  windows: [{days: Mon, from: '20:00'}]"),
    system("  windows: [{days: Funday, from: '20:00', to: '06:00'}]"),
    system("  windows: [{days: Mon, from: '25:00', to: '06:00'}]"),
    system("  pause: {until: 2026-12-24}"),
    system("  pause: {reason: a, until: soon}"),
    system("  deleteAfter: 7"),
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
                (path / "system.yaml").write_text("---\n".join((SYSTEM, UDS_SYSTEM, AMEYO_SYSTEM)))
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
