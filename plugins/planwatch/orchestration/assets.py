"""What one DAG hands to the next. An event is only a hint: what is to be done stands in the warehouse's ledger."""

from airflow.sdk import Asset

PLAN = Asset("plan", uri="postgres://warehouse/planwatch/raw/plan_versions")
INBOX = Asset("inbox", uri="file:///planwatch/inbox")
ACCEPTED_LINES = Asset("accepted_lines", uri="postgres://warehouse/planwatch/raw/accepted_lines")
PROJECT_PERFORMANCE = Asset("project_performance", uri="postgres://warehouse/planwatch/marts/project_performance")
