"""Everything else carries messages through Apprise: Telegram, Mattermost, Rocket.Chat, webhooks, each by its URL.

The URL, with its tokens, comes from the environment (VEKHA_APPRISE); a person's address in that service from contacts.
Such a service cannot be asked what it took, and most say nothing but yes or no: a crash just after a yes may repeat.
"""

from urllib.parse import quote

from models.language import _
from models.people.contacts import Person
from tasks.channels.letter import ChannelClosed, Letter, Receipt, Refused
from tasks.settings import Settings


def apprise_channels(settings: Settings) -> "list[AppriseChannel]":
    """A channel for each service of the settings."""
    return [AppriseChannel(name, url.get_secret_value()) for name, url in settings.apprise.items()]


class AppriseChannel:
    """A service. url: as Apprise writes it; {to} in it stands for the person's address there."""

    def __init__(self, name: str, url: str) -> None:
        self.name, self._url = name, url

    def conversation(self, people: tuple[Person, ...]) -> str:
        """The only person's address in this service; empty when it is not among theirs."""
        if len(people) != 1:
            return ""
        found = (address.partition(":") for address in people[0].apprise)
        return next((there for service, _colon, there in found if service == self.name), "")

    def deliver(self, letter: Letter) -> Receipt:
        """Hand the message to Apprise."""
        from apprise import Apprise

        if not letter.conversation:
            raise Refused(_("Адреса в сервисе «{name}» нет.").format(name=self.name))
        carrier = Apprise()
        if not carrier.add(self._url.replace("{to}", quote(letter.conversation, safe="@+"))):
            raise ChannelClosed(_("Адрес сервиса «{name}» не понять: проверьте VEKHA_APPRISE.").format(name=self.name))
        if not carrier.notify(title=letter.subject, body=letter.text):
            raise Refused(_("Сервис «{name}» не принял сообщение.").format(name=self.name))
        return Receipt(letter.conversation, "")
