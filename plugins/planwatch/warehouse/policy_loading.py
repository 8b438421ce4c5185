"""Keeps every version of the policy, so that each result can name the one it was judged by."""

import hashlib
import json
import tomllib
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from planwatch.policy import load_policy as read_policy
from planwatch.warehouse import queries


def load_policy(connection: Connection, path: Path, recorded_at: datetime) -> int:
    """Check and record a policy file; the same content is the same version. Raises PolicyError."""
    read_policy(path)
    content = json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), sort_keys=True, ensure_ascii=False)
    return queries.value(
        connection,
        "plan/record_policy_version.sql",
        content=content,
        content_sha256=hashlib.sha256(content.encode()).hexdigest(),
        recorded_at=recorded_at,
    )
