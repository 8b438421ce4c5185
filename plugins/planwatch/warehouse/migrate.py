"""Brings the warehouse's durable tables to the newest migration."""

from pathlib import Path

from alembic import command, op
from alembic.config import Config
from sqlalchemy import Connection

from planwatch import paths


def migrate(connection: Connection) -> None:
    """Run every migration that this warehouse has not had; running it again changes nothing."""
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")


def run_migration_file(file_name: str) -> None:
    """Execute one file of `include/sql/migrations` as it stands: it takes no parameters."""
    statement = (paths.SQL / "migrations" / file_name).read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statement.replace("%", "%%"))
