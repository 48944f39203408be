"""How `vekha roadmap path` shows what it found: the chain, the slack of each measure, what slips."""

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from deployments.cli.console import console, say
from models.language import _
from models.roadmap.definition import Roadmap
from models.roadmap.path import Key, Network, Slip, Timing, TooLate
from models.wording import in_digits


def show_path(roadmap: Roadmap, found: Network) -> None:
    """The critical path, the deadlines that break another's, and the slack of every measure."""
    critical = found.critical_path
    if not critical.chain:
        console.print(_("Дат в этой дорожной карте нет: критического пути тоже нет."))
        return
    title = _("Критический путь: звеньев {count}, наименьший запас — {slack} раб. дн.")
    _show_timings(roadmap, found, critical.chain, title.format(count=len(critical.chain), slack=critical.slack))
    _show_late_edges(roadmap, found)
    tightest: dict[str, Timing] = {}
    for one in sorted(found.timings.values(), key=lambda timing: (timing.slack, timing.earliest_finish)):
        tightest.setdefault(one.job.key[0], one)
    keys = [one.job.key for one in tightest.values()]
    _show_timings(roadmap, found, keys, _("Запас по мероприятиям, самый тесный срок каждого"))
    say(
        _(
            "Запас — на сколько рабочих дней можно отложить самое раннее окончание, не сорвав ни своего срока, "
            "ни чужого. Где длительность не названа (duration_days), считается один рабочий день."
        )
    )


def _show_timings(roadmap: Roadmap, found: Network, keys: Iterable[Key], title: str) -> None:
    heads = _("Мероприятие"), _("Срок"), _("Раньше всего"), _("Не позже"), _("Запас")
    table = _table(title, *heads)
    for key in keys:
        timing, measure = found.timings[key], roadmap.by_code[key[0]]
        days = timing.job.due_on, timing.earliest_finish, timing.latest_finish
        style = "red" if timing.slack < 0 else "yellow" if timing.must_hurry else ""
        named = f"{measure.title} ({measure.place})"
        table.add_row(measure.code, Text(named), *map(in_digits, days), Text(str(timing.slack), style=style))
    console.print(table)


def _table(title: str, *heads: str) -> Table:
    """A table of measures: codes and dates are never broken, titles are."""
    table = Table(_("Код"), title=title, title_justify="left")
    table.columns[0].no_wrap = True
    for position, head in enumerate(heads):
        table.add_column(head, no_wrap=position > 0, overflow="fold")
    return table


def _show_late_edges(roadmap: Roadmap, found: Network) -> None:
    """Edges of one pair of measures together, with every deadline."""
    pairs: dict[tuple[str, str], list[TooLate]] = {}
    for edge in found.too_late:
        pairs.setdefault((edge.prerequisite[0], edge.dependant[0]), []).append(edge)
    if pairs:
        say(_("Кто сдаёт в свой последний день, срывает чужой срок:"))
    for (before, after), edges in pairs.items():
        told = _("  {before} «{title}» → {after}: {dates}")
        dates = "; ".join(_late_edge(found, edge) for edge in edges)
        say(told.format(before=before, title=roadmap.by_code[before].title, after=after, dates=dates))


def _late_edge(found: Network, edge: TooLate) -> str:
    told = _("срок {due}, а нужно к {needed}")
    needed = found.timings[edge.prerequisite].latest_finish
    return told.format(due=in_digits(edge.prerequisite_due), needed=in_digits(needed))


def show_slips(roadmap: Roadmap, slips: Sequence[Slip]) -> None:
    """What a delay moves, and what it breaks."""
    if not slips:
        console.print(_("Ничего не сдвинется."))
        return
    heads = _("Мероприятие"), _("Срок"), _("Было бы"), _("Станет"), _("Срыв")
    table = _table(_("Что сдвинется, если остальные сдают в последний день; срыв — в рабочих днях"), *heads)
    for one in slips:
        days = in_digits(one.due_on), in_digits(one.before), in_digits(one.after)
        missed = Text(str(one.missed_by), style="red") if one.missed_by else Text("—")
        table.add_row(one.key[0], Text(roadmap.by_code[one.key[0]].title), *days, missed)
    console.print(table)
    missing = sum(one.missed_by > 0 for one in slips)
    say(_("Сдвинется сроков: {count}, из них сорвётся: {missing}.").format(count=len(slips), missing=missing))
