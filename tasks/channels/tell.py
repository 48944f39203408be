"""The Prefect tasks that remind people and tell them what is owed. Effects are not cached: none is skipped."""

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed

from models.language import _
from tasks.channels.carriers import carriers
from tasks.channels.outbox import Sent, send_unsent
from tasks.people.sweeping import sweep
from tasks.settings import settings


@task(name="Напоминания", task_run_name="Напоминания", cache_policy=NO_CACHE, persist_result=False)
def remind() -> State[int]:
    """Owe the reminders and digests that no phase has owed; sends nothing."""
    owed = sweep(settings())
    return Completed(name="Reminded" if owed else "Quiet", message=_("Новых: {count}.").format(count=owed), data=owed)


@task(name="Оповещение", task_run_name="Оповещение", cache_policy=NO_CACHE, persist_result=False)
def notify() -> State[Sent]:
    """Send what is unsent. A channel that fails fails no run: the notices stay queued, and the state's name says so."""
    now = settings()
    channels = carriers(now)
    done = send_unsent(now, *channels)
    message = _("Отправлено: {sent}, не удалось: {failed}, в очереди: {left}.").format(
        sent=done.sent, failed=done.failed, left=done.left
    )
    if not channels:
        message += " " + _("Канал не подключён: задайте VEKHA_SLACK_TOKEN или VEKHA_SMTP_URL.")
    return Completed(name="Unsent" if done.left else "Told", message=message, data=done)
