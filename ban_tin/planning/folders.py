"""Addresses that a file system can't hold, or not beside each other."""

from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import too_long


def check_lengths(plan: Plan, facts_file: str) -> None:
    """Add a finding for each planned file with a name or a path that no file can have; ``facts_file`` is how ``site.toml`` is named."""
    for path, source in plan.sources.items():
        if found := too_long(path):
            # What comes from no article comes from the facts of the site.
            where = source or facts_file
            address = f"/{path[:40]}…"
            plan.findings.add("address-long", where, address=address, size=str(found.size), limit=str(found.limit))


def check_folders(plan: Plan) -> None:
    """Add a finding for each planned file in the place of which another one wants a folder, as ``/x.html`` and ``/x.html/y/``."""
    folders: dict[str, str] = {}
    planned = {**plan.pages, **plan.files}
    for path in planned:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = path
            folder = folder.rpartition("/")[0]
    for path in sorted(planned.keys() & folders.keys()):
        first, second = sorted([plan.sources[path], plan.sources[folders[path]]], reverse=True)
        plan.findings.add("address-twice", first or second, address=f"/{path}", other=second or "Bản Tin")
