"""A collection that is late and fails, on the real scheduler; prints the mails it sent. Run by test_operators_are_told."""

import email
import email.policy
import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from planwatch.console.environment import airflow_environment
from planwatch.example import mail_catcher
from planwatch.settings import read_settings
from planwatch.warehouse import databases

PATIENCE_SECONDS = 30


def main() -> None:
    """Ask a server that is not there, with a deadline of two seconds."""
    settings = read_settings()
    settings = replace(settings, inbox_folder=settings.data_folder / "inbox")
    server = databases.prepare(settings.state_folder / "postgres", settings.database_port, "", "warehouse")
    os.environ.update(airflow_environment(settings, server, "warehouse", settings.execution_port))
    nobody = {"conn_type": "http", "schema": "http", "host": "127.0.0.1", "port": 9, "password": "secret"}
    extra = {"from_email": "planwatch@example.invalid", "to_emails": [], "operator_emails": ["ops@example.invalid"]}
    mail_server = {"conn_type": "smtp", "host": "127.0.0.1", "port": settings.mail_port}
    os.environ.update(
        {
            "PLANWATCH_SCHEDULES": "off",
            "PLANWATCH_RETRY_DELAY_SECONDS": "0",
            "PLANWATCH_DEADLINE_SECONDS": "2",
            "AIRFLOW_CONN_UTILITY_U12": json.dumps(nobody),
            "AIRFLOW_CONN_PLANWATCH_SMTP": json.dumps(mail_server | {"extra": extra | {"disable_tls": True}}),
        }
    )
    folder = settings.data_folder / "mail"
    catcher = mail_catcher.start(settings.mail_port, folder)
    from planwatch.orchestration.launcher import launched

    with launched(settings.execution_port, Path(os.environ["AIRFLOW_HOME"]) / "log") as run:
        outcome = run("collect_returns", {"cutoff_date": "2021-06-30"}, lambda *_: None)
        ends = time.monotonic() + PATIENCE_SECONDS
        while len(list(folder.glob("*.eml"))) < 2 and time.monotonic() < ends:
            time.sleep(0.5)
    catcher.stop()
    mails = [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in sorted(folder.glob("*"))
    ]
    told = [{"subject": mail["Subject"], "to": mail["To"], "text": mail.get_content()} for mail in mails]
    print(json.dumps({"outcome": outcome, "mails": told}))


if __name__ == "__main__":
    sys.exit(main())
