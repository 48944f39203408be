"""Loaded data at rest: frames as Parquet by content, a row per file in the database. Reading sources belongs elsewhere.

Every path of a frame is its content's hash, so that writing twice is writing once and a file never changes. A frame
is in place before the row that names it is committed; a crash between the two leaves an unnamed file and no half data.
"""

import json
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pandas as pd
import sqlalchemy as sa
from duckdb import DuckDBPyConnection
from duckdb import DuckDBPyRelation as Rows
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from models.assessment.layout import LAYOUT, SCHOOL, empty, typed
from models.assessment.names import AGGREGATES
from models.assessment.wanted import Wanted, rows_wanted
from models.language import _
from models.records import Dataset, School
from tasks.data.scanning import a_base, as_pandas, is_one_of, rows_at_rest, scan
from tasks.keeping.retention import kept_until
from tasks.reading.contract import Loaded, Register
from tasks.reading.values import called
from tasks.settings import Settings

# Which kinds of datasets hold a frame.
HOLDERS = {
    "vpr": ("vpr",),
    "vpr_tasks": ("vpr",),
    **{report: (report,) for report in AGGREGATES},
    "gia": ("oge", "ege"),
    "schools": ("schools",),
    "assignments": ("assignments",),
    "tasks": ("tasks",),
    "scales": ("scales",),
    "bias": ("bias",),
    "crosswalk": ("crosswalk",),
    "answers": ("answers",),
    "mentors": ("mentors",),
    "neighbours": ("neighbours",),
    "conditions": ("conditions",),
    "curators": ("curators",),
    "partners": ("partners",),
}
# What one file answers for as a whole: where two current files speak of the same, the later one is believed.
ANSWERS_FOR = {
    "vpr": ("year", "grade", "subject", "school"),
    "vpr_tasks": ("year", "grade", "subject", "school"),
    **dict.fromkeys(AGGREGATES, ("year", "grade", "subject", "level", "unit")),
    "gia": ("exam", "subject", "held_on", "state", "school"),
    "schools": ("school",),
    "assignments": ("year", "school"),
    "tasks": ("year", "grade", "subject"),
    "scales": ("year", "grade", "subject"),
    "bias": ("year", "school"),
    "crosswalk": ("year", "school"),
    "answers": ("year", "school", "group"),
    "mentors": ("school",),
    "neighbours": ("municipality", "neighbour"),
    "conditions": ("school",),
    "curators": ("curator",),
    "partners": ("school",),
}
# domain.md §7: 273-ФЗ art. 97 (monitoring, ВПР) and 98 (ГИА); decrees 556 of 2024 and 2085 of 2021.
_VPR = "273-ФЗ, ст. 97; постановление Правительства РФ от 30.04.2024 № 556"
GROUNDS = {
    "vpr": _VPR,
    **dict.fromkeys((*AGGREGATES, "bias"), _VPR),
    "oge": "273-ФЗ, ст. 98; постановление Правительства РФ от 29.11.2021 № 2085",
    "ege": "273-ФЗ, ст. 98; постановление Правительства РФ от 29.11.2021 № 2085",
    "assignments": "273-ФЗ, ст. 97; приказ об утверждении дорожной карты",
    "crosswalk": "273-ФЗ, ст. 97 и 98; согласие законных представителей, которое хранит школа (152-ФЗ, ст. 6 и 9)",
    "answers": "273-ФЗ, ст. 97; приказ об утверждении дорожной карты",
    "mentors": "273-ФЗ, ст. 97; приказ об утверждении дорожной карты",
    "curators": "273-ФЗ, ст. 97; приказ об утверждении дорожной карты",
}
# Aggregates tell of groups, not of people: they have a ground, and no day after which they must go.
PERSONAL = frozenset({"vpr", "oge", "ege", "assignments", "crosswalk", "mentors", "curators"})


