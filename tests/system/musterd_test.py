#!/usr/bin/env python3
"""The daemon in daily life: what its operator sees and does, with the real program and a simulated vendor."""
import contextlib
import json
import re
import shutil
import signal
import sqlite3
import time
import unittest

from musterd_process import Musterd, MusterdTest, Token, until

ADA = "ada.byron@acme.example"
BO = "bo.lind@acme.example"
MIRA = "mira.kos@acme.example"
METRICS = {
    "muster_build_info", "muster_pass_duration_seconds", "muster_passes_total", "muster_last_success_timestamp_seconds",
    "muster_resources", "muster_changes_total", "muster_oldest_unconverged_seconds", "muster_http_requests_total",
    "muster_http_request_duration_seconds", "muster_http_retries_total", "muster_budget_used_ratio",
    "muster_guard_blocks_total", "muster_circuit_open", "muster_desired_commit_info", "muster_applied_commit_info",
    "muster_secret_expiry_timestamp_seconds"}
LOGFMT = re.compile(r'^time=\S+ level=(debug|info|warning|error) event=\w+( [A-Za-z_]+=("([^"\\]|\\.)*"|[^ "]*))*$')


class DailyLife(MusterdTest):
    def people(self, **last_names):
        """One file with the last names of people that the sandbox has."""
        logins = {"bo": BO, "mira": MIRA}
        self.replace("people.yaml", "".join(self.user(logins[who], lastName=name) for who, name in last_names.items()))

    def last_name_on_vendor(self, login):
        changes = [f["after"] for e in self.sandbox.get("log")["log"] if e["userName"] == login
                   for f in e["fields"] if f["field"] == "lastName"]
        return changes[-1] if changes else None

    def wait_pass_over(self, commit):
        """A pass over this state of the manifests has ended."""
        def over():
            system = self.musterd.system()
            return system and system["desiredCommit"] == commit and not system["inPass"] and system["lastPass"]
        until(over, "a pass over the manifests ends", show=self.musterd.log_text)
        return self.musterd.system()


class Observing(DailyLife):
    def test_plans_and_writes_nothing(self):
        self.people(bo="Lindgren")
        self.musterd.start()
        until(lambda: self.musterd.state_of() == "pending", "the change is planned", show=self.musterd.log_text)
        self.assertEqual(self.musterd.system()["changes"], 1)
        shown = self.run_muster("status", "--config", self.musterd.config_file)
        self.assertEqual(shown.returncode, 2, shown.stdout + shown.stderr)
        self.assertIn("only observing", shown.stdout)
        self.assertRegex(shown.stdout, r"gws-sandbox +pending")
        self.assertEqual(self.musterd.stop(), 0)
        self.assertEqual(self.sandbox.writes(), [])

    def test_lets_the_command_line_apply(self):
        self.people(bo="Lindgren")
        self.musterd.start()
        done = self.run_muster("apply", "-f", self.manifests, "--state", self.musterd.state, "--yes")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.musterd.post("/api/v1/trigger")
        self.musterd.wait_converged()

    def test_sighup_takes_the_new_mode(self):
        self.people(bo="Lindgren")
        self.musterd.start()
        until(lambda: self.musterd.state_of() == "pending", "the change is planned", show=self.musterd.log_text)
        self.assertEqual(self.sandbox.writes(), [])
        self.musterd.configure(mode="enforce")
        self.musterd.signal(signal.SIGHUP)
        until(lambda: self.musterd.status()["mode"] == "enforce", "the mode changes", show=self.musterd.log_text)
        self.musterd.wait_converged()
        self.assertEqual(self.sandbox.writes(), [("updated", BO)])

    def test_sighup_with_a_broken_configuration_changes_nothing(self):
        self.musterd.start()
        self.musterd.configure(mode="enforcing")
        self.musterd.signal(signal.SIGHUP)
        until(lambda: "enforcing" in self.musterd.log_text(), "the mistake is told", show=self.musterd.log_text)
        self.assertEqual(self.musterd.status()["mode"], "observe")
        self.assertEqual(self.musterd.get("/readyz").status, 200)

    def test_a_configuration_that_cannot_be_used_ends_it_with_every_mistake(self):
        self.musterd.start(ready=False, mode="enforcing", interval="1s")
        self.assertEqual(self.musterd.process.wait(timeout=60), 1)
        said = self.musterd.log_text()
        self.assertIn("musterd.yaml:", said)
        self.assertIn("enforcing", said)
        self.assertIn("interval must be a duration from 10s to 24h", said)

    def test_is_not_ready_before_manifests_were_accepted(self):
        self.replace("people.yaml", "nonsense: [\n")
        self.musterd.start(ready=False)
        until(lambda: self.musterd.socket.exists(), "it listens", show=self.musterd.log_text)
        until(lambda: self.musterd.status()["problems"], "the mistake is told", show=self.musterd.log_text)
        self.assertEqual(self.musterd.get("/readyz").status, 503)
        self.assertEqual(self.musterd.get("/healthz").status, 200)
        self.people(bo="Lindgren")
        self.musterd.wait_ready()


