"""The archive by year and month."""

from collections import Counter
from collections.abc import Iterable

from ban_tin.site.addresses import Addresses
from ban_tin.views import ArchiveMonth, ArchiveYear, ListedArticle


def archive_years(news: Iterable[ListedArticle], addresses: Addresses) -> tuple[ArchiveYear, ...]:
    """Return the years and months that have articles, the newest first."""
    counts = Counter((article.date.year, article.date.month) for article in news)
    years = sorted({year for year, _ in counts}, reverse=True)
    return tuple(
        ArchiveYear(
            year=year,
            url=addresses.year(year),
            count=sum(count for (each, _), count in counts.items() if each == year),
            months=tuple(
                ArchiveMonth(month, addresses.month(year, month), counts[year, month])
                for month in range(12, 0, -1)
                if (year, month) in counts
            ),
        )
        for year in years
    )
