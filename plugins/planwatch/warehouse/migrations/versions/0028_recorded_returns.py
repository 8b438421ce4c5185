"""A return is known from the moment on at which it had been received and judged."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0028_recorded_returns.sql")
