#!/usr/bin/env python3
"""The commands as people use them, from a mistake that validate finds to an empty plan."""
import json
import os
import pty
import signal
import stat
import subprocess
import unittest

from muster_process import DEADLINE, MUSTER, MusterTest, Sandbox

ADA = "ada.byron@acme.example"
BO = "bo.lind@acme.example"


class MainJob(MusterTest):
    def test_validate_shows_every_mistake_at_once(self):
        self.write("people.yaml", self.user(ADA, roles=["ROLE_AGNET"]) + "---\napiVersion: muster/v1\nkind: Usr\n"
                   "metadata: {system: gws-sandbox, name: x}\nspec: {}\n"
                   "---\napiVersion: muster/v1\nkind: User\nmetadata: {system: gws-emea, name: yara}\n"
                   "spec: {}\n---\napiVersion: muster/v1\nkind: User\n"
                   "metadata: {system: gws-sandbox, name: yara}\nspec: {firstNam: Mo, enabled: NO}\n")
        done = self.expect(1, "validate", "-f", self.manifests)
        self.matches_golden(done.stdout, "validate.txt")

    def test_validate_says_that_manifests_are_valid(self):
        done = self.expect(0, "validate", "-f", self.manifests)
        self.assertRegex(done.stdout, r"^Valid: 0 objects on 1 system in 1 file, tree:[0-9a-f]{12}\n$")

    def test_export_gives_manifests_that_a_plan_finds_no_difference_with(self):
        self.export()
        self.expect(0, "validate", "-f", self.manifests)
        done = self.expect(0, "plan", "-f", self.manifests)
        self.assertIn("No changes: everything is as the manifests ask.", done.stdout)

    def test_plan_then_apply_then_an_empty_plan(self):
        self.write("people.yaml", self.user(ADA, firstName="Ada", lastName="Byron", roles=["ROLE_AGENT"],
                                            password={"file": "gws-password"})
                   + self.user(BO, lastName="Lindgren"))
        plan = self.expect(2, "plan", "-f", self.manifests)
        self.assertIn("Plan: 1 to create, 1 to update.", plan.stdout)
        self.assertEqual(self.sandbox.writes(), [])
        applied = self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.assertIn("Applied: 2 verified.", applied.stdout)
        self.assertEqual(len(self.sandbox.writes()), 2)
        self.expect(0, "plan", "-f", self.manifests)

    def test_a_plan_leaves_no_file_behind(self):
        self.write("people.yaml", self.user(BO, lastName="Lindgren"))
        done = self.expect(2, "plan", "-f", self.manifests)
        self.assertIn("ownership and secret changes are unknown", done.stdout)
        self.assertFalse(self.state.parent.exists())

    def test_a_second_administrators_change_is_found_and_repaired(self):
        self.write("people.yaml", self.user(BO, roles=["ROLE_AGENT"]))
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.sandbox.post("second-admin", userName=BO, roles=["ROLE_AGENT", "ROLE_SUPERVISOR"])
        plan = self.expect(2, "plan", "-f", self.manifests)
        self.assertIn("drift: changed on the system, not in people.yaml:", plan.stdout)
        self.assertIn("-ROLE_SUPERVISOR", plan.stdout)
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        self.expect(0, "plan", "-f", self.manifests)

    def test_a_role_that_nobody_manages_survives_in_include_mode(self):
        self.sandbox.post("second-admin", userName=BO, roles=["ROLE_AGENT", "ROLE_API_USER"])
        self.write("people.yaml", self.user(BO, roles={"include": ["ROLE_SUPERVISOR"]}))
        plan = self.expect(2, "plan", "-f", self.manifests)
        self.assertIn("+ROLE_SUPERVISOR (kept: 2 left alone)", plan.stdout)
        self.expect(0, "apply", "-f", self.manifests, "--yes")
        exported = self.expect(0, "export", "-f", self.manifests).stdout
        document = next(d for d in exported.split("---\n") if BO in d)
        for role in ("ROLE_AGENT", "ROLE_API_USER", "ROLE_SUPERVISOR"):
            self.assertIn(role, document)

    def test_export_never_replaces_what_somebody_wrote(self):
        self.export()
        self.export()
        self.write("gws-sandbox.yaml", "# mine\n")
        done = self.expect(1, "export", "-f", self.manifests, "--out", self.manifests)
        self.assertIn("exists and says something else", done.stderr)
        self.assertEqual((self.manifests / "gws-sandbox.yaml").read_text(), "# mine\n")

    def test_unmanaged_lists_whom_no_manifest_names_with_a_document_that_adopts_them(self):
        self.export()
        self.sandbox.post("second-admin", userName="new.one@acme.example", create=True, firstName="New",
                          lastName="One", roles=["ROLE_AGENT"])
        done = self.expect(0, "unmanaged", "-f", self.manifests)
        self.assertIn("#   user new.one@acme.example\n", done.stdout)
        self.write("adopted.yaml", done.stdout)
        self.expect(0, "plan", "-f", self.manifests)
        self.assertIn("every live object has a manifest", self.expect(0, "unmanaged", "-f", self.manifests).stdout)

    def test_a_selector_leaves_everything_else_alone(self):
        self.write("people.yaml", self.user(BO, lastName="Lindgren", metadata={"labels": {"team": "billing"}})
                   + self.user("mira.kos@acme.example", lastName="Kosova"))
        done = self.expect(2, "plan", "-f", self.manifests, "--selector", "team=billing")
        self.assertIn("Plan: 1 to update.", done.stdout)
        self.assertNotIn("Kosova", done.stdout)


