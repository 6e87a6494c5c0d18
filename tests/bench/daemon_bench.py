"""Benchmarks of musterd with the real programs: an edit, idling, a hung neighbour, and what durability costs."""
import json
import os
import pathlib
import re
import signal
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "system"))
import musterd_process  # noqa: E402
from musterd_process import Musterd, until  # noqa: E402

FLOOR = 1.0  # seconds: a folder is read when it was quiet for that long
SYSTEM = "gws-sandbox"
EDITS = 5
IDLE_SECONDS = 60
PAIRS = 8
CORRECTIONS = 200  # people a run
LATENCY_MS = 5
LONG = 600


def installation(folder, manifests, **spec):
    daemon = Musterd(folder, manifests, {**os.environ, "HOME": str(folder)})
    daemon.configure(mode="enforce", interval="24h", logLevel="warning", **spec)
    return daemon


def replace(path, text):
    new = path.parent.parent / (path.name + ".new")
    new.write_text(text)
    new.rename(path)


def spread(seconds):
    return f"{statistics.median(seconds):.2f} s (median of {len(seconds)}, {min(seconds):.2f} to {max(seconds):.2f})"


def changes_since(sandbox, get, seen):
    return [e for e in get(sandbox.url + "/_sandbox/log")["log"][seen:] if e["actor"] != "other"]


def bench_edit(people, open_sandbox, export, get):
    """From the moment a changed file appears to the moment the vendor has the change."""
    print(f"An edit of one manifest among {people:,} users, with the daemon enforcing")
    with tempfile.TemporaryDirectory() as folder, open_sandbox(people, folder) as sandbox:
        files = export(sandbox)
        daemon = installation(sandbox.folder, sandbox.manifests)
        try:
            started = time.time()
            daemon.start()
            daemon.wait_converged(seconds=LONG)
            print(f"  {time.time() - started:.2f} s from the start to the first convergence")
            taken = []
            for edit in range(EDITS):
                seen = len(get(sandbox.url + "/_sandbox/log")["log"])
                path = files[edit % len(files)]
                text = re.sub(r"firstName: .*", f"firstName: Edit{edit}", path.read_text(), count=1)
                appeared = time.time()
                replace(path, text)
                until(lambda: changes_since(sandbox, get, seen), "the edit reaches the vendor", LONG, daemon.log_text)
                taken.append(changes_since(sandbox, get, seen)[0]["at"] / 1000 - appeared)
                daemon.wait_converged(seconds=LONG)
            print(f"  {spread(taken)} to the vendor = {statistics.median(taken) / FLOOR:.2f} x the floor of "
                  f"{FLOOR:.0f} s for which a folder has to be quiet; peak {peak_mib(daemon):.0f} MiB")
        finally:
            daemon.end()


def cpu_seconds(daemon):
    total = 0
    for task in pathlib.Path(f"/proc/{daemon.process.pid}/task").iterdir():
        total += int(task.joinpath("schedstat").read_text().split()[0])
    return total / 1e9


def memory_mib(daemon, field):
    text = pathlib.Path(f"/proc/{daemon.process.pid}/status").read_text()
    return int(re.search(rf"{field}:\s+(\d+) kB", text).group(1)) / 1024


def peak_mib(daemon):
    return memory_mib(daemon, "VmHWM")


def passes_over(daemon):
    return sum(daemon.metric("muster_passes_total").values())


def bench_idle(people, open_sandbox, export, get):
    """What the daemon takes while nothing happens, and what its regular pass adds."""
    print(f"Idle with {people:,} users for {IDLE_SECONDS} s")
    with tempfile.TemporaryDirectory() as folder, open_sandbox(people, folder) as sandbox:
        export(sandbox)
        daemon = installation(sandbox.folder, sandbox.manifests)
        try:
            daemon.start()
            daemon.wait_converged(seconds=LONG)
            before, passes = cpu_seconds(daemon), passes_over(daemon)
            daemon.post("/api/v1/trigger")
            until(lambda: passes_over(daemon) > passes, "a pass ends", LONG)
            a_pass = cpu_seconds(daemon) - before
            before, started = cpu_seconds(daemon), time.monotonic()
            time.sleep(IDLE_SECONDS)
            used = (cpu_seconds(daemon) - before) / (time.monotonic() - started)
            print(f"  {memory_mib(daemon, 'VmRSS'):.1f} MiB resident (peak {peak_mib(daemon):.1f}), {used * 100:.3f} % "
                  f"CPU; a full pass takes {a_pass:.3f} s of CPU: with one each 5 minutes "
                  f"{(used + a_pass / 300) * 100:.3f} %")
        finally:
            daemon.end()


