"""What stands in a block of photos."""

from dataclasses import dataclass


class UnknownFormError(ValueError):
    """The lines are written in a form that has no fields: they are edited as text."""


class UnwritableError(ValueError):
    """What is wanted can't be written so that readers see it; the message id says why."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo, as a person sees it in the fields."""

    #: The name of its file beside the text, or its address.
    file: str
    #: What is seen on it, for who can't see it.
    alt: str = ""
    #: Its own caption, as Markdown; ``""`` where it shares one with others.
    caption: str = ""
    #: Who took it.
    credit: str = ""
    #: Which photo of the block it was, from 0; -1 for a new one.
    origin: int = -1


@dataclass(frozen=True, slots=True)
class Figure:
    """One photo with its caption, or several over one ``caption``."""

    photos: tuple[Photo, ...]
    #: Of several photos: the caption that they share; a single one has its own.
    caption: str = ""
    #: Who took the photos that share a caption, where it says so.
    credit: str = ""

    @property
    def origins(self) -> tuple[int, ...]:
        """Which photos of the block as it was these are."""
        return tuple(each.origin for each in self.photos)


@dataclass(frozen=True, slots=True)
class ImageToken:
    """A photo as it is typed: ``[![alt](src "title"){attributes}](link){more}``."""

    #: What stands between the brackets.
    alt: str
    #: The name of its file, or its address, as typed.
    src: str
    #: What stands behind it in quotation marks.
    title: str
    #: Within its braces, without the credit.
    attributes: str
    #: The credit within its braces, None for none.
    credit: str | None
    #: What stands before it where it is a link; ``""`` else.
    before: str
    #: What stands behind it then.
    behind: str
    #: All of it, as it is typed.
    raw: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that belong together: one or more rows of photos, and what is said of them."""

    #: The lines as they are typed, without the end of the last one.
    text: str
    #: What stands in them.
    figures: tuple[Figure, ...]
    #: Words that are no caption, which stand behind these lines; with the blank lines before them.
    loose: str = ""
    #: What parts these lines from the next chunk: line ends.
    gap: str = "\n\n"


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A block of photos as it was read."""

    #: Words before the first photo, with what parts them from it.
    head: str
    #: The lines of its photos.
    chunks: tuple[Chunk, ...]
    #: All photos as they are typed, by their ``origin``.
    tokens: tuple[ImageToken, ...]
    #: The titles that are captions, by ``origin``.
    titled: frozenset[int] = frozenset()
    #: What ends its lines.
    line_end: str = "\n"
    #: What stands at its end: line ends.
    tail: str = ""
    #: What stands in all of its chunks, in the order of the text.
    figures: tuple[Figure, ...] = ()
