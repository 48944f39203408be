"""E-mail carries messages: text and HTML, one Message-ID a key, so that a repeat after a crash is one for its reader.

SMTP cannot be asked what it took: after a lost answer the same message goes again under the same Message-ID.
"""

import hashlib
import re
import smtplib
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import urlsplit

from models.language import _
from models.people.composing import as_html
from models.people.contacts import Person
from models.people.facts import NoticeKind
from tasks.channels.letter import ChannelClosed, Letter, NotDelivered, Receipt, Refused
from tasks.settings import Settings

TIMEOUT_SECONDS = 20
DOMAIN = "vekha"


def mail_channel(settings: Settings) -> "MailChannel | None":
    """E-mail as the settings describe it; None without a server or a sender."""
    if not settings.smtp_url or not settings.mail_from:
        return None
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
    return MailChannel(settings.smtp_url, settings.mail_from, settings.smtp_user, password)


class MailChannel:
    """A mail server. url: smtp://, smtp+starttls:// or smtps://, host and port."""

    name = "email"

    def __init__(self, url: str, sender: str, user: str = "", password: str = "") -> None:
        self._server, self._sender, self._user, self._password = urlsplit(url), sender, user, password

    def conversation(self, people: tuple[Person, ...]) -> str:
        """The only person's address; there is no common one."""
        return people[0].email if len(people) == 1 else ""

    def deliver(self, letter: Letter) -> Receipt:
        """Hand the message to the server; a repeat has the same Message-ID."""
        if not letter.conversation:
            raise Refused(_("Адреса электронной почты нет."))
        message = self.written(letter)
        try:
            with self._connected() as server:
                server.send_message(message)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
            raise Refused(_("Почта отказала: {code}.").format(code=_code(error))) from None
        except (smtplib.SMTPException, OSError) as error:
            told = _("Почта не ответила ({name}): отправим снова.")
            raise NotDelivered(told.format(name=type(error).__name__)) from None
        return Receipt(letter.conversation, str(message["Message-ID"]))

    def written(self, letter: Letter) -> EmailMessage:
        """The letter as an e-mail."""
        message = EmailMessage()
        message["From"], message["To"] = self._sender, letter.conversation
        message["Subject"] = (
            _("[учебный цикл] {subject}").format(subject=letter.subject) if letter.simulated else (letter.subject)
        )
        message["Date"], message["Message-ID"] = formatdate(), message_id(letter.key)
        message["Auto-Submitted"] = "auto-generated"
        if letter.kind == NoticeKind.DIGEST:
            address = re.sub(r".*<(.+)>", r"\1", self._sender)
            message["List-Unsubscribe"] = f"<mailto:{address}?subject=unsubscribe>"
        message.set_content(letter.text)
        message.add_alternative(as_html(letter.text), subtype="html")
        return message

    def _connected(self) -> smtplib.SMTP:
        """A connection to the server, logged in where a user is named."""
        host, port = self._server.hostname or "", self._server.port or 0
        try:
            if self._server.scheme == "smtps":
                server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS)
            else:
                server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
            if self._server.scheme == "smtp+starttls":
                server.starttls()
            if self._user:
                server.login(self._user, self._password)
        except (smtplib.SMTPException, OSError) as error:
            told = _("Почта недоступна ({name}): проверьте VEKHA_SMTP_URL и VEKHA_SMTP_USER.")
            raise ChannelClosed(told.format(name=type(error).__name__)) from None
        return server


def message_id(key: str) -> str:
    """The Message-ID of a key: the same for every repeat."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{DOMAIN}>"


def _code(error: smtplib.SMTPException) -> str:
    """The server's codes, never the addresses that it echoes."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return ", ".join(str(code) for code, _said in error.recipients.values())
    return str(getattr(error, "smtp_code", ""))