class Vendors(MusterTest):
    """Every vendor of the sandbox at once."""

    vendor = None

    def test_what_is_written_reaches_each_of_them(self):
        names = [each["system"] for each in self.sandbox.systems]
        self.assertEqual(names, ["gws-sandbox", "ameyo-sandbox", "webex-sandbox", "uccx-sandbox", "uds-sandbox"])
        done = self.expect(0, "validate", "-f", self.manifests)
        self.assertIn("Valid: 0 objects on 5 systems in 1 file", done.stdout)
        for name in names[:-1]:
            done = self.expect(0, "export", "-f", self.manifests, "--system", name)
            self.assertIn("kind: Team" if name in ("ameyo-sandbox", "uccx-sandbox") else "@acme.example", done.stdout)

    def test_everybody_of_unified_cm_has_a_password_file_of_their_own(self):
        files = list((self.manifests / "secrets" / "uds").iterdir())
        self.assertEqual({path.read_text() for path in files if path.name in ("mira.kos", "petra%20vance")},
                         {"sandbox-only-mira.kos", "sandbox-only-petra vance"})
        self.assertEqual({stat.S_IMODE(path.stat().st_mode) for path in files}, {0o600})
        self.write("phone.yaml", "apiVersion: muster/v1\nkind: UdsSettings\n"
                   "metadata: {system: uds-sandbox, name: petra vance}\nspec: {user: {logMissedCalls: true}}\n")
        self.assertFalse(json.loads(self.muster("plan", "-f", self.manifests, "--output", "json").stdout)["partial"])

    def test_an_export_of_all_of_them_is_a_plan_without_changes(self):
        self.export()
        done = self.expect(0, "plan", "-f", self.manifests)
        self.assertIn("No changes: everything is as the manifests ask.", done.stdout)

    def test_the_list_names_credentials_as_manifests_do(self):
        credentials = {each["provider"]: sorted(each["credentials"]) for each in self.sandbox.systems}
        self.assertEqual(credentials, {"genesys-gws": ["password", "username"], "ameyo": ["password", "username"],
                                       "webex": ["token"], "uccx": ["password", "username"],
                                       "cucm-uds": ["password", "username"]})

    def test_a_vendor_that_is_not_simulated_is_refused(self):
        done = self.run_muster("sandbox", "--vendor", "genesis")
        self.assertEqual(done.returncode, 1)
        self.assertIn("the vendor genesis is not simulated; these are: genesys-gws, ameyo, webex, uccx, cucm-uds", done.stderr)


