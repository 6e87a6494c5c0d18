"""Benchmark of Webex and UCCX: a thousand people at 20 ms."""
import re
import tempfile
import time

from request_bench import raise_guards

LATENCY_MS = 20
CONCURRENCY = 8


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
