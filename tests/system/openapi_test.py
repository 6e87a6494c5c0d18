#!/usr/bin/env python3
"""schemas/openapi.yaml says what the daemon answers: the same paths and methods, and each recorded answer validates.

The answers are those that tests/daemon/routes_test.cpp proves, kept in its golden file. Exit 77: a library is missing.
"""
import json
import pathlib
import sys
import unittest

try:
    import jsonschema
    import yaml
except ImportError:
    print("skipped: python3-jsonschema and python3-yaml are needed")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "daemon" / "golden"
DOCUMENT = yaml.safe_load((ROOT / "schemas" / "openapi.yaml").read_text())
STATUS = json.loads((ROOT / "schemas" / "status.schema.json").read_text())


def resolved(node):
    """The node that a reference within the document names, or the node itself."""
    while "$ref" in node and node["$ref"].startswith("#/"):
        target = DOCUMENT
        for step in node["$ref"][2:].split("/"):
            target = target[step]
        node = target
    return node


def errors_of(schema, value):
    if schema.get("$ref") == "status.schema.json":
        schema = STATUS
    whole = dict(resolved(schema))
    if schema is not STATUS:
        whole["components"] = DOCUMENT["components"]
    judge = jsonschema.Draft202012Validator(whole)
    return [f"{error.json_path}: {error.message}" for error in judge.iter_errors(value)]


class OpenApi(unittest.TestCase):
    def setUp(self):
        self.answers = json.loads((GOLDEN / "api_answers.json").read_text())

    def test_it_lists_exactly_what_is_answered(self):
        listed = {(path, method.upper()) for path, item in DOCUMENT["paths"].items() for method in item}
        self.assertEqual(listed, {(each["path"], each["method"]) for each in self.answers})

    def test_every_answer_is_as_it_says(self):
        for each in self.answers:
            with self.subTest(f"{each['method']} {each['path']} {each['status']}"):
                operation = DOCUMENT["paths"][each["path"]][each["method"].lower()]
                self.assertIn(str(each["status"]), operation["responses"])
                content = resolved(operation["responses"][str(each["status"])])["content"]
                kind = each["type"].split(";")[0]
                self.assertIn(kind, content)
                self.assertEqual(errors_of(content[kind]["schema"], each["body"]), [])

    def test_what_needs_no_token_says_so(self):
        for path, item in DOCUMENT["paths"].items():
            for method, operation in item.items():
                open_to_all = operation.get("security", DOCUMENT["security"]) == []
                refused = [each for each in self.answers
                           if (each["path"], each["method"]) == (path, method.upper()) and each["status"] == 401]
                self.assertEqual(open_to_all, not refused, path)

    def test_the_status_keeps_to_its_schema(self):
        jsonschema.Draft202012Validator.check_schema(STATUS)
        self.assertEqual(errors_of(STATUS, json.loads((GOLDEN / "status.json").read_text())), [])

    def test_a_wrong_answer_would_be_found(self):
        wrong = json.loads((GOLDEN / "status.json").read_text())
        wrong["systems"][0]["state"] = "fine"
        self.assertNotEqual(errors_of(STATUS, wrong), [])


if __name__ == "__main__":
    unittest.main()
