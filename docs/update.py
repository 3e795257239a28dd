"""``make docs``: writes ``docs/findings.md`` from the catalogue of findings, ``docs/rules.md`` from the registry of rules."""

from pathlib import Path

from ban_tin.findings.catalogue import KINDS
from ban_tin.findings.report import Finding, format_report
from newsdesk.checking.registry import RULES
from newsdesk.checking.rule import Example, Needs

PAGE = Path(__file__).with_name("findings.md")
RULES_PAGE = Path(__file__).with_name("rules.md")
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
    "Language, by rules": "word-doubled",
    "Pages, by rules": "anchor-missing",
    "Attachments, by rules": "paper-scan",
    "Personal data, by rules": "person-phone",
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


_RULES_HEAD = """\
# Rules

What `ban-tin check`, the preview and publishing look for beside what a build finds: `newsdesk/checking/rules`, a module a subject. This page is made
of the registry by `make docs`; tests run each example. How well they do is measured in [bench.md](bench.md).

A **warning** is about what is hardly ever right, and stops publishing; a **hint** stops nothing. Rules for Vietnamese pass over pages in other languages.
Code, addresses, names of files and remarks are no prose; a fix is never made inside a quotation, and changes no name and no number.
Words of an office's own stand in `site.toml`: `[checking] words = ["Plơi"]`. What is known of an archive stays known (`--accept`).

A new rule: a `Rule` with its examples in the module of its subject, its texts in `ban_tin/findings/catalogue/`, their translation in
`theme/locale/vi.po` (`make messages`), a planted fault in `bench/checking/faults.py`, and `make docs`.
"""


def rules_page() -> str:
    """Return the page of rules: each with its examples, in the order of the registry."""
    parts = [_RULES_HEAD]
    for rule in RULES.values():
        about = [str(rule.severity)]
        about += ["files beside the article"] if Needs.FILES in rule.needs else []
        about += ["the day"] if Needs.TODAY in rule.needs else []
        parts.append(f"\n## `{rule.name}`\n\n{', '.join(about)}: {_shown(rule.message)} {_shown(rule.fix)}\n")
        parts += [_example("Found", rule.bad), _example("Not found", rule.good)]
    return "".join(parts)


def _example(label: str, example: Example) -> str:
    files = f" (beside it: {', '.join(sorted(example.files))})" if example.files else ""
    return f"\n{label}{files}:\n\n````text\n{example.text.rstrip()}\n````\n"


if __name__ == "__main__":
    RULES_PAGE.write_text(rules_page(), encoding="utf-8")
    PAGE.write_text(findings_page(), encoding="utf-8")
