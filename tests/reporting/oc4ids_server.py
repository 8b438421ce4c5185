"""What the public OC4IDS checker asks the network for, served on this machine.

The checker carries no schema. This one is written from the standard's documentation, for the fields that planwatch
fills: the checker then tells of wrong types, unknown fields and values outside a code list.
"""

import http.server
import json
import threading
from typing import Any

VALUE = {"type": "object", "properties": {"amount": {"type": "number"}, "currency": {"type": "string", "codelist": "currency.csv", "openCodelist": False, "enum": ["CNY"]}}}  # fmt: skip
PERIOD = {"type": "object", "properties": {"startDate": {"type": "string", "format": "date-time"}, "endDate": {"type": "string", "format": "date-time"}, "durationInDays": {"type": "integer"}}}  # fmt: skip
PARTY = {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}
OBSERVATION = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "period": PERIOD,
        "value": VALUE,
        "measure": {"type": ["string", "number"]},
        "unit": {
            "type": "object",
            "properties": {
                "name": {"type": "string"},
                "scheme": {"type": "string", "codelist": "unitClassificationScheme.csv", "openCodelist": True},
                "id": {"type": "string"},
            },
        },
        "notes": {"type": "string"},
    },
}
METRIC = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "codelist": "metricID.csv", "openCodelist": True},
        "title": {"type": "string"},
        "observations": {"type": "array", "items": OBSERVATION},
    },
}
PROJECT: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "updated": {"type": "string", "format": "date-time"},
        "language": {"type": "string"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "status": {"type": "string", "codelist": "projectStatus.csv", "openCodelist": False, "enum": ["identification", "preparation", "implementation", "completion", "maintenance", "decommissioning", "decommissioned", "cancelled"]},
        "type": {"type": "string", "codelist": "projectType.csv", "openCodelist": False, "enum": ["construction", "rehabilitation", "replacement", "expansion", "decommissioning"]},
        "sector": {"type": "array", "items": {"type": "string"}, "codelist": "projectSector.csv", "openCodelist": True},
        "period": PERIOD,
        "budget": {"type": "object", "properties": {"amount": VALUE}},
        "publicAuthority": PARTY,
        "parties": {
            "type": "array",
            "items": {"type": "object", "properties": PARTY["properties"] | {"roles": {"type": "array", "items": {"type": "string"}, "codelist": "partyRole.csv", "openCodelist": True}}},
        },
        "metrics": {"type": "array", "items": METRIC},
        "forecasts": {"type": "array", "items": METRIC},
    },
}  # fmt: skip
PACKAGE = {
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "required": ["uri", "publisher", "publishedDate", "projects", "version"],
    "properties": {
        "uri": {"type": "string", "format": "uri"},
        "publishedDate": {"type": "string", "format": "date-time"},
        "version": {"type": "string", "pattern": "^(\\d+\\.)(\\d+)$"},
        "projects": {"type": "array", "minItems": 1, "items": PROJECT, "uniqueItems": True},
        "publisher": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
    },
}
CODELISTS = {
    "currency.csv": ["CNY"],
    "unitClassificationScheme.csv": ["UNCEFACT", "QUDT"],
    "metricID.csv": ["physicalProgress", "financialProgress"],
    "projectStatus.csv": PROJECT["properties"]["status"]["enum"],
    "projectType.csv": PROJECT["properties"]["type"]["enum"],
    "projectSector.csv": ["socialHousing", "waterAndWaste", "transport.urban"],
    "partyRole.csv": ["buyer", "funder", "payer", "interestedParty", "publicAuthority", "administrativeEntity"],
}


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        pages = {"project-schema.json": json.dumps(PROJECT), "project-package-schema.json": json.dumps(PACKAGE)}
        pages |= {
            file: "\n".join(["Code,Title", *(f"{code},{code}" for code in codes)]) for file, codes in CODELISTS.items()
        }
        self.send_response(200 if name in pages else 404)
        self.end_headers()
        self.wfile.write(pages.get(name, "").encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


def start() -> http.server.ThreadingHTTPServer:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
