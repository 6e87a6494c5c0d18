"""Benchmarks of Webex and UCCX: writes per change against the minimum, and a thousand people at 20 ms."""
import re
import tempfile
import time

LATENCY_MS = 20
CONCURRENCY = 8
WRITING = re.compile(r"^(PUT|PATCH|DELETE) |^POST (/telephony|/adminapi|.*userupdate)")


def document(kind, system, name, spec, metadata=""):
    return (f"---\napiVersion: muster/v1\nkind: {kind}\nmetadata: {{system: {system}, name: \"{name}\"{metadata}}}\n"
            f"spec: {spec}\n")


def webex(name, spec, metadata=""):
    return document("SupervisorAssignment", "webex-sandbox", f"{name}@acme.example", spec, metadata)


def uccx(name, spec, metadata=""):
    return document("Team", "uccx-sandbox", name, spec, metadata)


def rights(system, name, role):
    return document("RoleAssignment", system, name, f"{{roles: {{include: [{role}]}}}}")


def agents(*names):
    return "[" + ", ".join(f"{name}@acme.example" for name in names) + "]"


# What is asked of the sample organisation, and how many requests that write it needs at least.
CHANGES = {
    "webex": [
        ("one agent more", webex("soren.dahl", f"{{tier: basic, agents: {{include: {agents('mira.kos')}}}}}"), 1),
        ("one agent for another",
         webex("soren.dahl", f"{{tier: basic, agents: {{include: {agents('bo.lind')}, exclude: {agents('mira.kos')}}}}}"), 1),
        ("a new supervisor with three agents",
         webex("hana.mori", f"{{tier: customerAssist, agents: {agents('bo.lind', 'finn.keane', 'siri.berg')}}}"), 1),
        ("a supervisor less, basic", webex("soren.dahl", "{tier: basic}", ", ensure: absent"), 1),
        ("a supervisor less, Customer Assist", webex("hana.mori", "{tier: customerAssist}", ", ensure: absent"), 1),
        ("one role more", rights("webex-sandbox", "mira.kos@acme.example", "Device Administrator"), 1),
    ],
    "uccx": [
        ("one agent more, from no team", uccx("Billing", "{agents: {include: [sanand]}}"), 1),
        ("another primary supervisor", uccx("Billing", "{primarySupervisor: blind, secondarySupervisors: [mkos]}"), 1),
        ("one agent from team to team",
         uccx("Billing", "{agents: {exclude: [arook]}}") + uccx("Sales", "{agents: {include: [arook]}}"), 2),
        ("two agents swap teams",
         uccx("Billing", "{agents: {include: [cibarra], exclude: [ibrandt]}}")
         + uccx("Sales", "{agents: {include: [ibrandt], exclude: [cibarra]}}"), 3),
        ("a new team with members", uccx("Night", "{agents: [mriva2], primarySupervisor: atanabe}"), 1),
        ("a team with a member less", uccx("Night", "{}", ", ensure: absent"), 2),
        ("one role more", rights("uccx-sandbox", "zoe.amari", "Reporting"), 1),
        ("a role, and the team that needs it",
         rights("uccx-sandbox", "pruzek", "Supervisor") + uccx("Logistics", "{secondarySupervisors: [pruzek]}"), 2),
    ],
}


def counted(sandbox, get):
    return get(sandbox.url + "/_sandbox/counters")["requests"]


def delta(before, after):
    return {name: count - before.get(name, 0) for name, count in after.items() if count > before.get(name, 0)}


def raise_guards(sandbox):
    """Everything changes here, as nothing should in one commit."""
    text = sandbox.system.read_text()
    limits = ", ".join(f"{name}: {{share: 100%, number: 10000}}" for name in ("maxUpdates", "maxRemovals", "maxMemberRemovals"))
    sandbox.system.write_text(re.sub(r"\nspec:\n", f"\nspec:\n  guards: {{{limits}}}\n", text, count=1))


def bench_requests(open_sandbox, muster, get):
    print("Requests that write, for each change of the sample organisation")
    for vendor, changes in CHANGES.items():
        with tempfile.TemporaryDirectory() as folder, open_sandbox(0, folder, vendor) as sandbox:
            raise_guards(sandbox)
            for title, text, minimum in changes:
                (sandbox.manifests / "change.yaml").write_text(text)
                before = counted(sandbox, get)
                muster(sandbox, "apply", "--yes", "-f", str(sandbox.manifests), expect=(0,))
                sent = delta(before, counted(sandbox, get))
                writes = sum(count for name, count in sent.items() if WRITING.match(name))
                print(f"  {vendor:<6} {title:<36} {writes} = {writes / minimum:.2f} x the minimum of {minimum}; "
                      f"{sum(sent.values())} requests in all")


def rotated(documents, key):
    """The first member of each group goes to the next one."""
    members = [re.findall(r"(?m)^    - (.*)$", text.split(f"  {key}:\n", 1)[1].split("\n  ", 1)[0]) for text in documents]
    moved = [[members[i - 1][0]] + members[i][1:] for i in range(len(members))]
    result = []
    for text, names in zip(documents, moved):
        head, tail = text.split(f"  {key}:\n", 1)
        rest = re.sub(r"\A(    - .*\n?)+", "", tail)
        result.append(head + f"  {key}:\n" + "".join(f"    - {name}\n" for name in names) + rest)
    return result


def bench_thousand(people, open_sandbox, export, muster, post, get):
    """Every group gives one member to the next: all of them change."""
    print(f"{people:,} people at {LATENCY_MS} ms, concurrency {CONCURRENCY} (UCCX has one writer), the budget out of the way")
    kinds = {"webex": ("SupervisorAssignment", 1, CONCURRENCY), "uccx": ("Team", 2, 1)}
    for vendor, (kind, writes, writers) in kinds.items():
        with tempfile.TemporaryDirectory() as folder, open_sandbox(people, folder, vendor) as sandbox:
            files = export(sandbox)
            documents = [text for path in files for text in path.read_text().split("\n---\n")]
            groups = [text for text in documents if f"kind: {kind}\n" in text and "  agents:\n" in text]
            post(sandbox.url + "/_sandbox/faults", {"kinds": ["latency"], "rate": 1, "latencyMs": LATENCY_MS})
            started = time.time()
            figures = muster(sandbox, "plan", "-f", str(sandbox.manifests), expect=(0,))
            wall = time.time() - started
            bound = figures[3] * LATENCY_MS / 1000 / CONCURRENCY
            print(f"  {vendor}: plan with nothing to do in {wall:.2f} s, {figures[3]} requests; that many at once would "
                  f"take {bound:.2f} s")
            for path in files:
                path.unlink()
            files[0].write_text("---\n" + "\n---\n".join(text.strip("-\n") + "\n" for text in rotated(groups, "agents")))
            raise_guards(sandbox)
            observed = figures[3]
            started = time.time()
            figures = muster(sandbox, "apply", "--yes", "-f", str(sandbox.manifests), expect=(0,))
            wall = time.time() - started
            steps = len(groups) * writes  # each one read, written, and read back
            bound = (observed / CONCURRENCY + 2 * steps / writers + min(steps, observed) / CONCURRENCY) * LATENCY_MS / 1000
            print(f"  {vendor}: {len(groups)} changed in {wall:.2f} s = {wall / bound:.2f} x the bound of {bound:.2f} s; "
                  f"{figures[3]} requests, {figures[0]:.2f} s CPU, peak {figures[1]:.0f} MiB")