def save_frame(settings: Settings, frame: pd.DataFrame) -> str:
    """Keep a frame; its hash, by which `load_frame` gives it back."""
    name = content_hash(frame)
    path = frame_path(settings, name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{name}.{secrets.token_hex(4)}")
        frame.to_parquet(draft, index=False, compression="zstd")
        draft.replace(path)
    return name


def load_frame(settings: Settings, name: str) -> pd.DataFrame:
    """The frame that was kept under this hash."""
    return pd.read_parquet(frame_path(settings, name))


def frame_path(settings: Settings, name: str) -> Path:
    """Where the frame of that hash lies."""
    return settings.frames / f"{name}.parquet"


def content_hash(frame: pd.DataFrame) -> str:
    """SHA-256 of names, types and cells in order; independent of library versions and of how Parquet writes them.

    A column is its distinct values in order of appearance and, for every row, which of them stands there (−1: NA).
    """
    digest = sha256()
    for name, values in frame.items():
        codes, distinct = pd.factorize(values)
        digest.update(json.dumps([name, str(values.dtype), [str(value) for value in distinct]]).encode())
        digest.update(codes.astype("<i4").tobytes())
    return digest.hexdigest()


def register_of(session: Session) -> Register:
    """The schools that the database knows."""
    rows = session.exec(select(School.login, School.code, School.name, School.municipality)).all()
    schools_called = Counter(called(name) for _login, _code, name, _place in rows)
    return Register(
        frozenset(login for login, *_rest in rows),
        {code: login for login, code, *_rest in rows},
        {called(name): login for login, _code, name, _place in rows if schools_called[called(name)] == 1},
        municipalities=frozenset(place for *_rest, place in rows if place),
    )


def scales_of(session: Session, settings: Settings) -> dict[tuple[int, int, str], tuple[int, int, int]]:
    """The least primary scores for «3», «4» and «5» by (year, grade, subject), of every loaded scale."""
    scales = frames(settings, current(session, "scales"), ["scales"])["scales"]
    return {
        (int(row["year"]), int(row["grade"]), row["subject"]): (row["from_3"], row["from_4"], row["from_5"])
        for row in scales.to_dict("records")
    }


def known(session: Session, source_sha256: str) -> Dataset | None:
    """The current dataset that came from exactly this file."""
    same = (Dataset.sha256 == source_sha256, col(Dataset.superseded_at).is_(None))
    return session.exec(select(Dataset).where(*same)).first()


@dataclass(frozen=True)
class Source:
    """The file that was read: its name and hash (itself it is not kept), who loaded it, when, and its data's end."""

    name: str
    sha256: str
    actor: str
    at: datetime
    delete_after: date | None = None


def store(session: Session, loaded: Loaded, source: Source, settings: Settings) -> tuple[Dataset, list[int]]:
    """Record a file inside the caller's transaction: its dataset, and the ids of those it supersedes.

    The same file twice is one dataset: the one that is there is given back and supersedes nothing.
    """
    one_at_a_time(session)
    there = known(session, source.sha256)
    if there is not None:
        return there, []
    superseded = _supersede(session, loaded, source.at)
    made = _dataset(session, loaded, source, settings)
    session.add(made)
    if "schools" in loaded.frames:
        _upsert_schools(session, loaded.frames["schools"])
    session.flush()
    return made, superseded


def _dataset(session: Session, loaded: Loaded, source: Source, settings: Settings) -> Dataset:
    """Its last day: the one that is asked for, else for personal data the one that their roadmap sets."""
    delete_after = source.delete_after
    if delete_after is None and loaded.kind in PERSONAL:
        delete_after = kept_until(session, settings, loaded.kind, source.at)
    return Dataset(
        kind=loaded.kind,
        slot=loaded.slot,
        year=loaded.year,
        source_name=source.name,
        sha256=source.sha256,
        rows=loaded.rows,
        frames=json.dumps({name: save_frame(settings, frame) for name, frame in loaded.frames.items()}),
        loaded_at=source.at,
        loaded_by=source.actor,
        purpose=_("Выявление школ с низкими результатами и адресная помощь им по дорожной карте"),
        legal_ground=GROUNDS.get(loaded.kind, ""),
        delete_after=delete_after,
    )


def one_at_a_time(session: Session) -> None:
    """Make who loads and who purges take turns: neither sees a file or a row that the other is about to change."""
    # SQLite's writers take turns by BEGIN IMMEDIATE; PostgreSQL's would both find that the file is new.
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("LOCK TABLE dataset IN SHARE ROW EXCLUSIVE MODE"))


def _supersede(session: Session, loaded: Loaded, at: datetime) -> list[int]:
    same = (Dataset.kind == loaded.kind, Dataset.slot == loaded.slot, col(Dataset.superseded_at).is_(None))
    earlier = session.exec(select(Dataset).where(*same)).all()
    for dataset in earlier:
        dataset.superseded_at = at
    session.flush()
    return [dataset.id for dataset in earlier if dataset.id is not None]


