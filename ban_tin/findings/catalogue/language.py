"""What is written in a way that is seldom meant: found by ``ban-tin check`` and the preview, never by a build."""

from ban_tin.findings.catalogue.kind import WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "word-doubled": Kind(
        WARNING,
        N_("The word “{word}” stands twice: “{text}”."),
        N_("If it is meant once, type: {typed}"),
    ),
}  # fmt: skip
