"""A person of the finance bureau at the web page's API: waits for the question, answers it, after the administrator tried.

After that a correction of the certified day comes, with the first return of the next month. Run by test_sign_off.
"""

import hashlib
import json
import os
import sys
import threading
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import requests
from openpyxl import load_workbook

from planwatch import paths
from planwatch.console.environment import airflow_environment, password_of
from planwatch.settings import read_settings
from planwatch.warehouse import databases, evaluation, plan_loading, policy_loading, publishing
from planwatch.warehouse.connection import connect
from tests.builders import progress_file

JUNE = date(2021, 6, 30)
KNOWN = datetime.fromisoformat("2021-07-12T08:00:00+08:00")
READING_SECONDS = 2


@dataclass
class Person:
    """Whoever is logged in as `finance`: reads each open question, answers it, and answers again if asked again.

    Before each answer the administrator tries to give it; `tries` are what came of it.

    Airflow asks again where an answer comes before its scheduler has seen the asking process end (apache/airflow#72716):
    that answer is lost, the question retried.
    """

    base: str
    passwords: dict[str, str]
    option: str
    opinion: str
    answers: list[Any]
    tries: list[Any]
    is_over: threading.Event = field(default_factory=threading.Event)

    def answer(self) -> None:
        """Look for open questions until the run is over, however long it takes."""
        while not self.is_over.wait(0.5):
            try:
                self._answer_what_is_open()
            except (requests.RequestException, KeyError, ValueError) as reason:
                print(f"not yet: {reason}", file=sys.stderr, flush=True)

    def _answer_what_is_open(self) -> None:
        headers = self._logged_in("finance")
        questions = f"{self.base}/api/v2/dags/~/dagRuns/~/hitlDetails"
        found = requests.get(questions, headers=headers, timeout=20).json()["hitl_details"]
        for question in (one for one in found if not one["response_received"]):
            self.is_over.wait(READING_SECONDS)
            task = question["task_instance"]
            address = (
                f"{self.base}/api/v2/dags/{task['dag_id']}/dagRuns/{task['dag_run_id']}"
                f"/taskInstances/{task['task_id']}/{task['map_index']}/hitlDetails"
            )
            body = {"chosen_options": [self.option], "params_input": {"opinion": self.opinion}}
            tried = requests.patch(address, json=body, headers=self._logged_in("admin"), timeout=20)
            self.tries.append({"status": tried.status_code, "detail": tried.json()["detail"]})
            reply = requests.patch(address, json=body, headers=headers, timeout=20)
            print(f"answered {self.option}: {reply.status_code} {reply.text[:300]}", file=sys.stderr, flush=True)
            said = {"subject": question["subject"], "body": question["body"]}
            self.answers.append({"status": reply.status_code, **said})

    def _logged_in(self, user: str) -> dict[str, str]:
        login = {"username": user, "password": self.passwords[user]}
        token = requests.post(f"{self.base}/auth/token", json=login, timeout=20).json()["access_token"]
        return {"Authorization": f"Bearer {token}"}


def standing(folder: Path) -> str:
    """What the day's current workbook says of how it stands."""
    [path] = (folder / JUNE.isoformat()).glob("财政评价_*.xlsx")
    return str(load_workbook(path)["进度排名"]["A2"].value)


def held_back(connection: Any, is_on: bool) -> None:
    """Let every candidate of June break its contract, and no other day's."""
    if is_on:
        connection.exec_driver_sql(
            "create function candidate.breaks() returns trigger language plpgsql as"
            " $$ begin new.red_projects_count := -1; return new; end $$;"
            "create trigger breaks before insert on candidate.programme_performance for each row"
            " when (new.as_of_date = '2021-06-30') execute function candidate.breaks()"
        )
    else:
        connection.exec_driver_sql("drop function candidate.breaks cascade")


def main() -> None:
    """Publish June, ask for its certification twice: returned first, approved then. Prints all as JSON.

    With the argument `corrected`, June is then corrected and July reported, while June's contract is broken and after.
    """
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
    tries: list[Any] = []
    standings: list[str] = []
    published: list[Any] = []
    passwords = {user: password_of(settings, user) for user in ("finance", "admin")}
    outcomes = []
    with launched(settings.execution_port, Path(os.environ["AIRFLOW_HOME"]) / "log", apps="all") as run:
        for option, opinion in (("退回", "缺少监理确认"), ("同意", "同意，按此审定")):
            person = Person(base, passwords, option, opinion, answers, tries)
            answering = threading.Thread(target=person.answer, daemon=True)
            answering.start()
            outcomes.append(run("certify_performance", {"as_of_date": JUNE.isoformat()}, lambda *_: None))
            person.is_over.set()
            answering.join()
            standings.append(standing(settings.export_folder))
        is_corrected = "corrected" in sys.argv[1:]
        if is_corrected:
            progress_file(settings.inbox_folder / "U11" / "june.xlsx", [{}])
            progress_file(settings.inbox_folder / "U11" / "july.xlsx", [{"cutoff_date": "2021-07-31"}])
            outcomes.append(run("ingest_returns", {}, lambda *_: None))
        for is_on in (True, False) if is_corrected else ():
            with connect(databases.address(server, "warehouse")) as connection:
                held_back(connection, is_on)
            over: list[Any] = []
            outcomes.append(run("publish_performance", {}, lambda _, *task, over=over: over.append(task)))
            with connect(databases.address(server, "warehouse")) as connection:
                days = connection.exec_driver_sql(
                    "select distinct as_of_date::text from raw.publications"
                    " where state = 'published' and known_at > '2022-01-01'"
                )
                [changes] = connection.exec_driver_sql("select count(*) from marts.certified_bridge").scalars()
                published.append({"days": sorted(days.scalars()), "changes": changes, "tasks": sorted(over)})
            standings.append(standing(settings.export_folder))
    with connect(databases.address(server, "warehouse")) as connection:
        found = connection.exec_driver_sql(
            "select state, opinion, answered_by, period_kinds from marts.certifications order by certification_id"
        )
        certifications = [list(row) for row in found]
        kept = connection.exec_driver_sql("select workbook_sha256 from marts.certifications order by certification_id")
        fingerprints = list(kept.scalars())
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (settings.export_folder / JUNE.isoformat()).glob("送审*.xlsx")
    }
    kept_docs = sorted(path.name for path in settings.data_docs_folder.glob("contract*"))
    told = {
        "data_docs": kept_docs,
        "outcomes": outcomes,
        "answers": answers,
        "tries": tries,
        "certifications": certifications,
    }
    print(json.dumps(told | {"standings": standings, "published": published, "files": files, "kept": fingerprints}))


if __name__ == "__main__":
    sys.exit(main())
