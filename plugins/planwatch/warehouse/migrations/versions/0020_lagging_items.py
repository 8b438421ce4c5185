"""What lags item by item."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0020_lagging_items.sql")
