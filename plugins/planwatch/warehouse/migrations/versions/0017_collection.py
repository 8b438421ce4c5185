"""How far each unit's API has been read."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0017_collection.sql")
