"""A person of the finance bureau at the web page's API: waits for the question, answers it. Run by test_sign_off."""

import json
import os
import sys
import threading
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import requests

from planwatch import paths
from planwatch.console.environment import airflow_environment, password_of
from planwatch.settings import read_settings
from planwatch.warehouse import databases, evaluation, plan_loading, policy_loading, publishing
from planwatch.warehouse.connection import connect

JUNE = date(2021, 6, 30)
KNOWN = datetime.fromisoformat("2021-07-12T08:00:00+08:00")


def answer(base: str, password: str, option: str, opinion: str, answers: list[Any]) -> None:
    """Log in as `finance`, wait for the one open question however long it takes, and answer it."""
    while True:
        time.sleep(0.5)
        try:
            token = requests.post(f"{base}/auth/token", json={"username": "finance", "password": password}, timeout=20)
            headers = {"Authorization": f"Bearer {token.json()['access_token']}"}
            found = requests.get(f"{base}/api/v2/dags/~/dagRuns/~/hitlDetails", headers=headers, timeout=20).json()
        except (requests.RequestException, KeyError, ValueError):
            continue
        waiting = [one for one in found.get("hitl_details", []) if not one.get("response_received")]
        if waiting:
            task = waiting[0]["task_instance"]
            address = (
                f"{base}/api/v2/dags/{task['dag_id']}/dagRuns/{task['dag_run_id']}"
                f"/taskInstances/{task['task_id']}/{task['map_index']}/hitlDetails"
            )
            body = {"chosen_options": [option], "params_input": {"opinion": opinion}}
            reply = requests.patch(address, json=body, headers=headers, timeout=20)
            print(f"answered {option}: {reply.status_code} {reply.text[:300]}", file=sys.stderr, flush=True)
            answers.append({"status": reply.status_code, "subject": waiting[0]["subject"]})
            return


def main() -> None:
    """Publish June, ask for its certification twice: returned first, approved then. Prints what happened as JSON."""
    settings = read_settings()
    settings = replace(settings, inbox_folder=settings.data_folder / "inbox")
    server = databases.prepare(settings.state_folder / "postgres", settings.database_port, "", "warehouse")
    os.environ.update(airflow_environment(settings, server, "warehouse", settings.execution_port))
    os.environ.update({"PLANWATCH_SCHEDULES": "off", "PLANWATCH_RETRY_DELAY_SECONDS": "1"})
    with connect(databases.address(server, "warehouse")) as connection:
        plan_loading.load_plan(connection, paths.PLAN, KNOWN)
        policy_loading.load_policy(connection, paths.POLICY, KNOWN)
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE, KNOWN))
    from planwatch.orchestration.launcher import launched

    base = f"http://127.0.0.1:{settings.execution_port}"
    answers: list[Any] = []
    outcomes = []
    with launched(settings.execution_port, Path(os.environ["AIRFLOW_HOME"]) / "log", apps="all") as run:
        for option, opinion in (("退回", "缺少监理确认"), ("同意", "同意，按此审定")):
            person = threading.Thread(
                target=answer, args=(base, password_of(settings, "finance"), option, opinion, answers), daemon=True
            )
            person.start()
            outcomes.append(run("certify_performance", {"as_of_date": JUNE.isoformat()}, lambda *_: None))
            person.join()
    with connect(databases.address(server, "warehouse")) as connection:
        found = connection.exec_driver_sql(
            "select state, opinion, answered_by, period_kinds from marts.certifications order by certification_id"
        )
        certifications = [list(row) for row in found]
    print(json.dumps({"outcomes": outcomes, "answers": answers, "certifications": certifications}))


if __name__ == "__main__":
    sys.exit(main())
