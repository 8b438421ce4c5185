"""The contract is a sound OpenAPI document, the example server keeps it, and the collector reads its fields from it."""

import json
import re
from typing import Any

import pytest
import requests
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from planwatch import paths
from planwatch.example import utility_server
from planwatch.example.story import load_story
from planwatch.forms import form_named
from planwatch.intake.api_contract import contract

CONTRACT: dict[str, Any] = yaml.safe_load((paths.DOCS / "returns-api.yaml").read_text(encoding="utf-8"))
PAGE = (paths.DOCS / "returns-api.md").read_text(encoding="utf-8")
# What OpenAPI 3.1 asks of the parts that this document uses.
OPENAPI = {
    "type": "object",
    "required": ["openapi", "info", "paths"],
    "additionalProperties": False,
    "properties": {
        "openapi": {"const": "3.1.0"},
        "info": {
            "type": "object",
            "required": ["title", "version"],
            "additionalProperties": False,
            "properties": {key: {"type": "string"} for key in ("title", "version", "summary", "description")},
        },
        "servers": {"type": "array", "items": {"type": "object", "required": ["url"]}},
        "security": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "array"}}},
        "paths": {
            "type": "object",
            "patternProperties": {
                "^/": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"get": {"$ref": "#/$defs/operation"}},
                }
            },
            "additionalProperties": False,
        },
        "components": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "schemas": {"type": "object"},
                "securitySchemes": {
                    "type": "object",
                    "additionalProperties": {
                        "type": "object",
                        "required": ["type", "scheme"],
                        "properties": {"type": {"const": "http"}, "scheme": {"const": "bearer"}},
                    },
                },
            },
        },
    },
    "$defs": {
        "operation": {
            "type": "object",
            "required": ["operationId", "responses"],
            "additionalProperties": False,
            "properties": {
                "operationId": {"type": "string"},
                "summary": {"type": "string"},
                "parameters": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["name", "in", "schema"],
                        "properties": {"in": {"enum": ["query", "header"]}, "required": {"type": "boolean"}},
                    },
                },
                "responses": {
                    "type": "object",
                    "patternProperties": {"^[1-5][0-9][0-9]$": {"type": "object", "required": ["description"]}},
                    "additionalProperties": False,
                },
            },
        }
    },
}


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": CONTRACT["components"]},
        format_checker=FormatChecker(["date", "date-time"]),
    )


def test_the_document_is_openapi() -> None:
    Draft202012Validator(OPENAPI).validate(CONTRACT)
    for name, entry in CONTRACT["components"]["schemas"].items():
        Draft202012Validator.check_schema(entry)
        assert set(entry["required"]) <= set(entry["properties"]), name


def test_every_reference_leads_somewhere() -> None:
    for reference in re.findall(r'"#/([^"]+)"', (paths.DOCS / "returns-api.yaml").read_text(encoding="utf-8")):
        place: Any = CONTRACT
        for part in reference.split("/"):
            place = place[part]


def test_every_field_fills_a_column_of_the_form() -> None:
    columns = {column.name for column in form_named("progress").columns}
    assert {entry.column for entry in contract("Line").values() if entry.column} <= columns
    assert [name for name, entry in contract("Line").items() if not entry.column] == ["changed_at"]


@pytest.mark.parametrize("day", [str(entry["cutoff_date"]) for entry in load_story()["months"].values()])
def test_the_example_server_keeps_the_contract(day: str) -> None:
    server = utility_server.start(0)
    headers = {"Authorization": f"Bearer {load_story()['utility_token']}"}
    said = CONTRACT["paths"]["/v1/progress"]["get"]["responses"]
    address, lines, statuses = f"/v1/progress?cutoff_date={day}", [], []
    while address:
        answer = requests.get(server.url + address, headers=headers, timeout=5)
        statuses.append(str(answer.status_code))
        if answer.status_code == 503:
            assert answer.headers["Retry-After"] == "0"
            continue
        page = answer.json()
        schema("Page").validate(page)
        assert answer.headers["ETag"]
        assert answer.headers["Content-Encoding"] == "gzip"
        lines += page["lines"]
        address = page["next"]
    assert len(lines) == page["total"] == 5
    known = {"If-None-Match": answer.headers["ETag"]}
    unchanged = requests.get(f"{server.url}/v1/progress?cutoff_date={day}", headers=headers | known, timeout=5)
    later = requests.get(
        f"{server.url}/v1/progress",
        params={"cutoff_date": day, "since": "2031-01-01T00:00:00+08:00"},
        headers=headers,
        timeout=5,
    )
    refused = requests.get(f"{server.url}/v1/progress?cutoff_date={day}", timeout=5)
    missed = requests.get(f"{server.url}/v2/progress?cutoff_date={day}", headers=headers, timeout=5)
    server.stop()
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert (later.json()["total"], later.json()["lines"]) == (0, [])
    assert {*statuses, "304", str(refused.status_code), str(missed.status_code)} <= set(said)


@pytest.mark.parametrize(
    "fault",
    [
        {"completed_percent": "40"},
        {"investment_amount": 36.5},
        {"investment_amount": "三十六"},
        {"changed_at": "yesterday"},
        {"foreman": "x"},
    ],
)
def test_the_contract_refuses_what_it_should(fault: dict[str, Any]) -> None:
    good = {
        "project": "石门小区",
        "item": "管线序化",
        "completed_percent": 40,
        "investment_amount": "36.5",
        "changed_at": "2021-07-01T09:00:00+08:00",
    }
    schema("Line").validate(good)
    is_checked = "date-time" in FormatChecker.checkers
    assert not schema("Line").is_valid(good | fault) or ("changed_at" in fault and not is_checked)


def test_the_developers_page_names_every_field_status_and_finding() -> None:
    missing = [name for name in (*contract("Page"), *contract("Line")) if f"`{name}`" not in PAGE]
    missing += [code for code in CONTRACT["paths"]["/v1/progress"]["get"]["responses"] if code not in PAGE]
    missing += [rule for rule in ("F36", "F80", "F81", "F82", "F83", "F84") if rule not in PAGE]
    assert missing == []


def test_the_examples_of_the_developers_page_keep_the_contract() -> None:
    examples = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
    assert len(examples) == 2
    for example in examples:
        schema("Page").validate(example)
