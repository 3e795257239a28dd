"""The content of an article or a page for Pelican's templates, which show nothing of it but one piece of HTML."""

from datetime import datetime
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ban_tin.articles.captions import credit_separator
from ban_tin.articles.safe_html import rewrite_attributes
from ban_tin.photos.markup import picture_html
from ban_tin.rendering.filters import template_filters
from ban_tin.views import NewsArticle, SourcePage


def content_html(content: NewsArticle | SourcePage, translations: NullTranslations, lang: str, now: datetime) -> str:
    """Return all that our own theme shows of ``content`` at ``now`` beside title, date, author, section and tags.

    Labels are those of ``translations``, dates are written as in ``lang``. Of a withdrawn article that is the note. Links to other source files stay as they are written.
    """
    template = "article.html" if isinstance(content, NewsArticle) else "page.html"
    html = _environment(translations, lang).get_template(template).render(content=content, now=now)
    # A theme without a word about images would show them as wide as they are.
    return rewrite_attributes(html, "img", lambda attributes: {"style": "max-width: 100%; height: auto"})


@lru_cache(maxsize=8)
def _environment(translations: NullTranslations, lang: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= template_filters(lang)
    environment.globals |= {"picture": picture_html, "credit_separator": credit_separator}
    return environment
