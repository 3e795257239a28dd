"""Who may change something: only the newsdesk's own pages, by where a request says that it comes from and by what only they can know."""

from hmac import compare_digest

from starlette.requests import Request

from newsdesk.desk.desk import RefusedError
from newsdesk.language import translate

#: Methods that change nothing.
SAFE = ("GET", "HEAD")
#: How a page brings the token along.
TOKEN = "X-Newsdesk-Token"  # noqa: S105 - a name


def check_request(request: Request, token: str) -> None:
    """Raise ``RefusedError`` for a request that no page of the newsdesk sends."""
    if request.method in SAFE:
        check_reading(request)
        return
    check_origin(request)
    if not compare_digest(request.headers.get(TOKEN, "").encode(), token.encode()):
        # The preview was started anew meanwhile.
        raise RefusedError(
            translate("This page is out of date: load it again. What you typed is kept."), status=403, stale=True
        )


def check_reading(request: Request) -> None:
    """Raise ``RefusedError`` for data that a page from elsewhere asks for. What is navigated to from there is a page, and no data."""
    fetched = request.headers.get("sec-fetch-site", "same-origin")
    navigates = request.headers.get("sec-fetch-mode", "") == "navigate"
    if fetched not in ("same-origin", "none") and not (
        navigates and request.headers.get("sec-fetch-dest", "document") == "document"
    ):
        raise RefusedError("only from this page", status=403)


def check_origin(request: Request) -> None:
    """Raise ``RefusedError`` for a changing request that comes from elsewhere, or doesn't say where it comes from."""
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    fetched = request.headers.get("sec-fetch-site", "same-origin")
    if request.headers.get("origin") != own or fetched != "same-origin":
        raise RefusedError("only from this page", status=403)
