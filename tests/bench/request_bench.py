"""Benchmark of requests: those that write, for each kind of change, and all, for a plan with nothing to do."""
import os
import re
import subprocess
import tempfile

from request_cases import CHANGES, PLANS

WRITING = re.compile(r"^(PUT|PATCH|DELETE) |^POST (/telephony|/adminapi|.*userupdate|/cc/|/group/|/user/)")
LIMITS = ("maxUpdates", "maxRemovals", "maxMemberRemovals")


def counted(sandbox, get):
    return get(sandbox.url + "/_sandbox/counters")["requests"]


def delta(before, after):
    return {name: count - before.get(name, 0) for name, count in after.items() if count > before.get(name, 0)}


def add_to_system(sandbox, line):
    text = sandbox.system.read_text()
    sandbox.system.write_text(re.sub(r"\nspec:\n", lambda _: f"\nspec:\n  {line}\n", text, count=1))


def raise_guards(sandbox):
    """Everything changes here, as nothing should in one commit."""
    limits = ", ".join(f"{name}: {{share: 100%, number: 10000}}" for name in LIMITS)
    add_to_system(sandbox, f"guards: {{{limits}}}")


class Requests:
    """Runs cases against the sandbox of one site."""

    def __init__(self, sandbox, site, tools):
        self.sandbox, self.site = sandbox, site
        self.muster, self.get, post = tools
        raise_guards(sandbox)
        if site.settings:
            add_to_system(sandbox, f"settings: {site.settings}")
        if site.vendor == "cucm-uds":
            # A command that starts anew has no cookies, and would be turned away half of the time.
            post(sandbox.url + "/_sandbox/quirks", {"cookielessRefusals": "0"})

    def state(self, case):
        """The case as the manifests of the sandbox."""
        os.environ.update(case.secrets)
        text = case.manifests if isinstance(case.manifests, str) else case.manifests(self.sandbox)
        (self.sandbox.manifests / "case.yaml").write_text(text)

    def sent_by(self, *command):
        before = counted(self.sandbox, self.get)
        self.muster(self.sandbox, *command, "-f", str(self.sandbox.manifests), expect=(0,))
        return delta(before, counted(self.sandbox, self.get))

    def show(self, case, count, rest=""):
        ratio = f"{count / case.minimum:.2f} x the minimum of {case.minimum}" if case.minimum else "the minimum"
        if count and not case.minimum:
            ratio = "too many, as none is needed"
        print(f"  {self.site.vendor:<8} {case.title:<44} {count:>2} = {ratio} ({case.why}){rest}")

    def change(self, case):
        self.state(case)
        sent = self.sent_by("apply", "--yes")
        writes = sum(count for name, count in sent.items() if WRITING.match(name))
        self.show(case, writes, f"; {sum(sent.values())} requests in all")

    def plan(self, case):
        """What is asked is applied first, so that nothing is left to do."""
        self.state(case)
        self.sent_by("apply", "--yes")
        self.show(case, sum(self.sent_by("plan").values()))


def exported(sandbox):
    """Each live object as a document; nothing where a vendor has no listing."""
    if sandbox.vendor == "cucm-uds":
        return []
    command = [os.environ["MUSTER"], "export", "-f", sandbox.system, "--system", f"{sandbox.vendor}-sandbox"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.removeprefix("---\n").split("\n---\n")


def run(sites, what, open_sandbox, tools):
    for site in sites:
        if site.settings:
            print(f"  with settings: {site.settings}")
        with tempfile.TemporaryDirectory() as folder, open_sandbox(site.people, folder, site.vendor) as sandbox:
            sandbox.exported = exported(sandbox) if what is Requests.plan else []
            requests = Requests(sandbox, site, tools)
            for case in site.cases:
                what(requests, case)


def bench_requests(open_sandbox, muster, get, post):
    tools = (muster, get, post)
    print("Requests that write, for each kind of change")
    run(CHANGES, Requests.change, open_sandbox, tools)
    print("Requests of a plan with nothing to do")
    run(PLANS, Requests.plan, open_sandbox, tools)