def second_system(sandbox, other):
    """The System document of another sandbox, as a second system of the same manifests."""
    text = other.system.read_text().replace(SYSTEM, "gws-other")
    (sandbox.manifests / "other.yaml").write_text(text)


def correct(daemon, sandbox, post, get, logins):
    """How long the daemon takes to bring these people back, from the order to the last write."""
    for login in logins:
        post(sandbox.url + "/_sandbox/second-admin", {"userName": login, "lastName": "Drifted"})
    seen = len(get(sandbox.url + "/_sandbox/log")["log"])
    ordered = time.time()
    daemon.post("/api/v1/trigger", system=SYSTEM)
    until(lambda: len(changes_since(sandbox, get, seen)) >= len(logins), "all are corrected", LONG, daemon.log_text)
    return max(e["at"] for e in changes_since(sandbox, get, seen)) / 1000 - ordered


def bench_hung(open_sandbox, export, post, get):
    """One system's corrections alone, and beside a second one of the same provider that does not answer."""
    people = 2 * PAIRS * CORRECTIONS
    print(f"{CORRECTIONS} corrections of one system, alone and beside one of the same provider that hangs")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as elsewhere, \
            open_sandbox(people, folder) as sandbox, open_sandbox(100, elsewhere) as other:
        files = export(sandbox)
        open_system(sandbox)
        second_system(sandbox, other)
        logins = re.findall(r"name: (\S+@\S+?)[,}\s]", "".join(path.read_text() for path in files))
        post(sandbox.url + "/_sandbox/faults", {"kinds": ["latency"], "rate": 1, "latencyMs": LATENCY_MS})
        daemon = installation(sandbox.folder, sandbox.manifests)
        try:
            daemon.start()
            daemon.wait_converged(seconds=LONG)
            daemon.wait_converged("gws-other", seconds=LONG)
            alone, beside = [], []
            for run in range(2 * PAIRS):
                batch = logins[run * CORRECTIONS:(run + 1) * CORRECTIONS]
                hangs = run % 4 in (1, 2)  # alone, beside, beside, alone: neither always comes first
                if hangs:
                    hang(daemon, other)
                (beside if hangs else alone).append(correct(daemon, sandbox, post, get, batch))
                if hangs:
                    recover(daemon, other)
            ratios = [b / a for a, b in zip(alone, beside)]
            print(f"  alone {spread(alone)}\n  beside {spread(beside)} = {statistics.median(ratios):.3f} x "
                  f"(median of {len(ratios)} pairs, {min(ratios):.3f} to {max(ratios):.3f})")
        finally:
            other.process.send_signal(signal.SIGCONT)
            daemon.end()


def open_system(sandbox):
    every = '{share: 100%, number: 100000}'
    text = sandbox.system.read_text() + f"  onDrift: correct\n  guards: {{maxUpdates: {every}}}\n"
    replace(sandbox.system, text)


def hang(daemon, other):
    """From now on the other system takes connections and answers nothing, and a pass over it is under way."""
    other.process.send_signal(signal.SIGSTOP)
    daemon.post("/api/v1/trigger", system="gws-other")
    until(lambda: daemon.system("gws-other")["inPass"], "the pass over the other system begins")


def recover(daemon, other):
    other.process.send_signal(signal.SIGCONT)
    daemon.wait_converged("gws-other", seconds=LONG)


__all__ = ["bench_edit", "bench_hung", "bench_idle"]
