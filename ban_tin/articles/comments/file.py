"""Where the comments of an article lie."""

from pathlib import Path

#: Beside ``index.md``; the article ``x.md`` has ``x.comments.yaml``, as others lie in the same folder.
NAME = "comments.yaml"


def comments_file(source: Path) -> Path:
    """Return the file of the comments of the article in the file ``source``."""
    return source.with_name(NAME if source.name == "index.md" else f"{source.name.removesuffix('.md')}.{NAME}")


def is_comments_file(name: str) -> bool:
    """Return whether a file of that name holds comments."""
    return name == NAME or name.endswith(f".{NAME}")


def article_of(name: str) -> str:
    """Return the name of the article whose comments are in a file called ``name``, beside it."""
    return "index.md" if name == NAME else f"{name.removesuffix(f'.{NAME}')}.md"