class SavedPlans(MusterTest):
    def setUp(self):
        super().setUp()
        self.plan = self.root / "reviewed.plan"
        self.write("people.yaml", self.user(BO, lastName="Lindgren")
                   + self.user("mira.kos@acme.example", lastName="Kosova"))
        self.expect(2, "plan", "-f", self.manifests, "--out", self.plan)

    def test_applies_once_and_only_once(self):
        self.expect(0, "apply", self.plan, "--yes")
        again = self.expect(1, "apply", self.plan, "--yes")
        self.assertIn("it was applied before, and a saved plan is used once", again.stderr)

    def test_is_refused_when_it_was_edited(self):
        self.plan.write_text(self.plan.read_text().replace("Lindgren", "Lindgram"))
        done = self.expect(1, "apply", self.plan, "--yes")
        self.assertIn("it was edited", done.stderr)
        self.assertEqual(self.sandbox.writes(), [])

    def test_is_refused_when_the_manifests_changed(self):
        self.write("people.yaml", self.user(BO, lastName="Lindqvist"))
        done = self.expect(1, "apply", self.plan, "--yes")
        self.assertIn("and now they are tree:", done.stderr)
        self.assertEqual(self.sandbox.writes(), [])

    def test_is_refused_with_the_state_of_another_installation(self):
        done = self.run_muster("apply", self.plan, "--yes", "--state", self.root / "elsewhere.db")
        self.assertEqual(done.returncode, 1)
        self.assertIn("there is no state key", done.stderr)

    def test_leaves_out_a_stale_object_alone(self):
        self.sandbox.post("second-admin", userName=BO, lastName="Other")
        done = self.expect(1, "apply", self.plan, "--yes")
        self.assertIn("1 verified, 1 stale", done.stdout)
        self.assertEqual([name for _, name in self.sandbox.writes()], ["mira.kos@acme.example"])

    def test_does_nothing_that_was_not_in_it(self):
        self.sandbox.post("second-admin", userName="ada.moreau@acme.example", enabled=False)
        self.expect(0, "apply", self.plan, "--yes")
        self.assertEqual(len(self.sandbox.writes()), 2)

    def test_works_from_another_folder(self):
        done = subprocess.run([MUSTER, "apply", self.plan, "--yes", "--state", self.state], cwd="/",
                              capture_output=True, text=True, timeout=DEADLINE, env=self.environment())
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class ExitCodes(MusterTest):
    def test_blocked_is_3_even_where_there_are_other_changes(self):
        self.write("people.yaml", self.user(BO, lastName="Lindgren")
                   + self.user("mira.kos@acme.example", lastName="Kosova", metadata={"protect": True}))
        self.expect(3, "plan", "-f", self.manifests)
        done = self.expect(3, "apply", "-f", self.manifests, "--yes")
        self.assertIn("1 verified, 1 blocked", done.stdout)

    def test_an_incomplete_listing_is_4_and_outranks_changes(self):
        self.write("people.yaml", self.user(BO, lastName="Lindgren"))
        systems = self.manifests / "systems.yaml"
        systems.write_text(systems.read_text() + "  settings: {pageSize: 10}\n")
        self.expect(2, "plan", "-f", self.manifests)
        self.sandbox.post("faults", kinds=["repeated_page"], rate=1.0, seed=1)
        done = self.expect(4, "plan", "-f", self.manifests)
        self.assertTrue("INCOMPLETE" in done.stdout, done.stdout)

    def test_an_unreachable_system_is_1(self):
        self.write("people.yaml", self.user(BO, lastName="Lindgren"))
        self.sandbox.stop()
        done = self.muster("plan", "-f", self.manifests)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("INCOMPLETE", done.stdout)
        self.sandbox = Sandbox(self.root / "other")  # for the clean-up
        self.addCleanup(self.sandbox.stop)

    def test_a_bad_manifest_is_1(self):
        self.write("people.yaml", "nonsense: [\n")
        self.expect(1, "plan", "-f", self.manifests)

    def test_what_this_version_lacks_is_1_and_says_so(self):
        for arguments in (["plan", "-f", ".", "--output", "markdown"], ["plan", "-f", ".", "--daemon", "http://x"],
                          ["audit", "who-had", "ROLE_ADMIN", "--on", "2026-11-22"]):
            done = self.run_muster(*arguments)
            self.assertEqual(done.returncode, 1, arguments)
            self.assertIn("not available in this version", done.stderr)


