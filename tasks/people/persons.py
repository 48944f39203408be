"""Who is meant: the opaque id that stands for a person in tables and links, and the person behind an id or a name.

Who holds which role belongs in models/people/contacts.py. Imports neither Prefect nor pandas.
"""

import hmac
from collections.abc import Iterable

from models.errors import NotFound
from models.language import _
from models.people.contacts import Contacts, Person
from models.people.counting import few_of
from tasks.secret import kept_secret
from tasks.settings import Settings

ID_LENGTH = 16  # hex digits


def signing_key(settings: Settings) -> bytes:
    """The key of links and of persons' ids: from the environment, else a file made the first time."""
    said = settings.link_secret.get_secret_value() if settings.link_secret else ""
    return said.encode() if said else kept_secret(settings.link_secret_path)


def person_id(settings: Settings, person: Person) -> str:
    """The id of whoever has this address: it tells nothing without the key, and stays while the address does."""
    return hmac.digest(signing_key(settings), f"person|{address_of(person)}".encode(), "sha256").hex()[:ID_LENGTH]


def address_of(person: Person) -> str:
    """By what a person is the same person, however their name is written."""
    return person.email.casefold() or person.slack


def everybody(contacts: Contacts) -> tuple[Person, ...]:
    """Everybody who holds anything, ever; each once."""
    bound = (binding for bindings in contacts.roles.values() for binding in bindings)
    return tuple(dict.fromkeys(person for binding in bound for person in binding.people))


def person_of(settings: Settings, contacts: Contacts, known_as: str) -> Person | None:
    """The person of that id, or None when nobody in the contacts has it any more."""
    return next((one for one in everybody(contacts) if person_id(settings, one) == known_as), None)


def person_meant(contacts: Contacts, said: str) -> Person:
    """The one person of that Slack id, e-mail address or name; NotFound when there is none, or more than one."""
    people = everybody(contacts)
    found = [one for one in people if said in (one.slack, one.name) or said.casefold() == one.email.casefold() != ""]
    if len({address_of(one) for one in found}) == 1:
        return found[0]
    if found:
        told = _("«{said}» — это несколько человек: назовите почту или идентификатор Slack.")
        raise NotFound(told.format(said=said))
    raise NotFound(_("Человека «{said}» в контактах нет. Есть: {known}.").format(said=said, known=_known(people)))


def _known(people: Iterable[Person]) -> str:
    return few_of([one.email or one.slack for one in people]) or _("никого")
