"""``make docs``: writes ``docs/findings.md`` from the catalogue of findings."""

from pathlib import Path

from ban_tin.findings.catalogue import KINDS
from ban_tin.findings.report import Finding, format_report

PAGE = Path(__file__).with_name("findings.md")
#: The heading of each group of findings, and the kind that it begins with.
SECTIONS = {
    "site.toml": "site-syntax",
    "counts.json": "counts-unreadable",
    "known-findings.toml": "known-syntax",
    "Files": "encoding",
    "Front matter": "yaml-syntax",
    "Addresses": "address-twice",
    "Body": "sign-many",
    "Captions and photos": "alt-missing",
    "Attachments": "attachment-active",
    "Theme": "theme-toml",
    "Theme, while a page is rendered": "theme-page-name",
}
HEAD = """\
# Findings

Everything that can be wrong with an article, a page, `site.toml`, `counts.json`, `known-findings.toml` or the theme, as `ban_tin/findings/catalogue/` names it.
This page is made of that folder by `make docs`.

A build collects all findings before it writes anything, and prints them by severity, file and line:

```text
{example}
```

An **error** stops every build, and `output/` stays as it was. A **warning** is printed and the build goes on; `make publish` and `STRICT=1`
stop on warnings too. A **note** says what is held back, or fixed without being asked, and stops nothing. A **hint** is about what readers
never see. Of hints and notes of one kind only the last one is printed, and how many more there are. Errors come last, next to the prompt,
and the last line says what stopped the build. Text is never removed because of a finding, save a file name, a bare number or a repetition
under an image; the finding quotes it.

Editors read the texts in the language of the site: the English ones below are message ids of the catalogue in `theme/locale`. Names in
braces are filled in. A new kind goes into the catalogue and, translated, into `theme/locale/vi.po` (`make messages` adds the ids).
"""


def findings_page() -> str:
    """Return the page: every kind, in the order and the groups of the catalogue."""
    finding = Finding("content/tin/2026/11/hoi-nghi/index.md", 12, "caption-missing", (("image", "hoi-truong.jpg"),))
    parts = [HEAD.format(example=format_report([finding], str))]
    headings = {first: heading for heading, first in SECTIONS.items()}
    for name, kind in KINDS.items():
        if name in headings:
            parts.append(f"\n## {headings[name]}\n\n| Kind | Severity | Message | Fix |\n|---|---|---|---|\n")
        texts = [f"`{_shown(text)}`" for text in (kind.message, kind.fix)]
        parts.append(f"| `{name}` | {kind.severity} | {' | '.join(texts)} |\n")
    return "".join(parts)


def _shown(text: str) -> str:
    """Return a text of the catalogue for a table; braces that stand for themselves are doubled there."""
    return text.replace("{{", "{").replace("}}", "}").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(findings_page(), encoding="utf-8")
