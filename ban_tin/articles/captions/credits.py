"""Credits: how editors type them, and which of them is shown."""

import re

from markdown.preprocessors import Preprocessor

from ban_tin.articles.captions.text import named_credit, names_person

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


def choose_credit(images: list[str | None], caption: str | None, text: str, default: str) -> tuple[str, bool]:
    """Return the credit to show under a caption and whether two say different things.

    ``images`` are the credits typed behind the images and ``caption`` the one behind the caption, None where there is
    none; ``text`` is the caption, which may name somebody itself; ``default`` is the article's credit.
    """
    named = named_credit(text)
    fallback = caption if caption is not None else "" if named else default
    typed = [credit for credit in [*images, caption] if credit]
    if named:
        others = [credit for credit in dict.fromkeys(typed) if not names_person(named, credit)]
        return ", ".join(others), bool(others)
    of_images = [fallback if credit is None else credit for credit in images]
    shown = list(dict.fromkeys(filter(None, [*of_images, caption])))
    return ", ".join(shown), bool(caption) and None not in images and caption not in images
