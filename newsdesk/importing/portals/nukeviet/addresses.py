"""The addresses under which NukeViet showed an article, a document or a page, in the ways that its settings and versions have."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote


def article_paths(
    context: Mapping[str, str], categories: Iterable[str], alias: str, number: str
) -> tuple[list[str], list[str]]:
    """Return the addresses of an article: those that are paths, and those with a query.

    NukeViet finds an article by its number, under each of its categories, with and without the language; rewriting may leave the module away.
    """
    paths, queries = [], []
    language, module, ending = context["language"], context["module"], context["ending"]
    for category in categories:
        last = f"{category}/{alias}-{number}"
        for start in (f"/{language}/{module}/", f"/{module}/"):
            paths.append(f"{start}{last}{ending}")
        if context.get("first_module") == module:
            paths += [f"/{language}/{last}{ending}", f"/{last}{ending}"]
        queries += _queries(language, module, last, ending)
    # As versions 3 and 4.0 had it before addresses ended in .html.
    paths += [path.removesuffix(ending) + "/" for path in paths[:2]]
    return paths, queries


def detail_paths(context: Mapping[str, str], alias: str) -> tuple[list[str], list[str]]:
    """Return the addresses of an official document of the module laws."""
    return _below(context, f"detail/{alias}")


def page_paths(context: Mapping[str, str], alias: str) -> tuple[list[str], list[str]]:
    """Return the addresses of a page."""
    return _below(context, alias)


def _below(context: Mapping[str, str], last: str) -> tuple[list[str], list[str]]:
    language, module, ending = context["language"], context["module"], context["ending"]
    paths = [f"{start}{last}{end}" for end in (ending, "/") for start in (f"/{language}/{module}/", f"/{module}/")]
    return paths, _queries(language, module, last, ending)


def _queries(language: str, module: str, last: str, ending: str) -> list[str]:
    start = f"/index.php?language={quote(language)}&nv={quote(module)}&op={quote(last, safe='/')}"
    return [start, f"{start}{ending}"]
