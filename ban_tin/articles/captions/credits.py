"""Credits: how editors type them, and which of them is shown."""

import re

from markdown.preprocessors import Preprocessor

from ban_tin.articles.captions.photographers import names_same, people_named

_CREDIT = re.compile(r"""\{:?(?![^}]*[ ][.#]\w)[ ]*credit[ ]*=[ ]*["“”„'‘’]?([^"“”„'‘’{}]*)["“”„'‘’]?[ ]*\}""")
#: Lines that a credit of its own line belongs to: an image, or an italic caption.
_CREDITED = re.compile(r"[^`]*!\[.*\]\(.*\)\s*|\s*(?:[>-]\s*)*[*_][^*_].*[*_]\s*")


class CreditPreprocessor(Preprocessor):
    """Writes credits as attribute lists want them: in straight quotes, right behind what they belong to."""

    def run(self, lines: list[str]) -> list[str]:
        if not any("credit" in line for line in lines):
            return lines
        done: list[str] = []
        for line in lines:
            code = line.startswith(("    ", "\t"))
            straight = line if code else _CREDIT.sub(lambda match: f'{{credit="{match[1].strip()}"}}', line)
            above = next((number for number in reversed(range(len(done))) if done[number].strip()), -1)
            alone = _CREDIT.fullmatch(straight.strip("> \t"))
            if alone and above >= 0 and _CREDITED.fullmatch(done[above]):
                done[above] = done[above].rstrip() + straight.strip("> \t")
            else:
                done.append(straight)
        return done


def choose_credit(images: list[str | None], caption: str | None, named: str, default: str) -> tuple[str, str]:
    """Return the credit to show under a caption, and what else was typed and can't be shown beside another name.

    ``images`` are the credits typed behind the images and ``caption`` the one behind the caption, None where there is
    none; ``named`` is the credit in the words of the caption, which is shown with them; ``default`` is the article's credit.
    """
    typed = _once([*images, caption])
    if named:
        return "", ", ".join(credit for credit in typed if not names_same(named, credit))
    fallback = default if caption is None else caption
    shown = _once([fallback if credit is None else credit for credit in images])
    others = [credit for credit in typed if not any(names_same(each, credit) for each in shown)]
    return ", ".join(shown), ", ".join(others)


def _once(credits: list[str | None]) -> list[str]:
    """Return ``credits`` in their order, those of the same people once."""
    return list({people_named(credit): credit for credit in reversed(credits) if credit}.values())[::-1]
