"""What the benchmark of requests asks of simulated organisations, and how few requests each vendor needs for it.

A minimum comes from the vendor's interface: what one call can carry, and what only another call tells. It counts the
requests that write, of a change, and all of them, of a plan; what is read around a write is not in it."""
import dataclasses
import typing
import urllib.parse


@dataclasses.dataclass(frozen=True)
class Case:
    title: str
    minimum: int
    why: str  # the minimum is what it is
    manifests: typing.Any  # text, or what gives it for a sandbox
    secrets: dict = dataclasses.field(default_factory=dict)  # environment from here on


@dataclasses.dataclass(frozen=True)
class Site:
    """A sandbox: the sample organisation, or a generated one of so many people."""
    vendor: str
    cases: list
    people: int = 0
    settings: str = ""


def document(kind, system, name, spec, metadata=""):
    return (f"---\napiVersion: muster/v1\nkind: {kind}\nmetadata: {{system: {system}, name: \"{name}\"{metadata}}}\n"
            f"spec: {spec}\n")


ABSENT = ", ensure: absent"


def webex(name, spec, metadata=""):
    return document("SupervisorAssignment", "webex-sandbox", f"{name}@acme.example", spec, metadata)


def uccx(name, spec, metadata=""):
    return document("Team", "uccx-sandbox", name, spec, metadata)


def user(name, spec, metadata=""):
    return document("User", "ameyo-sandbox", name, spec, metadata)


def group(name, spec, metadata=""):
    return document("Team", "ameyo-sandbox", name, spec, metadata)


def phone(name, spec):
    return document("UdsSettings", "uds-sandbox", name, spec)


def rights(system, name, role):
    return document("RoleAssignment", system, name, f"{{roles: {{include: [{role}]}}}}")


def agents(*names):
    return "[" + ", ".join(f"{name}@acme.example" for name in names) + "]"


def everybodys_phones(first):
    """The settings of everybody in the sandbox; whether the first one is disturbed differs."""
    def text(sandbox):
        names = sorted(urllib.parse.unquote(path.name) for path in (sandbox.manifests / "secrets" / "uds").iterdir())
        wishes = [first] + ["false"] * (len(names) - 1)
        return "".join(phone(name, f"{{user: {{enableDoNotDisturb: {each}}}}}") for name, each in zip(names, wishes))
    return text


AMEYO_GROUPS = [
    Case("a group with three agents", 1, "a group is made with everybody in it",
         group("Night", "{description: By night, supervisors: [imandic], agents: [mriva2, sanand, \"o'keane\"]}")),
    Case("two agents more, one less", 1, "one call takes people in and puts them out",
         group("Night", "{agents: {include: [tferrin, nokafor], exclude: [sanand]}}")),
    Case("managers, agents and description of a group", 1, "the same call has both lists and the description",
         group("Night", "{description: Later, supervisors: {include: [mkos]}, agents: {include: [sanand], exclude: [tferrin]}}")),
    Case("one agent from group to group", 2, "a call is about one group",
         group("Night", "{agents: {exclude: [mriva2]}}") + group("Billing", "{agents: {include: [mriva2]}}")),
    Case("another description of a group", 1, "one call", group("Night", "{description: Latest}")),
    Case("a group less", 1, "one call, whoever is in it", group("Night", "{}", ABSENT)),
]

AMEYO = [
    Case("a user", 1, "one call carries all, the password as well",
         user("jo.iner", "{userName: Jo Iner, roles: [Executive], password: {env: BENCH_FIRST}}"), {"BENCH_FIRST": "first-of-two"}),
    Case("a user with a limit of logins", 2, "this server, as the vendor's example, leaves it out of a create",
         user("joan.iner", "{userName: Joan Iner, roles: [Executive], maxAllowedLogins: 2, defaultReady: true, "
              "password: {env: BENCH_FIRST}}")),
    Case("another role", 1, "an update carries all fields", user("jo.iner", "{roles: [Analyst]}")),
    Case("four fields of a user", 1, "an update carries all fields",
         user("jo.iner", "{userName: Jo Ann Iner, roles: [Executive], maxAllowedLogins: 3, mappingUserId: jo@acme.example}")),
    Case("a password", 1, "a field of an update", user("jo.iner", "{password: {env: BENCH_FIRST}}"), {"BENCH_FIRST": "second-of-two"}),
    Case("a user less", 1, "one call", user("jo.iner", "{}", ABSENT)),
    Case("nothing", 0, "all is as asked", user("joan.iner", "{userName: Joan Iner, roles: [Executive]}")),
] + AMEYO_GROUPS

MIRA = "mira.kos"
DEVICE = "{name: SEP00D0C0000001, "
DIALS = '{index: 1, number: "4001", label: Desk}, {index: 2, number: "4002", label: Door}'
SERVICE = '{name: Weather, service: Weather, url: "http://services.acme.example/weather"}'

