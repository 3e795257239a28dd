"""The addresses under which Joomla showed an article, in the ways that its versions and settings have."""

from collections.abc import Iterable

#: Menus below which an article may have been found.
_MENUS_MOST = 6


def article_paths(
    own: Iterable[str], above: Iterable[str], categories: list[tuple[str, str]], number: str, alias: str
) -> tuple[list[str], list[str]]:
    """Return the addresses of an article: those that are paths, and those with a query.

    ``own`` are the paths of menus that lead to the article itself, ``above`` those that lead to its categories; ``categories`` are numbers and aliases of
    its categories, the nearest first.
    """
    paths = [f"/{path}" for path in own if path]
    starts = [f"/{path}".rstrip("/") for path in list(above)[:_MENUS_MOST]]
    named = "/".join(part for _, part in reversed(categories) if part)
    if named:
        starts.append(f"/{named}")
    for start in dict.fromkeys(starts):
        paths += [f"{start}/{number}-{alias}", f"{start}/{alias}"]
        if categories:
            paths.append(f"{start}/{categories[0][0]}-{categories[0][1]}/{number}-{alias}")
    if categories:
        paths.append(f"/component/content/article/{categories[0][0]}-{categories[0][1]}/{number}-{alias}")
    paths.append(f"/component/content/article/{number}-{alias}")
    # With and without the ending that the settings add, and the program's name, where the server rewrote nothing.
    whole = [
        form
        for path in dict.fromkeys(paths)
        for form in (path, f"{path}.html", f"/index.php{path}", f"/index.php{path}.html")
    ]
    start = f"/index.php?option=com_content&view=article&id={number}"
    return whole, [start, f"{start}:{alias}"]


def k2_paths(above: Iterable[str], number: str, alias: str) -> tuple[list[str], list[str]]:
    """Return the addresses of an article of K2."""
    starts = [f"/{path}".rstrip("/") for path in list(above)[:_MENUS_MOST]] + ["/component/k2"]
    paths = [f"{start}/item/{number}-{alias}" for start in dict.fromkeys(starts)]
    whole = [form for path in paths for form in (path, f"{path}.html", f"/index.php{path}", f"/index.php{path}.html")]
    start = f"/index.php?option=com_k2&view=item&id={number}"
    return whole, [start, f"{start}:{alias}"]
