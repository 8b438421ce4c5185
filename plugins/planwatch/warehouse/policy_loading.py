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
    """Check a policy file and put it in force; the same content is the same version. Raises PolicyError."""
    read_policy(path)
    content = json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), sort_keys=True, ensure_ascii=False)
    version: int = queries.value(
        connection,
        "plan/record_policy_version.sql",
        content=content,
        content_sha256=hashlib.sha256(content.encode()).hexdigest(),
        recorded_at=recorded_at,
    )
    queries.run(connection, "plan/activate_policy.sql", policy_version=version, activated_at=recorded_at)
    return version
