#!/usr/bin/env python3
"""A full and a read-only disk under the state: a clear error, nothing is written to the vendor, and it goes on later.

Runs in a mount namespace of its own, with the state on a small tmpfs.
"""
import contextlib
import os
import subprocess
import sys
import unittest

from musterd_process import MusterdTest, skip, until

BO = "bo.lind@acme.example"
SIZE = 2 * 1024 * 1024
INSIDE = "MUSTER_TEST_NAMESPACE"


def enter_namespace():
    """Starts this script again where mounts are its own; skips where that is not permitted."""
    unshare = ["unshare", "--mount", "--propagation", "private"]
    if os.geteuid() != 0:
        unshare += ["--user", "--map-root-user"]
    try:
        tried = subprocess.run([*unshare, "sh", "-c", "mount -t tmpfs tmpfs /mnt"], capture_output=True, text=True)
    except FileNotFoundError:
        skip("there is no unshare")
    if tried.returncode != 0:
        skip("no file system can be mounted here: " + tried.stderr.strip())
    os.execvpe("unshare", [*unshare, sys.executable, *sys.argv], {**os.environ, INSIDE: "1"})


class Disk(MusterdTest):
    def setUp(self):
        super().setUp()
        self.disk = self.musterd.state.parent
        self.disk.mkdir()
        self.mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", self.disk)
        self.addCleanup(subprocess.run, ["umount", "--lazy", str(self.disk)], check=True)
        self.filler = self.disk / "filler"
        self.replace("people.yaml", self.user(BO, lastName="Lindgren"))

    def mount(self, *arguments):
        subprocess.run(["mount", *map(str, arguments)], check=True)

    def fill(self, leave=0):
        with contextlib.suppress(OSError), open(self.filler, "ab", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)
        if leave:
            os.truncate(self.filler, self.filler.stat().st_size - leave)

    def apply(self):
        return self.muster("apply", "-f", self.manifests, "--yes")

    def refused(self, done):
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn(str(self.disk), done.stdout + done.stderr)
        self.assertEqual(self.sandbox.writes(), [])


class CommandLine(Disk):
    def test_a_disk_full_from_the_start_stops_every_write(self):
        self.fill()
        self.refused(self.apply())
        self.filler.unlink()
        done = self.apply()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(self.sandbox.writes(), [("updated", BO)])

    def test_a_disk_that_is_full_the_second_time_stops_every_write(self):
        self.assertEqual(self.muster("plan", "-f", self.manifests, "--out", self.root / "a.plan").returncode, 2)
        self.replace("more.yaml", self.user("mira.kos@acme.example"))
        self.assertEqual(self.apply().returncode, 0)
        done_before = self.sandbox.writes()
        self.fill()
        self.replace("people.yaml", self.user(BO, lastName="Lindqvist"))
        done = self.apply()
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertRegex(done.stdout + done.stderr, "full|space")
        self.assertEqual(self.sandbox.writes(), done_before)
        self.filler.unlink()
        self.assertEqual(self.apply().returncode, 0)
        self.assertEqual(len(self.sandbox.writes()), len(done_before) + 1)

    def test_a_disk_that_fills_on_the_way_loses_and_doubles_nothing(self):
        people = [f"new{i:02}@acme.example" for i in range(60)]
        self.assertEqual(self.apply().returncode, 0)
        self.replace("new.yaml", "".join(self.user(p, firstName="N", lastName="N", roles=["ROLE_AGENT"],
                                                   password={"file": "gws-password"}) for p in people))
        self.fill(leave=96 * 1024)
        first = self.apply()
        self.assertEqual(first.returncode, 1, first.stdout + first.stderr)
        created = [name for effect, name in self.sandbox.writes() if effect == "created"]
        self.assertLess(len(created), len(people), "the disk was large enough; this run proved nothing")
        self.filler.unlink()
        until(lambda: self.apply().returncode == 0, "what was left in doubt is settled and the rest is done")
        created = [name for effect, name in self.sandbox.writes() if effect == "created"]
        self.assertEqual(sorted(created), people)
        verified = self.audit("verify")
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_a_read_only_disk_stops_every_write(self):
        self.mount("-o", "remount,ro", self.disk)
        self.refused(self.apply())
        plan = self.muster("plan", "-f", self.manifests)
        self.assertEqual(plan.returncode, 2, "a plan writes nothing, so it needs no disk\n" + plan.stderr)
        self.mount("-o", "remount,rw", self.disk)
        self.assertEqual(self.apply().returncode, 0)

    def test_a_disk_that_became_read_only_stops_every_further_write(self):
        self.assertEqual(self.apply().returncode, 0)
        self.mount("-o", "remount,ro", self.disk)
        self.replace("people.yaml", self.user(BO, lastName="Lindqvist"))
        done = self.apply()
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertEqual(len(self.sandbox.writes()), 1)


class Daemon(Disk):
    daemon_options = {"mode": "enforce"}

    def test_a_disk_that_fills_up_stops_writing_and_is_told_until_there_is_space(self):
        self.musterd.start()
        self.musterd.wait_converged()
        before = self.sandbox.writes()
        self.fill()
        self.replace("people.yaml", self.user(BO, lastName="Lindqvist"))
        until(lambda: "state.db" in (self.musterd.system()["error"] or ""), "the full disk is told",
              show=lambda: self.musterd.get("/api/v1/status").text + self.musterd.log_text())
        self.assertEqual(self.sandbox.writes(), before)
        self.assertEqual(self.musterd.get("/healthz").status, 200)
        self.filler.unlink()
        until(lambda: len(self.sandbox.writes()) == len(before) + 1, "it goes on by itself",
              show=self.musterd.log_text)
        self.musterd.wait_converged()
        self.assertEqual(self.musterd.stop(), 0)
        self.assertEqual(self.audit("verify").returncode, 0)

    def test_a_read_only_disk_is_told_and_nothing_is_written(self):
        self.mount("-o", "remount,ro", self.disk)
        self.musterd.start(ready=False)
        until(lambda: str(self.disk) in self.musterd.log_text(), "the read-only disk is told",
              show=self.musterd.log_text)
        if self.musterd.is_running():
            self.musterd.stop()
        else:
            self.assertEqual(self.musterd.process.returncode, 1)
        self.assertEqual(self.sandbox.writes(), [])


if __name__ == "__main__":
    if not os.environ.get(INSIDE):
        enter_namespace()
    unittest.main(verbosity=2)
