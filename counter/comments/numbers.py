"""The number by which a sender has a comment deleted: 80 random bits, told once, kept as a hash."""

import hashlib
import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that looks like another one
READ_AS = str.maketrans("OIL", "011")
NUMBER = re.compile(f"[{ALPHABET}]{{16}}")


def new_number() -> str:
    """Like ``7KQF-9M2D-XW4T-8RBN``."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "-".join(letters[first : first + 4] for first in range(0, 16, 4))


def hash_of(number: str) -> bytes | None:
    """Of a number as somebody typed it; none for what is no number."""
    bare = re.sub(r"[\s\-–—]+", "", number).upper().translate(READ_AS)
    return hashlib.sha256(bare.encode()).digest() if NUMBER.fullmatch(bare) else None
