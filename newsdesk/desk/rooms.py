"""The rooms of the newsdesk: each is a function of the desk that returns its routes."""

from collections.abc import Callable, Sequence

from starlette.routing import Route

from newsdesk.desk.actions import action_routes
from newsdesk.desk.comments.room import comments_routes
from newsdesk.desk.desk import Desk
from newsdesk.desk.editing import editing_routes
from newsdesk.desk.importing import import_routes
from newsdesk.desk.listing.room import list_routes

ROOMS: tuple[Callable[[Desk], Sequence[Route]], ...] = (
    list_routes,
    action_routes,
    comments_routes,
    import_routes,
    editing_routes,
)  # fmt: skip