UDS = [
    Case("one field of the user", 1, "one PUT", phone(MIRA, "{user: {displayName: Mira K.}}")),
    Case("four fields of the user", 1, "a PUT changes what it names",
         phone(MIRA, "{user: {displayName: Mira Kos, userLocale: \"German, Germany\", enableDoNotDisturb: true, "
               "callForwardAllDestination: {destination: \"4999\"}}}")),
    Case("conferencing", 1, "one PUT, the access code as well",
         phone(MIRA, "{conferencing: {enabled: true, accessCode: {env: BENCH_CODE}}}"), {"BENCH_CODE": "481516"}),
    Case("two speed dials", 1, "the whole list in one PUT", phone(MIRA, f"{{speedDials: [{DIALS}]}}")),
    Case("one speed dial for another", 1, "the whole list in one PUT",
         phone(MIRA, "{speedDials: [{index: 1, number: \"4001\", label: Desk}, {index: 3, number: \"4003\"}]}")),
    Case("one speed dial less", 1, "one DELETE, or the whole list in one PUT",
         phone(MIRA, "{speedDials: [{index: 1, number: \"4001\", label: Desk}]}")),
    Case("a phone service", 1, "the whole list in one PUT", phone(MIRA, f"{{subscribedServices: [{SERVICE}]}}")),
    Case("a speed dial more on three unlike devices", 1, "a POST adds it on all devices",
         phone("zoe.amari", "{speedDials: {include: [{index: 9, number: \"4009\", label: Nine}]}}")),
    Case("two speed dials for three unlike devices", 1, "one PUT makes them alike", phone("zoe.amari", f"{{speedDials: [{DIALS}]}}")),
    Case("a device", 1, "one PUT", phone(MIRA, f"{{devices: [{DEVICE}description: Desk, doNotDisturb: true}}]}}")),
    Case("a device and its speed dials", 2, "two resources",
         phone(MIRA, f"{{devices: [{DEVICE}description: Front, speedDials: [{{index: 4, number: \"4004\"}}]}}]}}")),
    Case("a line", 1, "one PUT",
         phone(MIRA, f"{{devices: [{DEVICE}extensions: [{{directoryNumber: \"2901\", label: Mira, onACallRingPreference: Ring Once, "
               "callForwardAllDestination: {sendToCustomDestination: \"4998\"}}]}]}")),
    Case("a remote destination", 1, "one POST",
         phone(MIRA, "{remoteDestinations: [{destination: \"+491705550199\", name: Mobile, ringWhenExtensionDialed: true, "
               "associatedDevices: [{name: RDP00, usage: 0}]}]}")),
    Case("two fields of a remote destination", 1, "one PUT",
         phone(MIRA, "{remoteDestinations: [{destination: \"+491705550199\", name: Car, ringWhenExtensionDialed: false}]}")),
    Case("the user, conferencing and speed dials", 3, "three resources",
         phone(MIRA, f"{{user: {{displayName: M. Kos}}, conferencing: {{enabled: false}}, speedDials: [{DIALS}]}}")),
    Case("credentials that are taken over", 0, "nothing says that they differ",
         phone("arook", "{credentials: {pin: {env: BENCH_PIN}, password: {env: BENCH_LOGIN}}}"),
         {"BENCH_PIN": "12345", "BENCH_LOGIN": "sandbox-only-arook"}),
    Case("a password and a PIN", 1, "both in one PUT",
         phone("arook", "{credentials: {pin: {env: BENCH_PIN}, password: {env: BENCH_LOGIN}}}"),
         {"BENCH_PIN": "54321", "BENCH_LOGIN": "benchmark-only-arook"}),
    Case("nothing", 0, "all is as asked", phone(MIRA, "{user: {displayName: M. Kos}}")),
]

FIFTY = [
    Case("nothing of fifty users", 0, "all is as asked", everybodys_phones("false")),
    Case("one of fifty users", 1, "one PUT", everybodys_phones("true")),
]

