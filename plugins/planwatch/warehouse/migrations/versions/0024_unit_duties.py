"""How each unit stands with its duties."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0024_unit_duties.sql")
