"""The channels that the settings describe, in the order in which they are tried for who names no order."""

from tasks.channels.letter import Channel
from tasks.settings import Settings


def carriers(settings: Settings) -> tuple[Channel, ...]:
    """Slack, e-mail, what Apprise carries, the file; without any, notices stay queued and visible."""
    if not is_anything_connected(settings):
        return ()
    from tasks.channels.by_apprise import apprise_channels
    from tasks.channels.mail import mail_channel
    from tasks.channels.slack import slack_channel
    from tasks.channels.to_file import file_channel

    made = (slack_channel(settings), mail_channel(settings), *apprise_channels(settings), file_channel(settings))
    return tuple(channel for channel in made if channel is not None)


def is_anything_connected(settings: Settings) -> bool:
    """Whether the settings name a channel at all; loads none of them."""
    return bool(settings.slack_token or settings.smtp_url or settings.apprise or settings.notices_file)
