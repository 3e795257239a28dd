"""A site's own words: taken where they fit, and told with their line where they don't."""

from pathlib import Path

import pytest

from ban_tin.findings import KINDS, Findings
from ban_tin.language.translations import OwnMessage, known_messages, translation
from ban_tin.planning.pages.articles import add_static_pages
from ban_tin.site.messages import load_messages
from tests.builders import plan, site
from tests.theme.fixtures import make_renderer


def loaded(folder: Path, text: str | bytes, name: str = "vi.po") -> tuple[tuple[OwnMessage, ...], Findings]:
    (folder / "messages").mkdir(exist_ok=True)
    (folder / "messages" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    findings = Findings()
    return load_messages(folder / "messages", "noi-dung/messages", findings), findings


def test_words_of_the_site_take_the_place_of_ours(tmp_path: Path) -> None:
    text = '# Của đơn vị\nmsgid "Latest"\nmsgstr "Tin nóng"\n\nmsgid "Home"\nmsgstr ""\n'
    own, findings = loaded(tmp_path, text)
    assert not findings.found
    assert own == (OwnMessage("vi", "Latest", ("Tin nóng",)),)
    vietnamese = translation("vi", own)
    assert vietnamese.gettext("Latest") == "Tin nóng"
    assert vietnamese.gettext("Home") == translation("vi").gettext("Home") == "Trang chủ"
    assert translation("vi").gettext("Latest") == "Tin mới nhất"
    assert translation("en", own).gettext("Latest") == "Latest"


def test_values_are_filled_into_the_words_of_the_site(tmp_path: Path) -> None:
    own, findings = loaded(tmp_path, 'msgid "{title}, page {number}"\nmsgstr "Tờ {number} của {title}"\n')
    assert not findings.found
    assert translation("vi", own).gettext("{title}, page {number}").format(title="A", number=2) == "Tờ 2 của A"


def test_each_form_of_a_plural_has_its_words() -> None:
    own = (OwnMessage("en", "a", ("one", "many")), OwnMessage("vi", "a", ("nhiều",)))
    assert [translation("en", own).ngettext("a", "b", number) for number in (0, 1, 2)] == ["many", "one", "many"]
    assert translation("vi", own).ngettext("a", "b", 1) == "nhiều"
    assert translation("en", own).ngettext("c", "d", 2) == "d"


def test_pages_and_templates_say_the_words_of_the_site() -> None:
    own = (OwnMessage("vi", "Page not found", ("Không có trang này",)), OwnMessage("vi", "Archive", ("Kho bài",)))
    planned = plan()
    planned.site = site(messages=own)
    add_static_pages(planned)
    view = planned.pages["404.html"].view
    html = make_renderer(planned.site).render("404", view)
    assert view.head.title.startswith("Không có trang này")
    assert "Kho bài" in html and "Trang chủ" in html
    assert html.count("Không có trang này") > 1


def test_a_site_without_the_folder_has_no_words_of_its_own(tmp_path: Path) -> None:
    findings = Findings()
    assert load_messages(tmp_path / "messages", "noi-dung/messages", findings) == ()
    assert not findings.found


@pytest.mark.parametrize(
    ("text", "kind", "line", "said"),
    [
        ('msgid "Latset"\nmsgstr "Tin nóng"\n', "message-unknown", 1, "“Latest”"),
        ('\n\nmsgid "Xyzzy plugh qwert"\nmsgstr "Tin"\n', "message-foreign", 3, "Xyzzy"),
        ('msgid "{title}, page {number}"\nmsgstr "Tờ {numbr}"\n', "message-values", 1, "{number}, {title}"),
        ('msgid "{title}, page {number}"\nmsgstr "Tờ {number}"\n', "message-values", 1, "{number}, and must"),
        ('msgid "Latest"\nmsgstr "Tin {title}"\n', "message-values", 1, "{title}"),
        ('msgid "Latest"\nmsgstr "Tin %(x)s"\n', "message-values", 1, "%(x)s"),
        ('msgid "Latest"\nmsgstr "Nhanh 50%"\n', "message-sign", 1, "%"),
        ('msgid "Latest"\nmsgstr "<b>Tin</b>"\n', "message-sign", 1, "<"),
        ('msgid "Latest"\nmsgstr "Tin {"\n', "message-sign", 1, "{"),
        ('msgid "Latest"\nmsgstr "\\" onclick=\\"x()"\n', "message-sign", 1, '"'),
        ('msgid "Latest"\nmsgstr Tin nóng\n', "messages-syntax", 2, "msgstr"),
        ('msgid “Latest”\nmsgstr "Tin"\n', "messages-syntax", 1, "straight"),
        ('msgid "Home"\nmsgstr "Nhà"\n\nLatest = "Tin nóng"\n', "messages-syntax", 4, "msgstr"),
        (b"S\xf2", "encoding-found", 0, "UTF-8"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(
    tmp_path: Path, text: str | bytes, kind: str, line: int, said: str
) -> None:
    own, findings = loaded(tmp_path, text)
    found = findings.sorted()
    assert [(each.kind, each.path, each.line) for each in found] == [(kind, "noi-dung/messages/vi.po", line)]
    assert said in found[0].message() + found[0].fix()
    assert not [each for each in own if each.text == "Latest"]


def test_all_problems_are_told_and_what_fits_is_taken(tmp_path: Path) -> None:
    text = 'msgid "Latest"\nmsgstr "1 < 2"\n\nmsgid "Xyzzy plugh qwert"\nmsgstr "x"\n\nmsgid "Home"\nmsgstr "Nhà"\n'
    own, findings = loaded(tmp_path, text)
    assert [(each.kind, each.line) for each in findings.sorted()] == [("message-sign", 1), ("message-foreign", 4)]
    assert [each.text for each in own] == ["Home"]


def test_what_only_editors_are_told_is_no_message_of_a_page(tmp_path: Path) -> None:
    told = KINDS["site-file"].message
    assert told in known_messages()
    _, findings = loaded(tmp_path, f'msgid "{told}"\nmsgstr "Thiếu tệp"\n')
    assert [each.kind for each in findings.found] in (["message-unknown"], ["message-foreign"])


def test_a_plural_has_as_many_forms_as_the_language(tmp_path: Path) -> None:
    plural = 'msgid "%(count)s article"\nmsgid_plural "%(count)s articles"\n'
    own, findings = loaded(tmp_path, plural + 'msgstr[0] "%(count)s bài"\nmsgstr[1] "%(count)s bài"\n')
    assert own == ()
    assert [each.kind for each in findings.found] == ["message-forms"]
    own, findings = loaded(tmp_path, plural + 'msgstr[0] "%(count)s bài"\n')
    assert not findings.found
    assert translation("vi", own).ngettext("%(count)s article", "%(count)s articles", 1) == "%(count)s bài"
    own, findings = loaded(tmp_path, plural + 'msgstr[0] "one"\nmsgstr[1] "%(count)s texts"\n', "en.po")
    assert [(each.kind, dict(each.values)["given"]) for each in findings.found] == [("message-values", "–")]


def test_a_file_of_another_language_is_told(tmp_path: Path) -> None:
    own, findings = loaded(tmp_path, "", "fr.po")
    assert own == ()
    assert [(each.kind, each.path) for each in findings.found] == [("messages-language", "noi-dung/messages/fr.po")]


def test_every_message_of_a_catalogue_may_stand_in_the_file_as_it_is(tmp_path: Path) -> None:
    """Whoever copies the whole catalogue is told of nothing that pages say."""
    from ban_tin.installation import LOCALE

    _, findings = loaded(tmp_path, (LOCALE / "vi.po").read_bytes())
    assert {each.kind for each in findings.found} <= {"message-unknown", "message-foreign"}
