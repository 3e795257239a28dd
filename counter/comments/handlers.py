"""What readers ask about comments: to send one, and to have one deleted."""

from counter.clockwork import Clockwork
from counter.comments.keeper import Arrivals, Change
from counter.comments.numbers import hash_of, new_number
from counter.comments.signs import is_suspect
from counter.comments.text import LONGEST, LONGEST_NAME, clean, is_seen, length
from counter.http import readers as say
from counter.http.answers import HttpError
from counter.http.door import Door, Request
from counter.http.fields import sent_fields
from counter.http.limiter import Limiter
from counter.http.readers import ReaderError, Told, for_readers
from counter.http.routes import Named
from counter.pages import Pages
from counter.storage.comments import APPROVE, ASK, Comment, NewComment
from counter.visits.bots import AGENT_BYTES, is_bot
from counter.visits.visitors import view_key

FIELDS = ("path", "name", "text", "consent", "website", "waited")
#: Seconds from the first look at the form to its sending. Only a script can tell; without one it is not asked.
FAST = 3


class Commenting:
    """The handlers. They return when what was sent is stored."""

    def __init__(self, door: Door, works: Clockwork):
        self.door, self.works = door, works
        now, config = works.config.monotonic(), works.config
        self.of_one = Limiter(config.comments_of_one_a_minute, now, width=2**14)
        # Of each bin for itself: a flood of suspects leaves the others alone.
        self.of_all = {bin_: Limiter(config.comments_a_minute, now, width=2) for bin_ in (True, False)}

    def named(self) -> Named:
        def pages() -> Pages:
            return self.works.list.pages

        return {
            "/comment": ("POST", for_readers(pages, self.comment)),
            "/comment/delete": ("POST", for_readers(pages, self.delete)),
        }

    def _enter(self, request: Request, *, open_: bool) -> bytes:
        """The address of who may send something. Raises HttpError."""
        address = self.door.address(request)
        if not open_:
            raise HttpError(404, "no such address")
        self.door.same_origin(request.headers, self.works.list.pages.origin, referer=True)
        return address

    def _slowly(self, address: bytes) -> None:
        if wait := self.of_one.retry_after(address, self.works.config.monotonic()):
            raise HttpError(429, "too many comments from one address", (b"retry-after", b"%d" % wait))

    async def comment(self, request: Request) -> Told:
        """POST: send ``text``, and a ``name`` if one likes, to the article at ``path``, with ``consent``."""
        works, headers = self.works, request.headers
        address = self._enter(request, open_=works.list.pages.comments is not None)
        self._slowly(address)
        fields = sent_fields(*await self.door.body(request), FIELDS)
        page = works.article(fields["path"], request)
        request.back = f"{page}#comments"
        name, text = self._typed(fields)
        works.make_room()
        works.advance()
        signs = works.comments.sorting.signs(text, name, address, works.config.monotonic())
        if fields["website"]:  # no person sees this field; a program that fills in forms for one might
            signs.add("trap")
        waited = fields["waited"]
        if waited.isascii() and waited.isdigit() and int(waited[:9]) < FAST:
            signs.add("fast")
        if is_bot(headers):
            signs.add("program")
        try:
            number = await self._store(request, address, page, name, text, signs)
        except HttpError:
            works.comments.sorting.forget(text)
            raise
        texts = (say.RECEIVED_WAITS, say.RECEIVED_NUMBER)
        return Told({"received": True, "number": number}, say.RECEIVED, texts, request.back, {"number": number})

    async def _store(self, request: Request, address: bytes, page: str, name: str, text: str, signs: set[str]) -> str:
        """Return the number for its deletion once it is stored. Raises HttpError."""
        works, headers, now = self.works, request.headers, self.works.config.monotonic()
        works.comments.begin_day(works.counting.day)
        comment = Comment(0, works.comments.moment, page, name, text, is_suspect(signs), ",".join(sorted(signs)))
        if wait := self.of_all[comment.suspect].retry_after(b"", now):
            raise ReaderError(503, say.FULL, (b"retry-after", b"%d" % wait))
        if works.comments.refusal(comment):
            raise ReaderError(503, say.FULL, (b"retry-after", b"3600"))
        number = new_number()
        key = None
        if headers.get(b"sec-gpc") != b"1":
            # With the text inside, so that not even two comments of one reader can be joined.
            agent = headers.get(b"user-agent", b"")[:AGENT_BYTES]
            key = view_key(works.counting.salt.secret, address, agent, f"comment {page} {name} {text}")
        hashed = hash_of(number)
        assert hashed
        work = works.writer.work(works.comments, lambda: Arrivals(works.comments))
        position = work.add(NewComment(comment, hashed, key))
        works.metrics.comments += 1
        if not await works.writer.stored_with(work):
            raise HttpError(503, "the comment could not be stored", (b"retry-after", b"30"))
        if not work.stored[position].is_new:
            works.comments.sorting.forget(text)
        return number

    def _typed(self, fields: dict[str, str]) -> tuple[str, str]:
        """Name and text, as they are kept. Raises HttpError."""
        try:
            name, text = (clean(fields[each]) for each in ("name", "text"))
            longest = length(text, LONGEST), length(name, LONGEST_NAME)
        except UnicodeEncodeError:  # half a character in JSON
            raise HttpError(400, "not Unicode") from None
        if not is_seen(text):
            raise ReaderError(400, say.EMPTY)
        if longest[0] > LONGEST:
            raise ReaderError(400, say.TOO_LONG)
        if longest[1] > LONGEST_NAME or "\n" in name:
            raise ReaderError(400, say.NAME_TOO_LONG)
        if fields["consent"].lower() in ("", "0", "false", "off"):
            raise ReaderError(400, say.NO_CONSENT)
        return name if is_seen(name) else "", text

    async def delete(self, request: Request) -> Told:
        """POST: have the comment with this ``number`` deleted."""
        works = self.works
        # Also after comments were switched off, while any of them wait.
        address = self._enter(request, open_=works.list.pages.comments is not None or works.comments.waiting > 0)
        request.back = "/"
        self._slowly(address)
        fields = sent_fields(*await self.door.body(request), ("number",))
        hashed = hash_of(fields["number"])
        if hashed is None:
            raise ReaderError(404, say.NO_NUMBER)
        works.make_room()
        at, store = int(works.config.clock()), works.storage.comments
        change = Change(works.comments, lambda: store.withdraw(hashed, at))
        work = works.writer.work(change, lambda: change)
        if not await works.writer.stored_with(work):
            raise HttpError(503, "not stored", (b"retry-after", b"30"))
        if not work.result:
            raise ReaderError(404, say.NO_NUMBER)
        if work.result in (ASK, APPROVE):
            return Told({"deleted": False, "asked": True}, say.ASKED, (say.ASKED_OFFICE,), "/")
        return Told({"deleted": True, "asked": False}, say.DELETED, (say.DELETED_NOW,), "/")
