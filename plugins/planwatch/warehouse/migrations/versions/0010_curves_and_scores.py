"""Planned-value curves, baselines, the bridge between plan versions, and the evaluators' score."""

from planwatch.warehouse.migrate import run_migration_file

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Run the migration's file."""
    run_migration_file("0010_curves_and_scores.sql")