class Terminal(MusterTest):
    def setUp(self):
        super().setUp()
        self.write("people.yaml", self.user(BO, lastName="Lindgren"))

    def on_terminal(self, *arguments, answer=None, environment=None):
        """What is seen on a terminal, and the exit code."""
        leader, follower = pty.openpty()
        process = subprocess.Popen([MUSTER, *map(str, arguments)], stdin=follower, stdout=follower, stderr=follower,
                                   cwd=self.root, env=environment or self.environment(), start_new_session=True)
        os.close(follower)
        seen = b""
        while True:
            try:
                part = os.read(leader, 4096)
            except OSError:
                break
            if not part:
                break
            seen += part
            if answer is not None and b"[y/N]" in seen:
                os.write(leader, answer.encode() + b"\n")
                answer = None
        os.close(leader)
        return seen.decode(), process.wait(timeout=DEADLINE)

    def test_asks_before_it_applies_and_takes_anything_but_yes_for_no(self):
        seen, code = self.on_terminal("apply", "-f", self.manifests, "--state", self.state, answer="")
        self.assertIn("Apply this change? [y/N]", seen)
        self.assertEqual(code, 1)
        self.assertIn("declined: nothing was applied", seen)
        self.assertEqual(self.sandbox.writes(), [])
        seen, code = self.on_terminal("apply", "-f", self.manifests, "--state", self.state, answer="y")
        self.assertEqual(code, 0, seen)
        self.assertEqual(len(self.sandbox.writes()), 1)

    def test_needs_yes_where_there_is_nobody_to_ask(self):
        done = self.expect(1, "apply", "-f", self.manifests)
        self.assertIn("there is no terminal to ask on: add --yes", done.stderr)
        self.assertEqual(self.sandbox.writes(), [])

    def test_has_colours_and_progress_on_a_terminal_alone(self):
        seen, _ = self.on_terminal("plan", "-f", self.manifests, "--state", self.state)
        self.assertIn("\x1b[33m~", seen)
        self.assertIn("gws-sandbox  read", seen)
        seen, _ = self.on_terminal("plan", "-f", self.manifests, "--state", self.state, "--quiet",
                                   environment=self.environment(NO_COLOR="1"))
        self.assertNotIn("\x1b[", seen)
        piped = self.expect(2, "plan", "-f", self.manifests)
        self.assertNotIn("\x1b", piped.stdout + piped.stderr)
        forced = self.expect(2, "plan", "-f", self.manifests, "--color", "always")
        self.assertIn("\x1b[33m~", forced.stdout)

    def test_a_reader_that_goes_away_is_no_failure(self):
        read, write = os.pipe()
        os.close(read)
        process = subprocess.Popen([MUSTER, "apply", "-f", str(self.manifests), "--state", str(self.state), "--yes"],
                                   stdout=write, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, cwd=self.root,
                                   env=self.environment())
        os.close(write)
        _, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 0, err)
        self.assertEqual(len(self.sandbox.writes()), 1)

    def test_the_bash_completion_is_bash_and_completes(self):
        script = self.run_muster("completion", "bash").stdout
        for words, expected in ((["muster", "pl"], "plan"), (["muster", "plan", "--output", "js"], "json"),
                                (["muster", "apply", "--set"], "--set-secrets")):
            ask = f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _muster; echo \"${{COMPREPLY[*]}}\""
            done = subprocess.run(["bash", "-c", script + ask], capture_output=True, text=True, timeout=DEADLINE)
            self.assertEqual(done.stdout.strip(), expected, done.stderr)

    def test_a_full_disk_is_a_failure(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([MUSTER, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=DEADLINE)
        self.assertEqual(done.returncode, 1)


class Interrupted(MusterTest):
    def test_ctrl_c_finishes_what_was_sent_and_reports_the_rest_as_not_tried(self):
        people = [f"new{i:02}@acme.example" for i in range(30)]
        self.write("people.yaml", "".join(self.user(p, firstName="N", lastName="N", roles=["ROLE_AGENT"],
                                                    password={"file": "gws-password"}) for p in people))
        system = self.manifests / "systems.yaml"
        system.write_text(system.read_text().replace("concurrency: 8", "concurrency: 1"))
        process = subprocess.Popen([MUSTER, "apply", "-f", str(self.manifests), "--state", str(self.state), "--yes"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.root,
                                   stdin=subprocess.DEVNULL, env=self.environment())
        for line in process.stdout:
            if line.startswith("Plan: "):
                break
        self.sandbox.post("faults", kinds=["latency"], rate=1.0, seed=1)
        while not self.sandbox.writes():
            pass
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 1, out + err)
        self.assertIn("stopping: what was sent is finished", err)
        self.assertRegex(out, r"Applied: \d+ verified, \d+ not tried")


class Json(MusterTest):
    def one_document(self, code, *arguments):
        done = self.expect(code, *arguments, "--output", "json")
        return json.loads(done.stdout)

    def test_every_outcome_is_exactly_one_document(self):
        self.write("people.yaml", self.user(BO, lastName="Lindgren"))
        plan = self.one_document(2, "plan", "-f", self.manifests)
        self.assertEqual(plan["systems"][0]["changes"][0]["name"], BO)
        self.assertIn("add --yes", self.one_document(1, "apply", "-f", self.manifests)["errors"][0]["message"])
        report = self.one_document(0, "apply", "-f", self.manifests, "--yes")
        self.assertEqual(report["report"]["counts"]["verified"], 1)
        self.assertEqual(self.one_document(0, "validate", "-f", self.manifests)["errors"], [])
        self.assertEqual(len(self.one_document(1, "plan")["errors"]), 1)
        self.assertEqual(len(self.one_document(1, "plan", "--wrong")["errors"]), 1)
        self.assertEqual(len(self.one_document(1, "plan", "-f", self.manifests, "--system", "gws-x")["errors"]), 1)
        self.assertEqual(len(self.one_document(1, "apply", "nothing.plan", "--yes")["errors"]), 1)
        self.assertIn("objects", self.one_document(0, "unmanaged", "-f", self.manifests)["systems"][0])
        self.write("broken.yaml", "a: [\n")
        broken = self.one_document(1, "plan", "-f", self.manifests)
        self.assertEqual(broken["errors"][0]["file"], "broken.yaml")


if __name__ == "__main__":
    unittest.main()
