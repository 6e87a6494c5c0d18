#!/usr/bin/env python3
"""The golden JSON outputs keep to the published schemas. Exit 77: python3-jsonschema is not installed."""
import json
import pathlib
import sys
import unittest

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "core" / "golden"


def validator(name):
    schema = json.loads((ROOT / "schemas" / name).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


class PublishedSchemas(unittest.TestCase):
    def check(self, schema, *names):
        judge = validator(schema)
        for name in names:
            with self.subTest(name):
                errors = [f"{e.json_path}: {e.message}" for e in judge.iter_errors(json.loads((GOLDEN / name).read_text()))]
                self.assertEqual(errors, [])

    def test_plans_keep_to_the_plan_schema(self):
        self.check("plan.schema.json", "plan.json", "plan_partial.json", "plan_report.json")

    def test_errors_keep_to_the_errors_schema(self):
        self.check("errors.schema.json", "errors.json", "errors_none.json")

    def test_the_plan_schema_refuses_what_is_not_a_plan(self):
        judge = validator("plan.schema.json")
        plan = json.loads((GOLDEN / "plan.json").read_text())
        self.assertTrue(judge.is_valid(plan))
        for spoil in (lambda p: p.pop("commit"), lambda p: p.update(formatVersion=2), lambda p: p.update(extra=1),
                      lambda p: p["systems"][0]["changes"][0].update(action="destroy")):
            spoiled = json.loads(json.dumps(plan))
            spoil(spoiled)
            self.assertFalse(judge.is_valid(spoiled))


if __name__ == "__main__":
    unittest.main()
