"""Kinds of bodies that publish news, and the categories that each begins with."""

from dataclasses import dataclass

from ban_tin.language.translations import N_
from ban_tin.language.vietnamese import slugify


@dataclass(frozen=True, slots=True)
class Section:
    """A category to begin with. ``name`` and ``description`` are message ids, ``role`` is that of ``site.toml``."""

    name: str
    description: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body; all texts but ``host`` are message ids."""

    #: What it is called, as the name of such a body begins or ends.
    label: str
    #: What stands for ``label`` in the short name.
    short: str
    #: Who answers for the content, as a rule.
    role: str
    #: First part of its domain, ``""`` where that is made of the name.
    host: str
    #: Last part of its domain.
    domain: str
    #: Categories, in the order of the home page.
    sections: tuple[Section, ...]
    #: Whether its name is that of a part and of the whole, with a comma between.
    within: bool = False


_NEWS = Section(N_("Activities"), N_("Meetings, visits and events."))
_DOCUMENTS = Section(N_("Documents"), N_("Plans, decisions, letters and guidance."), "documents")
_NOTICES = Section(N_("Notices"), N_("What readers have to know, and until when."), "notices")
_SCHOOLS = (
    Section(N_("Exams and admissions"), N_("Dates, rules, admissions and results.")),
    Section(N_("Teaching and learning"), N_("Curriculum, methods and professional work.")),
)

#: Kinds that can be chosen; any other is typed.
BODIES = (
    Body(
        N_("Department of Education and Training"), N_("DOET"), N_("Chief of Office"), "sogddt", "gov.vn",
        (_NEWS, *_SCHOOLS, _DOCUMENTS, _NOTICES),
    ),
    Body(
        N_("Division of Education and Training"), N_("Education Division"), N_("Head of Division"), "pgddt", "gov.vn",
        (_NEWS, Section(N_("From the schools"), N_("What schools do, told by themselves.")), *_SCHOOLS, _DOCUMENTS, _NOTICES),
    ),
    Body(
        N_("Department of Health"), N_("Department of Health"), N_("Chief of Office"), "soyte", "gov.vn",
        (
            _NEWS,
            Section(N_("Disease prevention"), N_("Outbreaks, vaccination and how to stay healthy.")),
            Section(N_("Medical care"), N_("Hospitals, health insurance and services.")),
            Section(N_("Food safety"), N_("Inspections, warnings and advice.")),
            _DOCUMENTS,
            _NOTICES,
        ),
    ),
    Body(
        N_("University, faculty or department of one"), N_("University"), N_("Head of the Editorial Board"), "", "edu.vn",
        (
            _NEWS,
            Section(N_("Studies"), N_("Programmes, timetables and admissions.")),
            Section(N_("Research"), N_("Projects, publications and seminars.")),
            Section(N_("Student life"), N_("Clubs, scholarships and graduates.")),
            _DOCUMENTS,
            _NOTICES,
        ),
        within=True,
    ),
)  # fmt: skip
#: What begins a site of any other kind.
OTHER = Body("", "", N_("Head of the Editorial Board"), "", "vn", (_NEWS, _DOCUMENTS, _NOTICES))

#: Marks of categories on paper and on a dark page; each stands out at least 3 : 1 from the theme's grounds.
COLOURS = (
    ("#1d5c8a", "#7db8e0"),
    ("#7a4b00", "#e0b060"),
    ("#1f6b45", "#7fce9f"),
    ("#6a3d7c", "#cfa3e0"),
    ("#4a4a6a", "#b3b3dd"),
    ("#8a3a12", "#eba27c"),
)
assert all(len(body.sections) <= len(COLOURS) for body in BODIES)


def find_body(kind: str, labels: dict[str, Body]) -> Body:
    """Return the kind of body that ``kind`` names, however it is typed, in one of ``labels``; ``OTHER`` for none of them."""
    wanted = slugify(kind)
    return next((body for label, body in labels.items() if slugify(label) == wanted), OTHER)
