"""The end of a browser's profile whose pages the preview may be reloading."""

from contextlib import suppress

from playwright.sync_api import BrowserContext, Error


def close(context: BrowserContext) -> None:
    """Close ``context`` with its pages, each at rest.

    Chromium forgets that it should close a page which just then gets the answer to a reload, and Playwright waits for ever.
    """
    for page in context.pages:
        page.unroute_all(behavior="wait")
        for _ in range(3):
            with suppress(Error):  # A reload that comes in between ends the way to the blank page.
                page.goto("about:blank")
            if page.url == "about:blank":
                break
    context.close()
