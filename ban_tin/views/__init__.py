"""What templates see: frozen values, one declared view model a template. No Pelican, no I/O.

``view_models.toml`` of a theme names the view model of each template: builds hold the theme to it (``ban_tin.rendering.contract``), so
that a page depends on nothing but its view model and the site's facts.
"""

from ban_tin.views.comments import Comment, ListedComments, Reply
from ban_tin.views.deferred import Deferred, already_loaded, fingerprint
from ban_tin.views.listed import ListedArticle, ListedDocument, ListedPage
from ban_tin.views.lists import (
    ArchiveMonth,
    ArchivePage,
    ArchiveYear,
    DocumentFilter,
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
from ban_tin.views.news import Attachment, Document, Figure, Heading, NewsArticle, Teaser, Term, teaser
from ban_tin.views.pages import (
    ArticleComments,
    ArticlePage,
    CommentsPage,
    Crumb,
    ErrorPage,
    Head,
    SourcePage,
    StaticPage,
    WithdrawnPage,
)
from ban_tin.views.search import SearchFilter, SearchPage
from ban_tin.views.statistics import (
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
    "ArticleComments",
    "ArticlePage",
    "Attachment",
    "Chart",
    "ChartBar",
    "Comment",
    "CommentsPage",
    "Crumb",
    "Deferred",
    "Document",
    "DocumentFilter",
    "DocumentsPage",
    "ErrorPage",
    "Figure",
    "Head",
    "Heading",
    "HomePage",
    "HomeSection",
    "IndexEntry",
    "IndexPage",
    "ListPage",
    "ListedArticle",
    "ListedComments",
    "ListedDocument",
    "ListedPage",
    "MostRead",
    "NewsArticle",
    "NoticesPage",
    "Period",
    "ReadArticle",
    "RedirectPage",
    "Reply",
    "SearchFilter",
    "SearchPage",
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
    "already_loaded",
    "fingerprint",
    "teaser",
]
