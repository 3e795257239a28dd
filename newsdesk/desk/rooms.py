"""The rooms of the newsdesk: each is a function of the desk that returns its routes."""

from collections.abc import Callable, Sequence

from starlette.routing import Route

from newsdesk.desk.actions import action_routes
from newsdesk.desk.comments.room import comments_routes
from newsdesk.desk.desk import Desk
from newsdesk.desk.editing import editing_routes
from newsdesk.desk.fields import fields_routes
from newsdesk.desk.history import history_routes
from newsdesk.desk.importing import import_routes
from newsdesk.desk.listing.room import list_routes
from newsdesk.desk.pasting import pasting_routes
from newsdesk.desk.photos import photos_routes
from newsdesk.desk.publishing import publishing_routes
from newsdesk.desk.sharing import sharing_routes

ROOMS: tuple[Callable[[Desk], Sequence[Route]], ...] = (
    list_routes,
    action_routes,
    comments_routes,
    history_routes,
    publishing_routes,
    sharing_routes,
    import_routes,
    fields_routes,
    photos_routes,
    editing_routes,
    pasting_routes,
)  # fmt: skip
