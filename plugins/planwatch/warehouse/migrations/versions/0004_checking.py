"""What checks look at."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0004_checking.sql")
