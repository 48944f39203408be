"""The Prefect task that tells people what is owed to them. Effects are never cached: a skipped send is a silence."""

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed

from models.language import _
from tasks.channels.outbox import Sent, send_unsent
from tasks.channels.slack import slack_channel
from tasks.settings import settings


@task(name="Оповещение", task_run_name="Оповещение", cache_policy=NO_CACHE, persist_result=False)
def notify() -> State[Sent]:
    """Send what is unsent. A channel that fails fails no run: the notices stay queued, and the state's name says so."""
    now = settings()
    channel = slack_channel(now)
    done = send_unsent(now, channel)
    message = _("Отправлено: {sent}, не удалось: {failed}, в очереди: {left}.").format(
        sent=done.sent, failed=done.failed, left=done.left
    )
    if channel is None:
        message += " " + _("Канал не подключён: задайте VEKHA_SLACK_TOKEN.")
    return Completed(name="Unsent" if done.left else "Told", message=message, data=done)
