"""Reads a story written as a calendar: week by week what came in, and who must hear what.

    W22 | T1 P04 yellow gap=-0.12   | opened T1 P04 yellow > U11
    W23 | T1 P04 yellow gap=-0.13   | ~unchanged T1 P04 yellow
    W24 |                           | closed T1 P04 yellow cured > U11

A row is a week, what is so or comes in (several things parted by `;`), and every event of that week (parted by `;`).
`~` marks an event that nobody is pushed. After `>` stand those who hear; the programme office hears everything and
is not written. An event is: event, rule, subject, level, and in parentheses its reason where it has one.

What is so or comes in:
    T1 P04 red gap=-0.3      the published week says so of the project (lights written straight into the marts)
    F33 U11 progress 06-30 missing days=3     the published week says so of the return
    P04 finished · P04 dropped                the project is finished, or is in the plan no more
    ack P04 T1 by=U11 until=2021-07-05 at=…   an answer is recorded (rule `*` for all of the project)
    -                        the week is not evaluated
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
REGULAR_HOUR = time(8)


@dataclass
class Week:
    """One row of a calendar; `as_of_date` is its Sunday and `known_at` the Monday after, 08:00 in Shanghai."""

    as_of_date: date
    known_at: datetime
    given: list[list[str]]
    heard: list[str] = field(default_factory=list)


def read(story: str, year: int = 2021) -> list[Week]:
    weeks = []
    for line in filter(None, (line.strip() for line in story.strip().splitlines())):
        name, given, heard = (part.strip() for part in line.split("|"))
        week_year, _, number = name.rpartition("W")
        sunday = date.fromisocalendar(int(week_year.rstrip("-") or year), int(number), 7)
        weeks.append(
            Week(
                as_of_date=sunday,
                known_at=datetime.combine(sunday + timedelta(days=1), REGULAR_HOUR, SHANGHAI),
                given=[part.split() for part in given.split(";") if part.strip()],
                heard=sorted(part.strip() for part in heard.split(";") if part.strip()),
            )
        )
    return weeks


def facts(words: list[str]) -> dict[str, Any]:
    return dict(word.split("=", 1) for word in words if "=" in word)


def event_line(row: dict[str, Any], told_of_everything: str = "PROGRAMME") -> str:
    """An event of the warehouse in the notation of the calendars."""
    subject = " ".join([row["subject_code"], *row["case_key"].split("|")]).strip()
    words = [row["event"], row["rule_id"], subject, row["level"]]
    if row["reason"]:
        words.append(f"({row['reason']})")
    if not row["is_pushed"]:
        return "~" + " ".join(words)
    others = [owner for owner in row["audience"] if owner != told_of_everything]
    return " ".join([*words, *([">", *others] if others else [])])
