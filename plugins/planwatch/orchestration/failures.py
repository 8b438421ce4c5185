"""When a task fails for good or a run is late: what to do next, into the log and by mail to the operators."""

import logging
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from planwatch.messages import LANGUAGES, MessageError, Messages, load_messages
from planwatch.orchestration.resources import MAIL_CONNECTION, connection_or_none
from planwatch.refusals import RefusalError

RUNBOOK = "include/docs/runbook.md"
log = logging.getLogger(__name__)


def tell_of_failure(context: Any) -> None:
    """Airflow's callback of a task that has failed and is not tried again. Never raises."""
    task = context["ti"]
    index = getattr(task, "map_index", -1)
    facts = {
        "dag": task.dag_id,
        "task": task.task_id,
        "unit": "" if index is None or index < 0 else f"[{index}]",
        "run": context["run_id"],
        "runbook": f"{RUNBOOK}#{task.dag_id}.{task.task_id}",
    }
    _tell("failed", f"operations.next.{task.dag_id}.{task.task_id}", facts, context.get("exception"))


def tell_of_lateness(context: Any = None, dag: str = "", hours: str = "") -> None:
    """Airflow's callback of a run that is not over when it should be. Never raises."""
    run = (context or {}).get("dag_run") or {}
    run_id = run.get("run_id", "—") if isinstance(run, dict) else getattr(run, "run_id", "—")
    facts = {"dag": dag, "run": run_id, "hours": hours, "runbook": f"{RUNBOOK}#{dag}"}
    _tell("late", f"operations.late_next.{dag}", facts)


def _tell(kind: str, next_key: str, facts: dict[str, Any], fault: BaseException | None = None) -> None:
    """Chinese first, English beneath. Neither a missing sentence nor a mail server may hide the failure itself."""
    try:
        said = [load_messages(language) for language in LANGUAGES]
        subject = said[0].say(f"operations.{kind}_subject", **facts)
        body = "\n\n".join(
            words.say(f"operations.{kind}", **facts, reason=_reason(fault, words), next=words.say(next_key))
            for words in said
        )
    except MessageError:
        log.exception("No sentence for %s", facts)
        return
    log.error("%s\n%s", subject, body)
    try:
        _mail(subject, body)
    except Exception:
        log.exception("The operators could not be mailed; what they need to know stands above.")


def _reason(fault: BaseException | None, words: Messages) -> str:
    """What has failed, in one language where it can say it in several."""
    said = fault.said(words) if isinstance(fault, RefusalError) else str(fault or "—")
    return said[:2000]


def _mail(subject: str, body: str) -> None:
    """Send to the `operator_emails` of the mail connection, as letters are sent; without them the log is all."""
    from planwatch.alerts.channels.addresses import Address, mail_server

    given = connection_or_none(MAIL_CONNECTION)
    if given is None:
        return
    address = Address(MAIL_CONNECTION, given.host, given.port, given.login, given.password, given.extra_dejson)
    server = mail_server(address, given.extra_dejson.get("operator_emails"))
    if server is None:
        return
    message = EmailMessage(policy=SMTP)
    message["Subject"], message["From"], message["To"] = subject, server.sender, ", ".join(server.readers)
    message.set_content(body)
    server.send(message.as_bytes(), lambda: None)
