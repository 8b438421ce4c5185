"""The finance bureau's sign-off as Airflow sees it: the request, the question to a person, the answer on record."""

from datetime import date, datetime
from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from planwatch.domain.period import SHANGHAI
from planwatch.messages import load_messages
from planwatch.orchestration.resources import folders, warehouse
from planwatch.refusals import RefusalError

SAID = load_messages("zh")
APPROVE, RETURN = SAID.say("certification.approve"), SAID.say("certification.return")


def request_certification(as_of_date: date, requested_at: datetime) -> dict[str, Any]:
    """Freeze a published day, keep its workbook, say what it is; skipped where it is certified or not published."""
    from planwatch.reporting.certified_workbook import certified_workbook, keep_certified_workbook
    from planwatch.warehouse import certifying

    with warehouse() as connection:
        try:
            asked = certifying.request(connection, as_of_date, requested_at)
        except certifying.NotCertifiableError as reason:
            raise AirflowSkipException(str(reason)) from reason
        made = certified_workbook(connection, asked["certification_id"], SAID)
        certifying.keep_workbook(connection, asked["certification_id"], made.sha256)
    path = keep_certified_workbook(made, folders().export_folder, SAID)
    kinds = "、".join(SAID.say(f"certification.kind.{kind}") for kind in asked["period_kinds"]) or "—"
    facts = (
        made.headline
        | asked
        | {
            "kinds": kinds,
            "known_at": f"{asked['known_at'].astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
            "workbook": path,
            "workbook_sha256": made.kept_sha256 or made.sha256,
        }
    )
    return {
        "certification_id": asked["certification_id"],
        "as_of_date": as_of_date.isoformat(),
        "subject": SAID.say("certification.subject", **facts),
        "body": SAID.say("certification.body", **facts),
    }


def ask_finance_bureau() -> HITLOperator:
    """The question on the page of required actions: approve or return, never without an opinion.

    Airflow takes an answer only from those whom PLANWATCH_CERTIFIERS names.
    """
    return HITLOperator(
        task_id="ask_finance_bureau",
        subject="{{ ti.xcom_pull(task_ids='request')['subject'] }}",
        body="{{ ti.xcom_pull(task_ids='request')['body'] }}",
        options=[APPROVE, RETURN],
        assigned_users=[{"id": user, "name": name} for user, name in folders().certifiers.items()],
        params={
            "opinion": Param(
                "",
                type="string",
                title=SAID.say("certification.opinion"),
                description=SAID.say("certification.opinion_help"),
            )
        },
        doc_md=ask_finance_bureau.__doc__,
    )


def record_answer(asked: dict[str, Any], answered: dict[str, Any]) -> str:
    """Keep who answered what, when and why; returns `approved` or `returned`. Without an opinion it is no answer.

    Neither is that of anybody but those who may certify: Airflow lets everybody answer where its simple login makes
    all users administrators, and no one's answer can be taken back. The form's buttons stay grey until an opinion is
    written; an answer over the API may still come without one.
    """
    from planwatch.warehouse import certifying

    answering, certifiers = answered["responded_by_user"], folders().certifiers
    if answering["id"] not in certifiers:
        raise _no_answer(
            "refusals.certification.not_certifier",
            name=answering["name"],
            id=answering["id"],
            certifiers=list(certifiers.values()),
        )
    opinion = str(answered["params_input"].get("opinion") or "").strip()
    if not opinion:
        raise _no_answer("refusals.certification.no_opinion")
    state = certifying.APPROVED if answered["chosen_options"] == [APPROVE] else certifying.RETURNED
    with warehouse() as connection:
        certifying.answer(
            connection,
            int(asked["certification_id"]),
            state=state,
            opinion=opinion,
            answered_by=answering["name"],
            answered_at=answered["responded_at"],
        )
    return state


def _no_answer(key: str, **facts: Any) -> AirflowFailException:
    return AirflowFailException(str(RefusalError(key, **facts)))