def _upsert_schools(session: Session, schools: pd.DataFrame) -> None:
    names = {
        "school": "login",
        "code": "code",
        "inn": "inn",
        "name": "name",
        "municipality": "municipality",
        "kind": "kind",
    }
    table = schools[list(names)].rename(columns=names).fillna("")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.itertuples(index=False)]
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    fresh = insert(School.__table__)  # type: ignore[attr-defined]
    changed = {name: fresh.excluded[name] for name in names.values() if name != "login"}
    session.execute(fresh.on_conflict_do_update(index_elements=["login"], set_=changed), rows)


def current(session: Session, kind: str, years: Iterable[int] | None = None) -> list[Dataset]:
    """The datasets of a kind that nothing has superseded, in loading order; those of several years count for each."""
    asked = select(Dataset).where(Dataset.kind == kind, col(Dataset.superseded_at).is_(None))
    if years is not None:
        asked = asked.where(sa.or_(col(Dataset.year).in_(list(years)), col(Dataset.year).is_(None)))
    return list(session.exec(asked.order_by(col(Dataset.id))).all())


def holding(session: Session, reads: Sequence[str], years: Iterable[int] | None = None) -> list[Dataset]:
    """The current datasets that hold any of the named frames, in loading order."""
    chosen = list(years) if years is not None else None
    kinds = dict.fromkeys(kind for name in reads for kind in HOLDERS[name])
    return [dataset for kind in kinds for dataset in current(session, kind, chosen)]


def frames(
    settings: Settings,
    datasets: Sequence[Dataset],
    reads: Sequence[str] = tuple(LAYOUT),
    years: Iterable[int] | None = None,
    without: Collection[str] = (),
) -> dict[str, pd.DataFrame]:
    """The named frames of the datasets, together and typed; of the given years only, where a frame has years.

    without: schools whose rows are left out, but not from the register
    """
    chosen = list(years) if years is not None else None
    with a_base() as base:
        return {name: _together(_scan(base, settings, datasets, name, without), name, chosen) for name in reads}


def frames_wanted(
    settings: Settings, datasets: Sequence[Dataset], wants: Mapping[str, Wanted], without: Collection[str] = ()
) -> dict[str, pd.DataFrame]:
    """What rules want of the datasets, by kind; the rest is never in memory."""
    kinds = {kind for asked, wanted in wants.items() for kind in (asked, *wanted.told_by)}
    with a_base() as base:
        found = {kind: _scan(base, settings, datasets, kind, without) for kind in kinds}
        scans = {kind: rows for kind, rows in found.items() if rows is not None}
        return {
            kind: rows_at_rest(scans, kind, wanted) if kind in scans else rows_wanted({}, kind, wanted)
            for kind, wanted in wants.items()
        }


def _scan(
    base: DuckDBPyConnection,
    settings: Settings,
    datasets: Sequence[Dataset],
    name: str,
    without: Collection[str] = (),
) -> Rows | None:
    """The rows of a frame in all the datasets that hold it, where two speak of the same those of the later one."""
    held = [json.loads(dataset.frames).get(name) for dataset in sorted(datasets, key=lambda each: each.id or 0)]
    files = [frame_path(settings, one) for one in held if one]
    rows = scan(base, files, ANSWERS_FOR[name]) if files else None
    return _without_schools(rows, name, without) if rows is not None and without else rows


def _without_schools(rows: Rows, name: str, schools: Collection[str]) -> Rows:
    """The rows that speak of none of these schools; the register keeps them all."""
    if name != "schools" and "school" in LAYOUT[name]:
        return rows.filter(~is_one_of("school", schools))
    if "unit" in LAYOUT[name]:
        return rows.filter(~(is_one_of("unit", schools) & is_one_of("level", [SCHOOL])))
    return rows


def _together(rows: Rows | None, name: str, years: list[int] | None) -> pd.DataFrame:
    if rows is None:
        return empty(name)
    if years is not None and "year" in LAYOUT[name]:
        rows = rows.filter(is_one_of("year", years))
    return typed(name, as_pandas(rows))


def now() -> datetime:
    """The moment of loading."""
    return datetime.now(UTC)
