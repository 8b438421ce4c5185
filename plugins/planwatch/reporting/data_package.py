"""A published day as a Frictionless data package: every mart as CSV and Parquet, with its contract beside it."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from planwatch.domain.formula_text import MARK
from planwatch.domain.period import SHANGHAI
from planwatch.messages import load_messages
from planwatch.reporting.data_contract import constraints_of, references_of
from planwatch.warehouse import extracts, queries
from planwatch.warehouse.connection import Connection
from planwatch.warehouse.extracts import Mart, MartColumn
from planwatch.warehouse.publishing import NotPublishedError

FIELD_TYPES = {
    "date": "date",
    "timestamp with time zone": "datetime",
    "integer": "integer",
    "bigint": "integer",
    "text": "string",
    "boolean": "boolean",
    "jsonb": "any",
    "text[]": "array",
    "bigint[]": "array",
}
_NUMERIC = re.compile(r"numeric\((\d+),(\d+)\)")


def write_data_package(connection: Connection, as_of_date: date, folder: Path) -> Path:
    """Write `data/<mart>.csv`, `data/<mart>.parquet` and `datapackage.json` into a folder; returns the descriptor.

    The same publication gives the same files. Raises NotPublishedError.
    """
    points = queries.rows(connection, "exporting/published_point.sql", as_of_date=as_of_date)
    if not points:
        raise NotPublishedError(as_of_date)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    resources: list[dict[str, Any]] = []
    for mart in extracts.published_marts(connection):
        path = folder / "data" / f"{mart.name}.csv"
        extracts.write_csv(connection, mart, as_of_date, path)
        _write_parquet(connection, mart, as_of_date, path.with_suffix(".parquet"))
        resources += [_resource(mart, path), _parquet_resource(mart, path.with_suffix(".parquet"))]
    descriptor = folder / "datapackage.json"
    descriptor.write_text(
        json.dumps(_package(points[0], resources), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    return descriptor


def _package(point: dict[str, Any], resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": f"planwatch-{point['as_of_date']}",
        "title": point["programme_name"],
        "sources": [{"title": point["document_title"]}],
        "as_of_date": str(point["as_of_date"]),
        "known_at": point["known_at"].astimezone(SHANGHAI).isoformat(),
        "plan_version": point["plan_version"],
        "policy_version": point["policy_version"],
        "light_profile": point["light_profile"],
        "csv_text": {
            "mark": MARK,
            "title": load_messages("zh").say("data_package.csv_text"),
            "description": load_messages("en").say("data_package.csv_text"),
        },
        "resources": resources,
    }


def _resource(mart: Mart, path: Path) -> dict[str, Any]:
    promised = constraints_of(mart.name)
    schema = {
        "fields": [_field(column, promised.get(column.name, {})) for column in mart.columns],
        "primaryKey": [column.name for column in mart.columns if column.is_key],
    }
    references = references_of(mart.name)
    return {
        "profile": "tabular-data-resource",
        "name": mart.name,
        "title": mart.meaning_zh,
        "description": mart.meaning_en,
        "path": f"data/{path.name}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
        "schema": schema | ({"foreignKeys": references} if references else {}),
    }


def _parquet_resource(mart: Mart, path: Path) -> dict[str, Any]:
    return {
        "type": "file",
        "name": f"{mart.name}-parquet",
        "title": mart.meaning_zh,
        "description": mart.meaning_en,
        "path": f"data/{path.name}",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
    }


def _field(column: MartColumn, promised: dict[str, Any]) -> dict[str, Any]:
    described = {
        "name": column.name,
        "type": FIELD_TYPES.get(column.kind, "number"),
        "title": column.meaning_zh,
        "description": column.meaning_en,
    }
    constraints = ({"required": True} if column.is_required else {}) | promised
    return described | ({"constraints": constraints} if constraints else {})


def _write_parquet(connection: Connection, mart: Mart, as_of_date: date, path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema(
        [
            pyarrow.field(
                column.name,
                _arrow_type(column),
                nullable=not column.is_required,
                metadata={"zh": column.meaning_zh, "en": column.meaning_en},
            )
            for column in mart.columns
        ]
    )
    with parquet.ParquetWriter(path, schema) as target:
        for batch in extracts.row_batches(connection, mart, as_of_date):
            columns = [
                pyarrow.array(values, field.type)
                for values, field in zip(zip(*batch, strict=True), schema, strict=True)
            ]
            target.write_batch(pyarrow.record_batch(columns, schema=schema))


def _arrow_type(column: MartColumn) -> Any:
    import pyarrow

    numeric = _NUMERIC.fullmatch(column.kind)
    if numeric:
        return pyarrow.decimal128(int(numeric[1]), int(numeric[2]))
    return {
        "date": pyarrow.date32(),
        "timestamp with time zone": pyarrow.timestamp("us", tz="UTC"),
        "integer": pyarrow.int32(),
        "bigint": pyarrow.int64(),
        "boolean": pyarrow.bool_(),
    }.get(column.kind, pyarrow.string())


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
