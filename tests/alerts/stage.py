"""Plays calendars: publishes each week as the story has it, follows the alerts, and compares what happened."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, text

from planwatch.warehouse import alerting, evaluation, publishing
from tests.alerts import calendar
from tests.alerts.calendar import SHANGHAI, Week

BASE_DAY = date(2020, 6, 28)
BASE_MOMENT = datetime(2020, 6, 29, tzinfo=UTC)
STATUS_DEFAULTS = {"form": "progress", "frequency": "month", "projects_count": 0, "days_late": 0}


@dataclass
class Stage:
    """One story's warehouse. Weeks are either written straight into the marts, or evaluated from returns."""

    connection: Connection
    dropped: set[str] = field(default_factory=set)

    def play(self, story: str, year: int = 2021, only: str = "") -> None:
        self.run("delete from raw.plan_reporting_calendar")  # nothing falls due but what the story says
        for week in calendar.read(story, year):
            if ["-"] in week.given:
                continue
            self.publish_as_told(week)
            assert self.follow(week, only) == week.heard, f"week of {week.as_of_date}"

    def play_returns(self, story: str, year: int = 2021, only: str = "") -> None:
        """Like `play`, but returns come in and each week is evaluated whole."""
        for week in calendar.read(story, year):
            for words in week.given:
                self.receive(week, words)
            if ["-"] in week.given:
                continue
            self.evaluate(week.as_of_date, week.known_at)
            assert self.follow(week, only) == week.heard, f"week of {week.as_of_date}"

    def evaluate(self, as_of_date: date, known_at: datetime) -> None:
        publishing.publish(self.connection, evaluation.build_candidate(self.connection, as_of_date, known_at))

    def follow(self, week: Week, only: str = "") -> list[str]:
        known_at = alerting.build_week(self.connection, week.as_of_date)
        alerting.publish_week(self.connection, week.as_of_date, known_at)
        return self.events(week.as_of_date, known_at, only)

    def events(self, as_of_date: date, known_at: datetime, only: str = "") -> list[str]:
        found = self.connection.execute(
            text("select * from marts.alert_events where as_of_date = :day and known_at = :at"),
            {"day": as_of_date, "at": known_at},
        ).mappings()
        lines = [calendar.event_line(dict(row)) for row in found]
        return sorted(line for line in lines if all(word in line.split() for word in only.split()))

    def spell(self, as_of_date: date, rule: str, subject: str) -> dict[str, Any]:
        [row] = self.connection.execute(
            text(
                "select * from marts.alert_spells where as_of_date = :day and rule_id = :rule"
                " and subject_code = :subject"
            ),
            {"day": as_of_date, "rule": rule, "subject": subject},
        ).mappings()
        return dict(row)

    def run(self, statement: str, **parameters: Any) -> None:
        self.connection.execute(text(statement), parameters)

    def publish_as_told(self, week: Week) -> None:
        """Write the week into the marts: the base day's rows, with the lights and returns that the story names."""
        reasons: dict[str, list[dict[str, Any]]] = {}
        finished: set[str] = set()
        returns = []
        for words in week.given:
            if words[0] == "ack":
                self.acknowledge(week, words)
            elif words[1] == "dropped":
                self.dropped.add(words[0])
            elif words[1] == "finished":
                finished.add(words[0])
            elif words[0] == "F33":
                returns.append(words)
            else:
                reasons.setdefault(words[1], []).append(
                    {"rule": words[0], "level": words[2], "facts": _numbers(calendar.facts(words))}
                )
        for mart in ("programme_performance", "project_performance"):
            self.run(f"delete from marts.{mart} where as_of_date = :day", day=week.as_of_date)
        self._copy("programme_performance", week, "true", {})
        for code in self._projects():
            if code not in self.dropped:
                patch = {"light_reasons": reasons.get(code, [])}
                patch |= {"finished_date": week.as_of_date.isoformat()} if code in finished else {}
                self._copy("project_performance", week, f"project_code = '{code}'", patch)
        self.run("delete from marts.unit_reporting where as_of_date = :day", day=week.as_of_date)
        for words in returns:
            self._return_as_told(week, words)

    def acknowledge(self, week: Week, words: list[str]) -> None:
        said = calendar.facts(words)
        at = datetime.fromisoformat(said["at"]).replace(tzinfo=SHANGHAI) if "at" in said else week.known_at
        self.run(
            "insert into raw.acknowledgements (project_code, rule_id, acknowledged_by, reason, recovery_date,"
            " muted_until_date, acknowledged_at) values (:project, :rule, :by, :why, :until, :until, :at)",
            project=words[1],
            rule=None if words[2] == "*" else words[2],
            by=said.get("by", "U11"),
            why=said.get("why", "雨季"),
            until=date.fromisoformat(said["until"]),
            at=at if "at" in said else at - timedelta(days=2),
        )

    def receive(self, week: Week, words: list[str]) -> None:
        """`U11 progress 06-30 P04 ROAD=40 DRAIN=20 at=2021-07-04T23:59 remark=…`: an accepted return."""
        if words == ["-"]:
            return
        if words[0] == "ack":
            self.acknowledge(week, words)
            return
        unit, form, cutoff, project, *cells = words
        said = calendar.facts(cells)
        at = said.pop("at", None)
        remark = said.pop("remark", None)
        received_at = datetime.fromisoformat(at).replace(tzinfo=SHANGHAI) if at else week.known_at - timedelta(days=2)
        cutoff_date = date.fromisoformat(cutoff if len(cutoff) == 10 else f"{week.as_of_date.year}-{cutoff}")
        return_id = self._return(unit, received_at)
        for row_number, (item, figure) in enumerate(said.items(), start=2):
            self._line(form, return_id, row_number, cutoff_date, project, item, figure, remark)

    def _line(
        self,
        form: str,
        return_id: int,
        row_number: int,
        cutoff_date: date,
        project: str,
        item: str,
        figure: str,
        remark: str | None,
    ) -> None:
        row = {"return_id": return_id, "sheet_name": form, "row_number": row_number, "cells": "{}"}
        row |= {"is_accepted": True, "cutoff_date": cutoff_date, "project_code": project, "remark": remark}
        if form == "progress":
            row |= {"item_code": item, "completed_percent": Decimal(figure)}
        else:
            row |= {"source_code": "COUNTY", "document_number": "青财建〔2021〕1号", item: Decimal(figure) * 10000}
        names = ", ".join(row)
        self.run(f"insert into raw.{form}_lines ({names}) values ({', '.join(f':{name}' for name in row)})", **row)

    def _return(self, unit: str, received_at: datetime) -> int:
        number = self.connection.execute(text("select count(*) from raw.returns")).scalar_one()
        return int(
            self.connection.execute(
                text(
                    "insert into raw.returns (unit_code, channel, file_name, file_sha256, file_bytes, archive_path,"
                    " received_at, state, verdict) values (:unit, 'folder', 'f', :sha, 1, 'a', :at, 'answered',"
                    " 'accepted') returning return_id"
                ),
                {"unit": unit, "sha": f"{number:064d}", "at": received_at},
            ).scalar_one()
        )

    def _projects(self) -> list[str]:
        found = self.connection.execute(text("select project_code from raw.plan_projects where plan_version = 1"))
        return sorted(found.scalars())

    def _copy(self, mart: str, week: Week, which: str, patch: dict[str, Any]) -> None:
        patch = {"as_of_date": week.as_of_date, "known_at": week.known_at} | patch
        self.run(
            f"insert into marts.{mart} select patched.* from marts.{mart} as base, jsonb_populate_record("
            f"null::marts.{mart}, to_jsonb(base) || cast(:patch as jsonb)) as patched"
            f" where base.as_of_date = :base and base.{which}".replace("base.true", "true"),
            patch=json.dumps(patch, default=str),
            base=BASE_DAY,
        )

    def _return_as_told(self, week: Week, words: list[str]) -> None:
        _, unit, form, cutoff, status, *rest = words
        said = calendar.facts(rest)
        cutoff_date = date.fromisoformat(cutoff if len(cutoff) == 10 else f"{week.as_of_date.year}-{cutoff}")
        row = STATUS_DEFAULTS | {
            "as_of_date": week.as_of_date,
            "known_at": week.known_at,
            "plan_version": 1,
            "unit_code": unit,
            "unit_name": unit,
            "form": form,
            "cutoff_date": cutoff_date,
            "due_date": said.get("due", week.as_of_date),
            "grace_end_date": said.get("due", week.as_of_date),
            "status": status,
            "days_late": int(said.get("days", 0)),
        }
        self.run(
            "insert into marts.unit_reporting select * from jsonb_populate_record(null::marts.unit_reporting,"
            " cast(:row as jsonb))",
            row=json.dumps(row, default=str),
        )


def _numbers(said: dict[str, str]) -> dict[str, Any]:
    return {
        name: float(figure) if figure.lstrip("-").replace(".", "", 1).isdigit() else figure
        for name, figure in said.items()
    }
