"""The list of counted pages as JSON."""

import json

from ban_tin.planning.plan import Plan, page_address
from ban_tin.site.addresses import redirect_address


def pages_document(plan: Plan) -> bytes:
    """Return ``pages.json``: a page counts where it is its own canonical address and is meant to be found.

    So pages that lead elsewhere, withdrawn articles and the page of what does not exist are not in it. ``aliases`` are
    the old addresses of articles and pages, so that their views follow them.
    """
    counted = {page_address(path) for path, page in plan.pages.items() if page.counted}
    aliases = {redirect_address(old): new for old, new, _ in plan.aliases if new in counted}
    document = {
        "time_zone": plan.site.time_zone,
        "origin": plan.site.base_url,
        "pages": sorted(counted),
        "aliases": dict(sorted(aliases.items())),
    }
    return (json.dumps(document, ensure_ascii=False, indent=0) + "\n").encode()


def add_counted_pages(plan: Plan) -> None:
    """Plan ``pages.json``. Every page is planned by then."""
    plan.add_file("/pages.json", pages_document(plan))
