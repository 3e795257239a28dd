"""The counts at the start: as they were, out of a backup, or at zero because the operator says so."""

import logging
from datetime import date
from zoneinfo import ZoneInfo

from counter.backup import back_up, set_aside
from counter.config import Config
from counter.day import moment_of
from counter.storage import Snapshot, Storage, StorageCorruptError

log = logging.getLogger("counter")


def read_counts(storage: Storage, config: Config, zone: ZoneInfo, notes: list[str]) -> Snapshot:
    """Read the opened ``storage``; ``notes`` gets what an operator should know. Raises StorageError or OSError."""
    try:
        snapshot = storage.load()
    except StorageCorruptError as error:
        log.error("%s", error)
        snapshot = storage.recover()
    if config.begin_anew:
        _begin_anew(config, snapshot, notes)
    if config.accept_day:
        snapshot = _accept_day(config, zone, storage, snapshot, notes)
    return snapshot


def _begin_anew(config: Config, snapshot: Snapshot, notes: list[str]) -> None:
    if not snapshot.is_empty:
        notes.append("--begin-anew was given, but there are counts: they go on")
    elif aside := set_aside(config.backups):
        log.warning("the counter begins at zero; the backups of before are in %s", aside)


def _accept_day(config: Config, zone: ZoneInfo, storage: Storage, snapshot: Snapshot, notes: list[str]) -> Snapshot:
    """The operator says that the clock is right: what was booked on later days belongs to today."""
    accepted, clock = date.fromordinal(config.accept_day), moment_of(config.clock(), zone).date()
    if accepted != clock:
        notes.append(f"--accept-day {accepted} was given, but the clock says {clock}: ignored")
    elif snapshot.day > config.accept_day:
        kept = back_up(storage, config.backups, f"before-accept-day-{accepted}", config.backups_kept)
        storage.move_days(config.accept_day)
        log.warning("what was counted on days after %s is booked on it now; as it was: %s", accepted, kept)
        return storage.load()
    return snapshot
