"""A figure leads to its cell and to lines of every form."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0014_explain_every_form.sql")
