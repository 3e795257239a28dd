"""What templates see: frozen values, one declared view model a template. No Pelican, no I/O.

``VIEW_MODELS`` names the view model of each template: the theme is held to it (``tests/theme``), so that a
page depends on nothing but its view model and the site's facts.
"""

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
from plugins.view_models.pages import ArticlePage, Crumb, ErrorPage, Head, StaticPage, WithdrawnPage
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

VIEW_MODELS: dict[str, type] = {
    "404": ErrorPage,
    "archives": ArchivePage,
    "article": ArticlePage,
    "withdrawn": WithdrawnPage,
    "documents": DocumentsPage,
    "index": HomePage,
    "terms": IndexPage,
    "list": ListPage,
    "notices": NoticesPage,
    "page": StaticPage,
    "redirect": RedirectPage,
    "site_map": SiteMapPage,
    "statistics": StatisticsPage,
}

__all__ = [
    "VIEW_MODELS",
    "ArchiveMonth",
    "ArchivePage",
    "ArchiveYear",
    "ArticlePage",
    "Attachment",
    "Chart",
    "ChartBar",
    "Crumb",
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
    "MostRead",
    "NewsArticle",
    "NoticesPage",
    "Period",
    "ReadArticle",
    "RedirectPage",
    "SectionViews",
    "SiteMapPage",
    "StaticPage",
    "Statistics",
    "StatisticsPage",
    "Teaser",
    "Term",
    "Visits",
    "WithdrawnPage",
    "teaser",
]