CHANGES = [
    Site("webex", [
        Case("one agent more", 1, "one PUT", webex("soren.dahl", f"{{tier: basic, agents: {{include: {agents('mira.kos')}}}}}")),
        Case("one agent for another", 1, "a PUT says who comes and who goes",
             webex("soren.dahl", f"{{tier: basic, agents: {{include: {agents('bo.lind')}, exclude: {agents('mira.kos')}}}}}")),
        Case("a new supervisor with three agents", 1, "a supervisor is made with its agents",
             webex("hana.mori", f"{{tier: customerAssist, agents: {agents('bo.lind', 'finn.keane', 'siri.berg')}}}")),
        Case("a supervisor less, basic", 1, "without agents there is none", webex("soren.dahl", "{tier: basic}", ABSENT)),
        Case("a supervisor less, Customer Assist", 1, "without agents there is none",
             webex("hana.mori", "{tier: customerAssist}", ABSENT)),
        Case("one role more", 1, "one PATCH", rights("webex-sandbox", "mira.kos@acme.example", "Device Administrator")),
    ]),
    Site("uccx", [
        Case("one agent more, from no team", 1, "one PUT", uccx("Billing", "{agents: {include: [sanand]}}")),
        Case("another primary supervisor", 1, "a PUT carries the whole team",
             uccx("Billing", "{primarySupervisor: blind, secondarySupervisors: [mkos]}")),
        Case("one agent from team to team", 2, "left first, joined then",
             uccx("Billing", "{agents: {exclude: [arook]}}") + uccx("Sales", "{agents: {include: [arook]}}")),
        Case("two agents swap teams", 3, "one team lets go, the other swaps, the first takes in",
             uccx("Billing", "{agents: {include: [cibarra], exclude: [ibrandt]}}")
             + uccx("Sales", "{agents: {include: [ibrandt], exclude: [cibarra]}}")),
        Case("a new team with members", 1, "a team is made with its members",
             uccx("Night", "{agents: [mriva2], primarySupervisor: atanabe}")),
        Case("a team with a member less", 2, "emptied first", uccx("Night", "{}", ABSENT)),
        Case("one role more", 1, "one form has all roles", rights("uccx-sandbox", "zoe.amari", "Reporting")),
        Case("a role, and the team that needs it", 2, "two interfaces",
             rights("uccx-sandbox", "pruzek", "Supervisor") + uccx("Logistics", "{secondarySupervisors: [pruzek]}")),
    ]),
    Site("ameyo", AMEYO),
    Site("ameyo", AMEYO_GROUPS, settings="{groupUserIds: userId}"),
    Site("cucm-uds", UDS),
    Site("cucm-uds", FIFTY, people=50),
]


def live(kinds, most=None):
    """Objects of these kinds as they are."""
    def text(sandbox):
        wanted = [each for each in sandbox.exported if any(f"kind: {kind}\n" in each for kind in kinds)]
        return "".join(f"---\n{each.strip()}\n" for each in wanted[:most])
    return text


BO = "bo.lind"
PHONE = "{name: SEP00D0C0000002, "

PLANS = [
    Site("ameyo", [
        Case("one user", 2, "a login, and the list: there is no call for one", live(["User"], 1)),
        Case("a thousand users", 2, "a login, and one list of all", live(["User"])),
        Case("a thousand users and all groups", 3, "a login, and one list of each", live(["User", "Team"])),
    ], people=1000),
    Site("cucm-uds", [
        Case("the user", 1, "one GET", phone(BO, "{user: {displayName: Bo}}")),
        Case("the user's locale", 1, "the user shows its name and its value", phone(BO, "{user: {userLocale: \"German, Germany\"}}")),
        Case("conferencing", 1, "one GET", phone(BO, "{conferencing: {enabled: true}}")),
        Case("speed dials", 1, "one GET", phone(BO, f"{{speedDials: [{DIALS}]}}")),
        Case("speed dials of three unlike devices", 4, "they are listed device by device",
             phone("zoe.amari", "{speedDials: {include: [{index: 9, number: \"4009\", label: Nine}]}}")),
        Case("phone services", 1, "one GET", phone(BO, f"{{subscribedServices: {{include: [{SERVICE}]}}}}")),
        Case("credentials", 1, "they are never shown; that the user is there is",
             phone(BO, "{credentials: {pin: {env: BENCH_PIN}}}"), {"BENCH_PIN": "12345"}),
        Case("a device", 1, "one GET of all", phone(BO, f"{{devices: [{PHONE}description: Desk}}]}}")),
        Case("a device, do not disturb", 2, "all for its id, and the device", phone(BO, f"{{devices: [{PHONE}doNotDisturb: false}}]}}")),
        Case("speed dials of a device", 2, "all for its id, and the list",
             phone(BO, f"{{devices: [{PHONE}speedDials: [{{index: 1, number: \"4001\"}}]}}]}}")),
        Case("a line", 2, "all devices for an id, and its lines",
             phone(BO, f"{{devices: [{PHONE}extensions: [{{directoryNumber: \"2902\", label: Bo}}]}}]}}")),
        Case("remote destinations", 1, "one GET of all", phone(BO, "{remoteDestinations: [{destination: \"+491705550001\", name: Car}]}")),
        Case("all of them, for one user", 8, "one GET of each resource",
             phone(BO, f"{{user: {{displayName: Bo}}, conferencing: {{enabled: true}}, speedDials: {{include: [{DIALS}]}}, "
                   f"subscribedServices: {{include: [{SERVICE}]}}, devices: [{PHONE}description: Desk, doNotDisturb: false, "
                   "extensions: [{directoryNumber: \"2902\", label: Bo}]}], "
                   "remoteDestinations: [{destination: \"+491705550001\", name: Car}]}")),
    ]),
    Site("cucm-uds", [Case("fifty users", 50, "one GET each, as themselves", everybodys_phones("true"))], people=50),
]
