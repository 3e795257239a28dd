"""Compiled templates, kept from one build to the next."""

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_CHECKSUM = 16


class CheckedBytecode(BytecodeCache):
    """Keeps a file a template in ``folder``; one that is damaged is compiled anew, since loading it could end the process.

    ``salt`` names what Jinja's own key leaves out: the settings of the environment. ``code`` stands for the code of its filters: Jinja
    calls those of constants while it compiles.
    """

    def __init__(self, folder: Path, salt: str, code: str = "") -> None:
        self._folder = folder
        self._salt = salt
        self._code = code

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return blake2b(f"{self._salt} {name} {filename}".encode(), digest_size=16).hexdigest()

    def get_source_checksum(self, source: str) -> str:
        return blake2b(f"{self._code} {source}".encode(), digest_size=16).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            data = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        if blake2b(data[_CHECKSUM:], digest_size=_CHECKSUM).digest() == data[:_CHECKSUM]:
            bucket.bytecode_from_string(data[_CHECKSUM:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        data = bucket.bytecode_to_string()
        unfinished = self._folder / f".{os.getpid()}-{bucket.key}"
        # Without a folder to write in, templates are compiled each time.
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(blake2b(data, digest_size=_CHECKSUM).digest() + data)
            unfinished.replace(self._folder / bucket.key)
