"""Addresses that a file system can't hold beside each other."""

from plugins.site_plan.plan import Plan


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