class Enforcing(DailyLife):
    daemon_options = {"mode": "enforce"}

    def test_converges_and_then_follows_every_edit(self):
        self.replace("people.yaml", self.user(BO, lastName="Lindgren") + self.user(
            ADA, firstName="Ada", lastName="Byron", roles=["ROLE_AGENT"], password={"file": "gws-password"}))
        self.musterd.start()
        self.musterd.wait_converged()
        self.assertEqual(sorted(self.sandbox.writes()), [("created", ADA), ("updated", BO)])
        self.people(bo="Lindqvist")
        until(lambda: self.last_name_on_vendor(BO) == "Lindqvist", "the edit is applied", show=self.musterd.log_text)
        self.musterd.wait_converged()
        self.assertEqual(len(self.sandbox.writes()), 3)  # who has no document any more is left alone
        shown = self.run_muster("status", "--config", self.musterd.config_file)
        self.assertEqual(shown.returncode, 0, shown.stdout + shown.stderr)
        self.assertRegex(shown.stdout, r"gws-sandbox +converged")

    def test_a_broken_manifest_leaves_the_last_good_one_in_force(self):
        self.people(bo="Lindgren")
        self.musterd.start()
        self.musterd.wait_converged()
        good = self.musterd.commit()
        self.replace("people.yaml", self.user(BO, lastNam="Lindqvist"))
        broken = until(lambda: self.musterd.status()["brokenCommit"] and self.musterd.status(), "the mistake is seen")
        self.assertEqual(broken["commit"], good)
        self.assertIn("people.yaml:2:", " ".join(broken["problems"]))
        shown = self.run_muster("status", "--config", self.musterd.config_file)
        self.assertIn("cannot be used, so the last good ones stay in force", shown.stdout)
        self.assertIn("lastNam", shown.stdout)
        self.assertEqual(shown.returncode, 1, shown.stdout)
        self.musterd.post("/api/v1/trigger")
        self.assertEqual(self.musterd.get("/readyz").status, 200)
        self.people(bo="Lindqvist")
        until(lambda: self.last_name_on_vendor(BO) == "Lindqvist", "the mended edit is applied",
              show=self.musterd.log_text)
        self.musterd.wait_converged()
        self.assertEqual(self.musterd.status()["problems"], [])

    def test_pause_holds_every_write_back_until_resume(self):
        self.people(bo="Lindgren")
        self.musterd.start()
        self.musterd.wait_converged()
        before = self.musterd.commit()
        paused = self.musterd.post("/api/v1/pause", reason="the vendor is being upgraded")
        self.assertEqual(paused.status, 202)
        self.people(bo="Lindqvist")
        self.musterd.wait_commit(before)
        system = self.wait_pass_over(self.musterd.commit())
        self.assertEqual(system["pause"], {"until": None, "reason": "the vendor is being upgraded"})
        shown = self.run_muster("status", "--config", self.musterd.config_file)
        self.assertIn("the vendor is being upgraded", shown.stdout)
        self.assertEqual(len(self.sandbox.writes()), 1)
        self.assertEqual(self.musterd.post("/api/v1/resume").status, 202)
        until(lambda: self.last_name_on_vendor(BO) == "Lindqvist", "the edit is applied", show=self.musterd.log_text)

    def test_trigger_starts_a_full_pass(self):
        self.people(bo="Lindgren")
        self.musterd.start(interval="24h")
        self.musterd.wait_converged()
        self.sandbox.post("second-admin", userName="walk.in@acme.example", create=True, firstName="Walk", lastName="In",
                          roles=["ROLE_AGENT"])
        unmanaged = self.musterd.system()["unmanaged"]
        self.assertEqual(self.musterd.post("/api/v1/trigger", system="gws-sandbox").status, 202)
        until(lambda: self.musterd.system()["unmanaged"] == unmanaged + 1, "the full pass sees who is new",
              show=self.musterd.log_text)
        self.assertEqual(self.musterd.post("/api/v1/trigger", system="gws-emea").status, 404)

    def test_apply_is_refused_and_names_the_socket(self):
        self.people(bo="Lindgren")
        self.musterd.start()
        self.musterd.wait_converged()
        done = self.run_muster("apply", "-f", self.manifests, "--state", self.musterd.state, "--yes")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn(str(self.musterd.socket), done.stderr)
        self.assertIn("POST /api/v1/trigger", done.stderr)
        self.assertEqual(self.run_muster("plan", "-f", self.manifests, "--state", self.musterd.state).returncode, 0)
        self.musterd.kill()  # and a dead daemon holds nothing
        done = self.run_muster("apply", "-f", self.manifests, "--state", self.musterd.state, "--yes")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_system_whose_document_disappears_is_forgotten(self):
        self.people(bo="Lindgren")
        other = json.dumps(self.system_document()).replace('"gws-sandbox"', '"gws-other"')
        self.replace("other.yaml", other)
        self.musterd.start()
        self.musterd.wait_converged()
        writes = self.sandbox.writes()
        (self.manifests / "people.yaml").unlink()
        (self.manifests / "systems.yaml").unlink()
        until(lambda: self.musterd.system() is None, "the system is gone from the status", show=self.musterd.log_text)
        self.assertEqual(self.sandbox.writes(), writes)

    def test_an_emptied_folder_is_refused(self):
        self.people(bo="Lindgren")
        self.musterd.start()
        self.musterd.wait_converged()
        good = self.musterd.commit()
        (self.manifests / "people.yaml").unlink()
        (self.manifests / "systems.yaml").unlink()
        until(lambda: self.musterd.status()["problems"], "the empty folder is told", show=self.musterd.log_text)
        self.assertEqual(self.musterd.commit(), good)
        self.assertIsNotNone(self.musterd.system())

    def test_drift_is_reported_and_corrected_only_where_the_system_says_so(self):
        self.people(bo="Lindgren")
        self.musterd.start(interval="24h")
        self.musterd.wait_converged()
        self.sandbox.post("second-admin", userName=BO, lastName="Other")
        self.musterd.post("/api/v1/trigger")
        until(lambda: self.musterd.system()["blocked"] == 1, "the drift is seen", show=self.musterd.log_text)
        self.assertEqual(len(self.sandbox.writes()), 1)
        self.write_system(onDrift="correct")
        until(lambda: self.last_name_on_vendor(BO) == "Lindgren", "the drift is corrected", show=self.musterd.log_text)

    def test_sigterm_ends_it_in_time_in_the_midst_of_slow_work(self):
        people = [f"new{i:02}@acme.example" for i in range(30)]
        self.replace("people.yaml", "".join(self.user(p, firstName="N", lastName="N", roles=["ROLE_AGENT"],
                                                      password={"file": "gws-password"}) for p in people))
        self.sandbox.post("faults", kinds=["latency"], rate=1.0, latencyMs=300)
        self.musterd.start(ready=False)
        until(self.sandbox.writes, "the first is created", show=self.musterd.log_text)
        asked = time.monotonic()
        self.assertEqual(self.musterd.stop(), 0, self.musterd.log_text())
        self.assertLess(time.monotonic() - asked, 10)
        self.assertLess(len(self.sandbox.writes()), len(people))
        self.sandbox.post("faults", rate=0)
        self.musterd.start()
        self.musterd.wait_converged()
        self.assertEqual(sorted(self.sandbox.writes()), sorted(("created", p) for p in people))

    def test_a_second_daemon_over_the_same_state_writes_nothing(self):
        self.people(bo="Lindgren")
        self.musterd.start()
        self.musterd.wait_converged()
        other = self.second_daemon()
        other.start(ready=False)
        until(lambda: not other.is_running() or (other.is_ready() and other.system()), "it answers or refuses",
              show=other.log_text)
        if other.is_running():
            self.assertIn(str(self.musterd.socket), other.system()["leaseHolder"] or other.system()["error"] or "")
        self.assertEqual(len(self.sandbox.writes()), 1)

    def second_daemon(self):
        folder = self.root / "second"
        folder.mkdir()
        other = Musterd(folder, self.manifests, self.environment())
        other.configure(mode="enforce", state=str(self.musterd.state))
        self.addCleanup(other.end)
        return other


