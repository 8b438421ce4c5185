"""Where a figure stands is told of published moments alone, and by the keys of its lines."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0025_lines_of_published_moments.sql")
