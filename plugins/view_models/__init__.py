"""What templates see: frozen values, one declared view model a template. No Pelican, no I/O.

``view_models.toml`` of a theme names the view model of each template: builds hold the theme to it (``plugins.theme_contract``), so
that a page depends on nothing but its view model and the site's facts.
"""

from plugins.view_models.deferred import Deferred, fingerprint, held
from plugins.view_models.listed import ListedArticle, ListedPage
from plugins.view_models.lists import (
    ArchiveMonth,
    ArchivePage,
    ArchiveYear,
    DocumentsPage,
    HomePage,
    HomeSection,
    IndexEntry,
    IndexPage,
    ListPage,
    NoticesPage,
    RedirectPage,
    SiteMapPage,
)
from plugins.view_models.news import (
    Attachment,
    Document,
    Figure,
    NewsArticle,
    Teaser,
    Term,
    teaser,
)
from plugins.view_models.pages import ArticlePage, Crumb, ErrorPage, Head, SourcePage, StaticPage, WithdrawnPage
from plugins.view_models.statistics import (
    Chart,
    ChartBar,
    MostRead,
    Period,
    ReadArticle,
    SectionViews,
    Statistics,
    StatisticsPage,
    Visits,
)

__all__ = [
    "ArchiveMonth",
    "ArchivePage",
    "ArchiveYear",
    "ArticlePage",
    "Attachment",
    "Chart",
    "ChartBar",
    "Crumb",
    "Deferred",
    "Document",
    "DocumentsPage",
    "ErrorPage",
    "Figure",
    "Head",
    "HomePage",
    "HomeSection",
    "IndexEntry",
    "IndexPage",
    "ListPage",
    "ListedArticle",
    "ListedPage",
    "MostRead",
    "NewsArticle",
    "NoticesPage",
    "Period",
    "ReadArticle",
    "RedirectPage",
    "SectionViews",
    "SiteMapPage",
    "SourcePage",
    "StaticPage",
    "Statistics",
    "StatisticsPage",
    "Teaser",
    "Term",
    "Visits",
    "WithdrawnPage",
    "fingerprint",
    "held",
    "teaser",
]
