"""A site under Pelican: its settings, its run, and its own way of building where plugins or a theme of others want that."""


def register() -> None:
    """Connect the beginning of every build, and what only Pelican's own way of building asks for."""
    from plugins.newsroom.begin import connect  # Not above: modules of this package are wanted without it.

    connect()
