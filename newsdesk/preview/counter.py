"""The preview's counter: the real one in this process, which forgets everything with the preview."""

import asyncio
import secrets
from pathlib import Path
from tempfile import TemporaryDirectory

from counter.app import Application, create_app
from counter.config import Config


class ThrowawayCounter:
    """Counts below ``prefix`` for pages of these ``origins``, from the first request on that finds a list of pages."""

    def __init__(self, origins: tuple[str, ...]) -> None:
        self._origins = origins
        self._folder = TemporaryDirectory(prefix="ban-tin-counter-")
        #: Opens its office, as a trial.
        self.office_token = secrets.token_urlsafe(32)
        token = Path(self._folder.name, "office-token")
        token.touch(0o600)
        token.write_text(self.office_token, "ascii")
        self._token_file = token
        self._running: Application | None = None
        self._starting = asyncio.Lock()

    @property
    def records(self) -> Path:
        """Where a trial of its office keeps its records."""
        folder = Path(self._folder.name, "office")
        folder.mkdir(exist_ok=True)
        return folder

    async def application(self, prefix: str, pages: Path | None) -> Application | None:
        """Return the running counter, ``None`` while there are no ``pages`` to count or it can't start."""
        async with self._starting:
            if self._running and self._running.config.prefix != prefix:
                await self._stop()
            if self._running is None and pages is not None:
                counter = create_app(
                    Config(
                        Path(self._folder.name),
                        pages,
                        prefix=prefix,
                        origins=self._origins,
                        office_token=self._token_file,
                    )
                )
                try:
                    await counter.start()
                except (OSError, ValueError):  # the list of pages is half written, say
                    return None
                self._running = counter
            return self._running

    async def close(self) -> None:
        """End the counter and delete what it counted."""
        async with self._starting:
            await self._stop()
        self._folder.cleanup()

    async def _stop(self) -> None:
        if self._running:
            await self._running.stop()
            self._running = None
