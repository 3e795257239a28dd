"""What readers ask about ratings: to give one."""

from counter.clockwork import Clockwork
from counter.http.answers import HttpError
from counter.http.door import Door, Request
from counter.http.fields import sent_fields
from counter.http.readers import NO_STARS, RATED, RATED_NOW, UNTRACKED, ReaderError, Told, for_readers
from counter.http.routes import Named
from counter.ratings.keeper import Votes
from counter.visits.bots import AGENT_BYTES, is_bot

STARS = {str(number): number for number in range(1, 6)}


class Rating:
    """The handler. It returns when the rating is stored."""

    def __init__(self, door: Door, works: Clockwork):
        self.door, self.works = door, works

    def named(self) -> Named:
        return {"/rate": ("POST", for_readers(lambda: self.works.list.pages, self.rate))}

    async def rate(self, request: Request) -> Told:
        """POST: give ``path`` so many ``stars``, or change what was given today."""
        works, headers = self.works, request.headers
        address = self.door.address(request)
        if not works.list.pages.rating:
            raise HttpError(404, "no such address")
        self.door.same_origin(headers, works.list.pages.origin, referer=True)
        fields = sent_fields(*await self.door.body(request), ("path", "stars"))
        page = works.article(fields["path"], request)
        request.back = f"{page}#rating"
        stars = STARS.get(fields["stars"])
        if stars is None:
            raise ReaderError(400, NO_STARS)
        if is_bot(headers):
            raise HttpError(403, "programs don't rate")
        if headers.get(b"sec-gpc") == b"1":
            # Without an identity one reader could rate a hundred times; with one the promise would be broken.
            raise ReaderError(403, UNTRACKED)
        works.make_room()
        works.advance()
        key = works.ratings.key(works.counting.salt.secret, address, headers[b"user-agent"][:AGENT_BYTES], page)
        work = works.writer.work(works.ratings, lambda: Votes(works.ratings))
        work.votes[key] = page, stars
        if not await works.writer.stored_with(work):
            raise HttpError(503, "the rating could not be stored", (b"retry-after", b"30"))
        given = works.ratings.of(page)
        json = {"rating": given.average, "ratings": given.votes, "stars": stars}
        values = {"stars": stars, "average": given.average, "votes": given.votes}
        return Told(json, RATED, (RATED_NOW,), request.back, values)
