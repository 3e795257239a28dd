"""Every kind of finding: its severity, what it says and how it is fixed. A module a subject.

The texts are the message ids of the gettext catalogues (``theme/locale``); ``docs/findings.md`` lists them
all, and a test keeps that table and this one together.
"""

from ban_tin.findings.catalogue import (
    addresses,
    attachments,
    body,
    comments,
    files,
    front_matter,
    language,
    pages,
    papers,
    photos,
    privacy,
    site,
    theme,
    words,
)
from ban_tin.findings.catalogue.kind import Kind, Severity

#: The subjects, in the order of ``docs/findings.md``.
SUBJECTS = (
    site,
    files,
    front_matter,
    addresses,
    body,
    words,
    photos,
    attachments,
    comments,
    theme,
    language,
    pages,
    papers,
    privacy,
)
KINDS: dict[str, Kind] = {name: kind for subject in SUBJECTS for name, kind in subject.KINDS.items()}
#: What only ``ban-tin check``, the preview and publishing look for, by the rules of ``newsdesk/checking``: a build finds none of it.
OF_RULES = frozenset(name for subject in (language, pages, papers, privacy) for name in subject.KINDS)

__all__ = ["KINDS", "OF_RULES", "SUBJECTS", "Kind", "Severity"]