class Doors(DailyLife):
    def setUp(self):
        super().setUp()
        self.reader, self.planner, self.operator = (Token(n, r) for n, r in (("grafana", "read"), ("ci", "plan"),
                                                                             ("shift", "operate")))
        self.musterd.start(tokens=[t.entry for t in (self.reader, self.planner, self.operator)])

    def test_only_the_first_three_need_no_token(self):
        for path in ("/metrics", "/healthz", "/readyz"):
            self.assertEqual(self.musterd.by_tcp("GET", path).status, 200, path)
        for method, path in (("GET", "/api/v1/status"), ("GET", "/api/v1/events"), ("POST", "/api/v1/trigger"),
                             ("POST", "/api/v1/pause"), ("POST", "/api/v1/resume"), ("POST", "/api/v1/plan")):
            self.assertEqual(self.musterd.by_tcp(method, path).status, 401, path)
            wrong = self.musterd.by_tcp(method, path, Token("nobody", "operate"))
            self.assertEqual(wrong.status, 401, path)
            self.assertIn("WWW-Authenticate", wrong.headers)

    def test_each_role_may_do_its_own_and_no_more(self):
        for token, allowed in ((self.reader, False), (self.planner, False), (self.operator, True)):
            self.assertEqual(self.musterd.by_tcp("GET", "/api/v1/status", token).status, 200)
            trigger = self.musterd.by_tcp("POST", "/api/v1/trigger", token)
            self.assertEqual(trigger.status, 202 if allowed else 403, token.entry)

    def test_a_name_that_somebody_elses_dns_leads_here_is_refused(self):
        answer = self.musterd.by_tcp("GET", "/api/v1/status", self.operator, headers={"Host": "evil.example"})
        self.assertGreaterEqual(answer.status, 400)

    def test_the_socket_is_for_its_owner_alone_and_goes_with_the_daemon(self):
        self.assertEqual(self.musterd.socket.stat().st_mode & 0o007, 0)
        self.assertEqual(self.musterd.get("/api/v1/status").status, 200)
        self.assertEqual(self.musterd.stop(), 0)
        self.assertFalse(self.musterd.socket.exists())

    def test_a_removed_token_is_refused_after_a_reload(self):
        self.musterd.configure(tokens=[self.reader.entry])
        self.musterd.signal(signal.SIGHUP)
        until(lambda: self.musterd.by_tcp("POST", "/api/v1/trigger", self.operator).status == 401,
              "the token is refused", show=self.musterd.log_text)
        self.assertEqual(self.musterd.by_tcp("GET", "/api/v1/status", self.reader).status, 200)


