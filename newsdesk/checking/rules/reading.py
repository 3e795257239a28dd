"""How hard a text is to read: long paragraphs and sentences, and one figure for the whole."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at

#: Words, as Vietnamese writes them: syllables. A phone of 360 px shows some 140 at once; the sentence is that of two breaths.
LONG_PARAGRAPH, LONG_SENTENCE = 180, 70
#: The figure from which a text is told to be hard, and the words from which it can be told.
HARD, _ENOUGH = 10.0, 150
_SENTENCE = re.compile(r"[^.!?;…\n]+(?:[.](?=[\w\d])[^.!?;…\n]*)*")
_WORD = re.compile(r"[^\W_]+")
_SHOWN = 8


class Reading(NamedTuple):
    """How hard a text is: the figure, the words of a sentence on average, how many sentences are long, and how many there are."""

    figure: float
    words: float
    long: int
    sentences: int


def measure_reading(sentences: Sequence[str]) -> Reading | None:
    """Return how hard ``sentences`` are to read, None where they are too few to tell.

    The formula of Liem Thanh Nguyen and Alan B. Henkin, “A Readability Formula for Vietnamese”, Journal of Reading 26 (1982), as it is quoted:
    2 × letters of a word + 0.2 × words of a sentence - 6, about a grade of school. The article itself was not read here: the figure is a hint.
    """
    words = [_WORD.findall(sentence) for sentence in sentences]
    words = [each for each in words if each]
    count = sum(map(len, words))
    if count < _ENOUGH:
        return None
    letters = sum(len(word) for each in words for word in each) / count
    length = count / len(words)
    return Reading(2 * letters + 0.2 * length - 6, length, sum(len(each) > LONG_SENTENCE for each in words), len(words))


def find_long_paragraphs(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find paragraphs that fill more than the screen of a phone."""
    for paragraph in article.paragraphs:
        words = paragraph.text.split()
        if len(words) > LONG_PARAGRAPH:
            yield found_at(article, paragraph.start, count=str(len(words)), text=" ".join(words[:_SHOWN]))


def find_long_sentences(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find sentences of more than two breaths; not what others said."""
    for paragraph in article.paragraphs:
        if len(paragraph.text.split()) <= LONG_SENTENCE or article.is_quoted(paragraph.start):
            continue
        for sentence in _SENTENCE.findall(paragraph.text):
            words = sentence.split()
            if len(words) > LONG_SENTENCE:
                yield found_at(article, paragraph.start, count=str(len(words)), text=" ".join(words[:_SHOWN]))


def sentences_of(article: CheckedArticle) -> list[str]:
    """Return the sentences of the text: no headings, no tables."""
    return [sentence for paragraph in article.paragraphs for sentence in _SENTENCE.findall(paragraph.text)]


def find_hard_text(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find texts that are hard as a whole; once for an article."""
    reading = measure_reading(sentences_of(article))
    if reading and reading.figure > HARD:
        start = article.paragraphs[0].start
        figure, most, words = (f"{value:.1f}".replace(".", ",") for value in (reading.figure, HARD, reading.words))
        yield found_at(
            article, start, figure=figure, most=most, words=words, long=str(reading.long), length=str(LONG_SENTENCE)
        )


_SHORT = "Sở tổ chức hội nghị sáng nay. Các trường báo cáo kết quả. Hội nghị bàn về kế hoạch mới. "
_LONG = "Sở Giáo dục và Đào tạo chỉ đạo các đơn vị trực thuộc nghiêm túc quán triệt, triển khai đồng bộ những nhiệm vụ trọng tâm, "
RULES = (
    Rule("paragraph-long", Example(_SHORT * 5), Example(_SHORT * 10), find_long_paragraphs, vietnamese=True),
    Rule("sentence-long", Example(_SHORT * 9), Example(_LONG * 4), find_long_sentences, vietnamese=True),
    Rule("reading-hard", Example(_SHORT * 9), Example(_LONG * 8), find_hard_text, vietnamese=True),
)
