#!/usr/bin/env python3
"""A real service manager starts, reloads, watches and stops the daemon.

`systemd --user` in namespaces of its own: it sees no process but its own, and a private /run and /tmp. It is never
asked for a system manager, whose rules would empty the machine's /tmp.
"""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import unittest

from musterd_process import MUSTERD, MusterdTest, skip, until

INSIDE = "MUSTER_TEST_NAMESPACE"
LONGEST = "240"  # seconds; unshare ignores SIGTERM, so what hangs is killed
# Read before /tmp becomes private, where the project may lie.
SHIPPED = (pathlib.Path(__file__).resolve().parents[2] / "systemd" / "musterd.service").read_text()
BO = "bo.lind@acme.example"
RUNTIME = pathlib.Path("/run/user/muster")
PROGRAMS = pathlib.Path("/run/programs")


def enter_namespace():
    """Starts this script again as the first process of its own namespaces; skips where that is not permitted."""
    systemd = shutil.which("systemd") or "/lib/systemd/systemd"
    if not os.access(systemd, os.X_OK) or not shutil.which("systemctl"):
        skip("systemd is not installed")
    if os.geteuid() != 0:
        skip("only root may give a service manager its own /run here")
    unshare = ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc"]
    if subprocess.run([*unshare, "sh", "-c", "mount -t tmpfs tmpfs /run"], capture_output=True).returncode != 0:
        skip("no file system can be mounted here")
    if not os.access("/sys/fs/cgroup", os.W_OK):
        skip("control groups cannot be made here")
    before = control_groups()
    done = subprocess.run(["timeout", "-s", "KILL", LONGEST, *unshare, sys.executable, *sys.argv],
                          env={**os.environ, INSIDE: systemd})
    for group in sorted(control_groups() - before, key=len, reverse=True):
        os.rmdir(group)
    sys.exit(done.returncode)


def control_groups():
    """Those that a service manager makes beside this process."""
    return {str(path) for top in pathlib.Path("/sys/fs/cgroup").glob("**/init.scope") for path in (top, *top.glob("**/"))
            if path.is_dir()}