class Telling(DailyLife):
    daemon_options = {"mode": "enforce", "logLevel": "debug"}

    def setUp(self):
        super().setUp()
        self.people(bo="Lind\u2028gren \"x\"", mira="Kosova")
        self.musterd.start()
        self.musterd.wait_converged()

    def test_metrics_have_every_promised_name_and_no_person(self):
        self.write_system(guards={"maxUpdates": {"share": "100%", "number": 1}})
        self.people(bo="One", mira="Two")
        self.wait_named("muster_guard_blocks_total")
        self.sandbox.post("faults", kinds=["too_many_requests"], rate=0.5, seed=1)
        self.musterd.post("/api/v1/trigger")
        self.wait_named("muster_http_retries_total")
        # No credential of this vendor ends by itself.
        self.assertEqual(METRICS - self.names_of_metrics(), {"muster_secret_expiry_timestamp_seconds"})
        text = self.musterd.get("/metrics").text
        self.assertNotIn("acme.example", text)
        self.assertEqual(list(self.musterd.metric("muster_circuit_open").values()), [0])
        changes = self.musterd.metric("muster_changes_total")
        self.assertEqual(sum(n for labels, n in changes.items() if 'action="update"' in labels), 2, changes)
        self.assertGreater(sum(self.musterd.metric("muster_http_requests_total").values()), 4)

    def wait_named(self, name):
        until(lambda: name in self.names_of_metrics(), f"{name} is told", show=self.musterd.log_text)

    def names_of_metrics(self):
        return set(re.findall(r"^# TYPE (\S+) ", self.musterd.get("/metrics").text, re.MULTILINE))

    def test_every_line_of_the_log_is_one_structured_line(self):
        self.assertEqual(self.musterd.stop(), 0)
        lines = self.musterd.log_text().splitlines()
        self.assertGreater(len(lines), 5)
        for line in lines:
            self.assertRegex(line, LOGFMT)
        self.assertTrue(any("event=step_finished" in line and BO in line for line in lines))

    def test_the_log_in_json_is_one_object_a_line(self):
        self.assertEqual(self.musterd.stop(), 0)
        self.musterd.log_file.unlink()
        self.musterd.start(logFormat="json")
        self.assertEqual(self.musterd.stop(), 0)
        for line in self.musterd.log_text().splitlines():
            event = json.loads(line)
            self.assertLessEqual({"time", "level", "event"}, set(event), line)

    def test_events_are_told_in_order_and_from_where_one_left_off(self):
        told = self.musterd.get("/api/v1/events").json()
        numbers = [e["id"] for e in told["events"]]
        self.assertEqual(numbers, sorted(numbers))
        rest = self.musterd.get(f"/api/v1/events?after={told['last']}").json()
        self.assertTrue(all(e["id"] > told["last"] for e in rest["events"]))
        self.assertTrue(any(e["event"] == "step_finished" for e in told["events"]))


