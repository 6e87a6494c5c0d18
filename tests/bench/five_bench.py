"""Benchmark of one installation over all five systems: plan and apply against the bound, and beside a system that hangs."""
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.parse

from daemon_bench import LONG, installation, replace, spread
from musterd_process import until
from vendor_bench import rotated

LATENCY_MS = 20
CONCURRENCY = 8
WRITERS = {"uccx": 1}  # requests that write at a time; CONCURRENCY where not named
HANGS = "uccx"  # the vendor that stops to answer
OTHERS = ("genesys-gws", "ameyo", "webex", "cucm-uds")
OUT_OF_THE_WAY = "{share: 100%, number: 1000000}"


class Five:
    """A sandbox of all vendors, each with an organisation of `people`, and manifests for all of them."""

    def __init__(self, muster, people, folder, get, post):
        self.program, self.get, self.post = muster, get, post
        self.folder = pathlib.Path(folder)
        self.runs = 0
        self.manifests = self.folder / "manifests"
        self.processes, self.systems = {}, {}
        for vendors in (OTHERS, (HANGS,)):
            self.play(vendors, people)
        # A command that starts anew has no cookies, and would be turned away half of the time.
        post(self.systems["uds-sandbox"] + "/_sandbox/quirks", {"cookielessRefusals": "0"})
        self.open_guards()
        self.files = {system: self.manifests / f"{system}.yaml" for system in self.systems}
        for system, path in self.files.items():
            path.write_text(self.phones() if system == "uds-sandbox" else self.export(system))

    def play(self, vendors, people):
        """One process, so that one of them can be stopped."""
        chosen = [word for vendor in vendors for word in ("--vendor", vendor)]
        process = subprocess.Popen([self.program, "sandbox", *chosen, "--people", str(people), "--write",
                                    str(self.manifests / vendors[0]), "--output", "json"],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        text = ""
        for line in process.stdout:
            text += line
            if line == "}\n":
                break
        self.systems.update({each["system"]: each["url"] for each in json.loads(text)["systems"]})
        self.processes[vendors[0]] = process

    def open_guards(self):
        for systems in self.manifests.glob("*/systems.yaml"):
            self.open_guards_of(systems)

    def open_guards_of(self, systems):
        limits = ", ".join(f"{name}: {OUT_OF_THE_WAY}" for name in ("maxUpdates", "maxRemovals", "maxMemberRemovals"))
        systems.write_text(systems.read_text().replace("\nspec:\n", f"\nspec:\n  guards: {{{limits}}}\n"))

    def export(self, system):
        command = [self.program, "export", "-f", self.manifests, "--system", system]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def phones(self, label="Front desk"):
        """What everybody sets: there is no listing that could be exported."""
        names = [urllib.parse.unquote(path.name) for path in sorted((self.manifests / OTHERS[0] / "secrets" / "uds").iterdir())]
        return "".join(f"---\napiVersion: muster/v1\nkind: UdsSettings\nmetadata: {{system: uds-sandbox, name: {name}}}\n"
                       f"spec:\n  user: {{displayName: {name}}}\n"
                       f"  speedDials: [{{index: 1, number: \"4001\", label: {label}}}]\n" for name in names)

    def slow(self):
        for url in self.systems.values():
            self.post(url + "/_sandbox/faults", {"kinds": ["latency"], "rate": 1, "latencyMs": LATENCY_MS})

    def requests(self):
        return {system: self.get(url + "/_sandbox/counters")["requests"] for system, url in self.systems.items()}

    def run(self, *arguments, expect):
        """Wall seconds, CPU seconds, peak MiB, and {system: (requests that read, requests that write)}.

        Each run has a state of its own: limits count what was sent in the last 24 hours, whatever the benchmark asks."""
        self.runs += 1
        before = self.requests()
        command = [str(self.program), *map(str, arguments), "-f", str(self.manifests), "--state", str(self.folder / f"state-{self.runs}.db")]
        started = time.time()
        with open(self.folder / "out", "wb") as out:
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(process.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code not in expect:
            raise SystemExit(f"{' '.join(command)} ended with {code}:\n{(self.folder / 'out').read_text()[-3000:]}")
        after = self.requests()
        sent = {system: split(before[system], after[system]) for system in self.systems}
        return time.time() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, sent

    def stop(self):
        for process in self.processes.values():
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait()
            process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.stop()


def split(before, after):
    reads = writes = 0
    for name, count in after.items():
        more = count - before.get(name, 0)
        reads, writes = (reads + more, writes) if name.startswith("GET ") else (reads, writes + more)
    return reads, writes


def bound_of(system, sent):
    """That many requests one after another, as many at a time as there may be."""
    reads, writes = sent
    writers = WRITERS.get(system.split("-")[0], CONCURRENCY)
    return (reads / CONCURRENCY + writes / writers) * LATENCY_MS / 1000


def show(title, figures):
    wall, cpu, peak, sent = figures
    bounds = {system: bound_of(system, requests) for system, requests in sent.items()}
    slowest = max(bounds, key=bounds.get)
    counts = ", ".join(f"{system.split('-')[0]} {sum(requests)}" for system, requests in sent.items())
    print(f"  {title}: {wall:.2f} s = {wall / bounds[slowest]:.2f} x the bound of {bounds[slowest]:.2f} s ({slowest.split('-')[0]}); "
          f"requests: {counts}; {cpu:.2f} s CPU, peak {peak:.0f} MiB")


def change_everywhere(five, turn, most=None):
    """One person in ten is renamed or relabelled, and each group, or so many of them, gives a member to the next."""
    for system, path in five.files.items():
        text = path.read_text()
        if system == "gws-sandbox":
            names = iter(range(10**9))
            text = re.sub(r"lastName: .*", lambda old: f"lastName: Turn{turn}" if next(names) % 10 == 0 else old.group(0), text)
        elif system == "uds-sandbox":
            people = iter(range(10**9))
            text = re.sub(r"label: [^}]*", lambda old: f"label: Turn {turn}" if next(people) % 10 == 0 else old.group(0), text)
        else:
            documents = text.split("\n---\n")
            groups = [i for i, each in enumerate(documents) if re.search(r"(?m)^  agents:$", each)][:most]
            for i, changed in zip(groups, rotated([documents[i] for i in groups], "agents")):
                documents[i] = changed
            text = "\n---\n".join(documents)
        replace(path, text)


def taken_by_others(five, daemon, turn):
    """From a change everywhere until everything but the vendor that may hang is as it asks.

    Of few groups, because the limits look back at all turns."""
    before = daemon.status()["commit"]
    started = time.monotonic()
    change_everywhere(five, turn, most=2)
    until(lambda: daemon.status()["commit"] != before, "the change is taken up", LONG, daemon.log_text)
    for system in five.systems:
        if not system.startswith(HANGS):
            daemon.wait_converged(system, seconds=LONG)
    return time.monotonic() - started


def bench_beside(five):
    """The daemon's other systems, alone and beside one that takes connections and answers nothing."""
    daemon = installation(five.folder, five.manifests)
    alone, beside = [], []
    try:
        daemon.start()
        for system in five.systems:
            daemon.wait_converged(system, seconds=LONG)
        for turn, hangs in enumerate((False, True, True, False), start=2):
            if hangs:
                five.processes[HANGS].send_signal(signal.SIGSTOP)
                daemon.post("/api/v1/trigger", system=f"{HANGS}-sandbox")
                until(lambda: daemon.system(f"{HANGS}-sandbox")["inPass"], "the pass over it begins")
            (beside if hangs else alone).append(taken_by_others(five, daemon, turn))
            if hangs:
                five.processes[HANGS].send_signal(signal.SIGCONT)
                daemon.wait_converged(f"{HANGS}-sandbox", seconds=LONG)
        print(f"  the daemon's four others: alone {spread(alone)}, beside a UCCX that does not answer {spread(beside)} = "
              f"{statistics.median(beside) / statistics.median(alone):.2f} x")
    finally:
        daemon.end()


def bench_five(people, muster, post, get):
    print(f"{people:,} people on five systems at {LATENCY_MS} ms, concurrency {CONCURRENCY} (UCCX has one writer), "
          "the budget out of the way")
    with tempfile.TemporaryDirectory() as folder, Five(muster, people, folder, get, post) as five:
        five.run("apply", "--yes", expect=(0,))
        five.slow()
        show("plan with nothing to do", five.run("plan", expect=(0,)))
        change_everywhere(five, 1)
        show("apply of a change everywhere", five.run("apply", "--yes", expect=(0,)))
        bench_beside(five)