def private_folders():
    """The programs stay reachable although /run and /tmp become private."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
    PROGRAMS.mkdir()
    for program in (os.environ["MUSTER"], os.environ["MUSTERD"]):
        place = PROGRAMS / pathlib.Path(program).name
        place.touch()
        subprocess.run(["mount", "--bind", program, str(place)], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/tmp"], check=True)
    RUNTIME.mkdir(parents=True, mode=0o700)
    pathlib.Path("/run/systemd/system").mkdir(parents=True)  # by which systemd knows where it is the service manager
    os.chdir("/")


def service_lines():
    """What the shipped unit says about starting, reloading and watching; the rest needs a system manager."""
    kept = ("Type", "NotifyAccess", "ExecReload", "Restart", "KillMode", "KillSignal")
    lines = SHIPPED.splitlines()
    return [line for line in lines if line.split("=")[0].strip() in kept]


class Journal:
    """Stands where the journal would, and keeps what the service manager says."""

    def __init__(self):
        self.lines = []
        place = pathlib.Path("/run/systemd/journal/socket")
        place.parent.mkdir(parents=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(place))
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while True:
            for line in self.socket.recv(1 << 20).decode(errors="replace").splitlines():
                if line.startswith("MESSAGE="):
                    self.lines.append(line.removeprefix("MESSAGE="))

    def text(self):
        return "\n".join(self.lines)


class Watchdog(MusterdTest):
    daemon_options = {"mode": "observe"}

    def setUp(self):
        super().setUp()
        self.replace("people.yaml", self.user(BO, lastName="Lindgren"))
        self.session = self.environment(XDG_RUNTIME_DIR=str(RUNTIME), XDG_CONFIG_HOME=str(self.root / "config"))
        for name in ("NOTIFY_SOCKET", "DBUS_SESSION_BUS_ADDRESS", "WATCHDOG_USEC", "INVOCATION_ID"):
            self.session.pop(name, None)
        self.write_unit()
        self.start_systemd()

    def write_unit(self):
        units = self.root / "config" / "systemd" / "user"
        units.mkdir(parents=True)
        lines = ["[Unit]", "StartLimitIntervalSec=0", "[Service]", *service_lines(), "WatchdogSec=4s",
                 "RestartSec=100ms", "TimeoutStopSec=15s", f"StandardError=append:{self.musterd.log_file}",
                 f"Environment=HOME={self.root}", f"ExecStart={MUSTERD} --config {self.musterd.config_file}"]
        (units / "musterd.service").write_text("\n".join(lines) + "\n")

    def start_systemd(self):
        self.journal = Journal()
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.systemd = subprocess.Popen([os.environ[INSIDE], "--user", "--unit=basic.target"], **quiet, env={
            **self.session, "SYSTEMD_LOG_TARGET": "journal", "SYSTEMD_LOG_LEVEL": "debug"})
        self.addCleanup(self.end_systemd)
        until(lambda: self.systemctl("is-system-running", check=False).stdout.strip() in ("running", "degraded"),
              "the service manager runs", show=self.journal.text)

    def end_systemd(self):
        self.systemd.terminate()
        self.systemd.wait(timeout=30)

    def systemctl(self, *arguments, check=True):
        done = subprocess.run(["systemctl", "--user", *arguments], env=self.session, capture_output=True, text=True,
                              timeout=60)
        if check and done.returncode != 0:
            raise AssertionError(f"systemctl {arguments}: {done.stderr}\n{self.musterd.log_text()}")
        return done

    def shown(self, name):
        return self.systemctl("show", "musterd", "--property", name, "--value").stdout.strip()

    def notifications(self):
        """What the daemon told the service manager, as the manager's own log has it."""
        return re.findall(r"Got notification message from PID \d+ \((.*)\)", self.journal.text())

    def test_starts_reloads_survives_a_hang_and_stops(self):
        self.systemctl("start", "musterd")
        self.assertEqual(self.shown("ActiveState"), "active")
        until(lambda: "pending" in self.shown("StatusText") or "gws-sandbox" in self.shown("StatusText")
              or "1 " in self.shown("StatusText"), "STATUS says how things stand", show=lambda: self.shown("StatusText"))
        print("StatusText:", self.shown("StatusText"))
        self.reload_to_enforce()
        self.hang_and_recover()
        self.systemctl("stop", "musterd")
        self.assertEqual(self.shown("ActiveState"), "inactive")
        self.assertEqual(self.shown("Result"), "success")
        self.assertTrue(any("STOPPING=1" in each for each in self.notifications()))

    def reload_to_enforce(self):
        self.assertEqual(self.sandbox.writes(), [])
        first = self.shown("MainPID")
        self.musterd.configure(mode="enforce")
        self.systemctl("reload", "musterd")
        self.musterd.wait_converged()
        self.assertEqual(self.sandbox.writes(), [("updated", BO)])
        self.assertEqual(self.shown("MainPID"), first)
        told = self.notifications()
        reloading = next(i for i, each in enumerate(told) if "RELOADING=1" in each)
        self.assertTrue(any("READY=1" in each for each in told[reloading:]), told)
        self.assertEqual(self.shown("ActiveState"), "active")

    def hang_and_recover(self):
        stuck = self.shown("MainPID")
        self.assertEqual(self.shown("NRestarts"), "0")
        os.kill(int(stuck), signal.SIGSTOP)
        self.replace("people.yaml", self.user(BO, lastName="Lindqvist"))
        until(lambda: self.shown("NRestarts") == "1" and self.shown("ActiveState") == "active",
              "the watchdog kills and restarts it", show=lambda: self.journal.text()[-3000:])
        self.assertNotEqual(self.shown("MainPID"), stuck)
        self.assertIn("Watchdog timeout", self.journal.text())
        self.musterd.wait_converged()
        self.assertEqual(self.sandbox.writes(), [("updated", BO)] * 2)


if __name__ == "__main__":
    if not os.environ.get(INSIDE):
        enter_namespace()
    if str(PROGRAMS) not in MUSTERD:
        private_folders()
        programs = {name: str(PROGRAMS / pathlib.Path(os.environ[name]).name) for name in ("MUSTER", "MUSTERD")}
        os.environ.update(programs)
        import muster_process
        import musterd_process
        muster_process.MUSTER = programs["MUSTER"]
        MUSTERD = musterd_process.MUSTERD = programs["MUSTERD"]
    unittest.main(verbosity=2)