class Auditing(DailyLife):
    daemon_options = {"mode": "enforce"}

    def setUp(self):
        super().setUp()
        self.replace("people.yaml", self.user(BO, roles=["ROLE_AGENT", "ROLE_SUPERVISOR"]) + self.user(
            MIRA, lastName="Kosova"))
        self.musterd.start()
        self.musterd.wait_converged()
        self.assertEqual(self.musterd.stop(), 0)

    def change_database(self, *statements):
        with contextlib.closing(sqlite3.connect(self.musterd.state)) as database, database:
            for statement in statements:
                self.assertGreater(database.execute(statement).rowcount, 0, statement)

    def test_answers_what_happened_and_why(self):
        log = self.audit("log")
        self.assertEqual(log.returncode, 0, log.stderr)
        self.assertIn(BO, log.stdout)
        self.assertIn(MIRA, log.stdout)
        why = self.audit("why", BO)
        self.assertEqual(why.returncode, 0, why.stderr)
        self.assertIn("ROLE_SUPERVISOR", why.stdout)
        self.assertNotIn(MIRA, why.stdout)
        self.assertEqual(self.audit("verify").returncode, 0)

    def test_verify_finds_an_edited_row(self):
        self.change_database("UPDATE audit SET line = replace(line, 'Kosova', 'Kosovo') WHERE line LIKE '%Kosova%'")
        done = self.audit("verify")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)

    def test_verify_finds_a_cut_tail(self):
        last = "(SELECT max(number) FROM audit)"
        with contextlib.closing(sqlite3.connect(self.musterd.state)) as database:
            (number, previous), = database.execute(f"SELECT number, previous FROM audit WHERE number = {last}")
        self.change_database(f"DELETE FROM audit WHERE number = {number}",
                             f"UPDATE audit_head SET number = {number - 1}, hash = '{previous}'")
        done = self.audit("verify")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)

    def test_verify_reads_a_copy_of_the_state(self):
        copy = self.root / "copy"
        shutil.copytree(self.musterd.state.parent, copy)
        done = self.run_muster("audit", "verify", "--state", copy / "state.db")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
