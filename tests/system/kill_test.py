#!/usr/bin/env python3
"""SIGKILL of the real daemon at random moments, while people are created, changed and removed.

  kill_test.py                 a short run, as in tests/run
  kill_test.py --kills 100 --patience 8     as tests/kill runs it; --seed N repeats the same edits and moments

What was in doubt at a kill is only read for some seconds after the next start, so that most kills meet a write only
where each waits for some seconds; --patience says for how many.

Judged from the simulated vendor's own log: after each round everybody is as the manifests ask, was created or removed
exactly once where that was asked, and nobody else was touched.
"""
import argparse
import contextlib
import random
import shutil
import sqlite3
import sys
import time
import unittest

from musterd_process import MusterdTest, until

PEOPLE = 40
KILLS_A_ROUND = 5
KILLS_AN_INSTALLATION = 10
LATENCY_MS = 15
WRITES = ("POST /users", "PUT /users/{id}", "DELETE /users/{id}")
choices = argparse.Namespace(kills=10, seed=None, patience=2.0)


class Killed(MusterdTest):
    open_guards = True

    def setUp(self):
        super().setUp()
        self.seed = choices.seed if choices.seed is not None else random.SystemRandom().randrange(10**6)
        self.random = random.Random(self.seed)
        self.wanted = {}  # login -> last name
        self.judged = 0  # entries of the vendor's log that were judged
        self.kills = {"while writing": 0, "at another moment": 0}

    def draw_manifests(self):
        """Another state of the manifests. Gives (before, after) as {login: last name}."""
        before, after, documents = dict(self.wanted), {}, []
        for number in range(PEOPLE):
            login = f"worker.{number:02}@acme.example"
            fate = self.random.random()
            if fate < 0.3 and login in before:
                documents.append(self.user(login, metadata={"ensure": "absent"}))
            elif fate < 0.4 and login not in before:
                continue
            else:
                after[login] = f"Name{self.random.randrange(4)}"
                documents.append(self.user(login, firstName="W", lastName=after[login], roles=["ROLE_AGENT"],
                                           password={"file": "gws-password"}))
        self.random.shuffle(documents)
        self.replace("people.yaml", "".join(documents))
        self.wanted = after
        return before, after

    def requests(self):
        counted = self.sandbox.get("counters")["requests"]
        return sum(counted.get(each, 0) for each in WRITES), sum(counted.values())

    def kill_at_a_random_moment(self):
        """After a random number of writes, or of requests, or some time after the start; and a little later."""
        writes, requests = self.requests()
        kind = self.random.random()
        more_writes = self.random.randrange(1, 12) if kind < 0.7 else None
        more_requests = self.random.randrange(1, 60) if 0.7 <= kind < 0.9 else None
        end = time.monotonic() + (choices.patience if kind < 0.9 else self.random.random())

        def due():
            now_writes, now_requests = self.requests()
            return ((more_writes and now_writes >= writes + more_writes)
                    or (more_requests and now_requests >= requests + more_requests) or time.monotonic() > end)
        until(due, "the moment to kill comes")
        time.sleep(self.random.random() * 0.03)  # not to wait for anything: the moment itself is random
        writing = self.requests()[0] > writes
        self.musterd.kill()
        self.kills["while writing" if writing else "at another moment"] += 1

    def judge(self, before, after):
        """The vendor's log since the last judgement against what was asked since then."""
        log = self.sandbox.get("log")["log"]
        effects = {}
        for entry in log[self.judged:]:
            effects.setdefault(entry["userName"], []).append(entry["effect"])
        self.judged = len(log)
        for login in set(before) | set(after) | set(effects):
            done = effects.get(login, [])
            self.assertEqual(done.count("created"), int(login in after and login not in before), (login, done))
            self.assertEqual(done.count("removed"), int(login in before and login not in after), (login, done))
            renamed = login in before and login in after and before[login] != after[login]
            self.assertEqual(done.count("updated"), int(renamed), (login, done))

    def look_up(self, query):
        with contextlib.closing(sqlite3.connect(f"file:{self.musterd.state}?mode=ro", uri=True)) as database:
            return database.execute(query).fetchone()[0]

    def open_intents(self):
        return self.look_up("SELECT count(*) FROM open_intent")

    def judge_store(self):
        self.assertEqual(self.open_intents(), 0)
        self.assertEqual(self.look_up("PRAGMA integrity_check"), "ok")
        verified = self.audit("verify")
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_kills_at_random_moments_lose_and_double_nothing(self):
        with self.subTest(seed=self.seed):
            self.musterd.configure(mode="enforce")
            for first in range(0, choices.kills, KILLS_AN_INSTALLATION):
                self.play_installation(min(KILLS_AN_INSTALLATION, choices.kills - first))
            self.assertNotIn("AddressSanitizer", self.musterd.log_text())
            self.assertGreater(self.kills["while writing"], 0, "no kill met a write: this run proved nothing")
            print(f"seed {self.seed}: {choices.kills} kills ({self.kills['while writing']} while writing)")

    def play_installation(self, kills):
        """A new vendor and a new state: what one installation may change in 24 hours is limited."""
        self.sandbox.post("reset")
        self.sandbox.post("faults", kinds=["latency"], rate=1.0, latencyMs=LATENCY_MS)
        shutil.rmtree(self.musterd.state.parent, ignore_errors=True)
        self.wanted, self.judged = {}, 0
        created = sum(self.play_round(min(KILLS_A_ROUND, kills - first)) for first in range(0, kills, KILLS_A_ROUND))
        counted = self.sandbox.get("counters")["requests"]
        self.assertEqual(counted.get("POST /users", 0), created, "creates sent equal the objects created")
        plan = self.muster("plan", "-f", self.manifests)
        self.assertEqual(plan.returncode, 0, plan.stdout + plan.stderr)

    def play_round(self, kills):
        """Other manifests, so many kills, and then peace. The number of people that were to be created."""
        before, after = self.draw_manifests()
        for _ in range(kills):
            self.musterd.start(ready=False)
            self.kill_at_a_random_moment()
        self.musterd.start()
        self.musterd.wait_converged(seconds=120)
        until(lambda: self.open_intents() == 0, "what was in doubt is settled", show=self.musterd.log_text)
        self.assertEqual(self.musterd.stop(), 0, self.musterd.log_text()[-4000:])
        self.judge(before, after)
        self.judge_store()
        return len(set(after) - set(before))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=choices.kills)
    parser.add_argument("--patience", type=float, default=choices.patience)
    parser.add_argument("--seed", type=int)
    parser.parse_args(namespace=choices)
    unittest.main(argv=sys.argv[:1], verbosity=2)
