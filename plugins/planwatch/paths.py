"""Where the project's own data lives: the same in a checkout and in the image."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include"
PLAN = INCLUDE / "plan"
EVALUATION = INCLUDE / "evaluation"
FORMS = INCLUDE / "forms"
SQL = INCLUDE / "sql"
EXPECTATIONS = INCLUDE / "expectations"
MESSAGES = INCLUDE / "messages"
DATA_DOCS_PAGES = INCLUDE / "data_docs"
DOCS = INCLUDE / "docs"
RULES = INCLUDE / "rules.yaml"
POLICY = INCLUDE / "policy.toml"
