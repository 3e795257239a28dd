"""The words of the lead photo: the same rules as under the photos of the text."""

import pytest

from ban_tin.articles.captions import LeadWords, read_lead


def read(alt: str, caption: str, credit: str = "", of_article: str = "Hữu Phước") -> tuple[LeadWords, list[str]]:
    """Return what readers get of the lead, and the findings as ``kind field``."""
    found: list[str] = []
    words = read_lead(
        LeadWords(alt, caption, credit), "anh.jpg", of_article, lambda kind, field, **_: found.append(f"{kind} {field}")
    )
    return words, found


@pytest.mark.parametrize(
    ("given", "shown", "found"),
    [
        (("Hội trường", "Quang cảnh"), ("Hội trường", "Quang cảnh", "Hữu Phước"), []),
        (("Hội trường", "Quang cảnh", "Minh Hà"), ("Hội trường", "Quang cảnh", "Minh Hà"), []),
        # Who is named in the caption takes the place of the article's
        (("Hội trường", "Quang cảnh. Ảnh: Minh Hà"), ("Hội trường", "Quang cảnh. Ảnh: Minh Hà", ""), []),
        (("Hội trường", "Quang cảnh (Photo by Minh Hà)"), ("Hội trường", "Quang cảnh (Photo by Minh Hà)", ""), []),
        (("Hội trường", "Quang cảnh. Ảnh: Minh Hà", "Minh Hà"), ("Hội trường", "Quang cảnh. Ảnh: Minh Hà", ""), []),
        (("Hội trường", "Quang cảnh. Ảnh: Minh Hà", "Thu Hằng"), ("Hội trường", "Quang cảnh. Ảnh: Minh Hà", ""), ["credit-twice lead_credit"]),
        (("Hội trường", "Quang cảnh. Ảnh: A. Ảnh: B"), ("Hội trường", "Quang cảnh. Ảnh: A. Ảnh: B", ""), ["credit-two lead_caption"]),
        (("Hội trường. Ảnh: Minh Hà", "Quang cảnh"), ("Hội trường.", "Quang cảnh", "Ảnh: Minh Hà"), []),
        # Said once
        (("Quang cảnh", "Quang cảnh."), ("", "Quang cảnh.", "Hữu Phước"), []),
        (("Hội trường", "Trao giải cho em.Trao giải cho em."), ("Hội trường", "Trao giải cho em.", "Hữu Phước"), ["caption-twice lead_caption"]),
        # Without signs
        (("Hội trường", "*Quang cảnh* **hội nghị**"), ("Hội trường", "Quang cảnh hội nghị", "Hữu Phước"), []),
        (("Hội trường", "Tệp a_b_c và 5 * 3 * 2"), ("Hội trường", "Tệp a_b_c và 5 * 3 * 2", "Hữu Phước"), []),
        # No caption, no alternative text
        (("Hội trường", "Ảnh 1"), ("Hội trường", "", "Hữu Phước"), ["lead-caption-empty lead_caption"]),
        (("Hội trường", "IMG_2031.JPG"), ("Hội trường", "", "Hữu Phước"), ["lead-caption-empty lead_caption"]),
        (("anh.jpg", "Quang cảnh"), ("", "Quang cảnh", "Hữu Phước"), ["lead-alt-empty lead_alt"]),
        (("alt text", ""), ("", "", "Hữu Phước"), ["lead-alt-empty lead_alt"]),
        (("", ""), ("", "", "Hữu Phước"), ["lead-alt-missing lead"]),
        (("", "Quang cảnh"), ("", "Quang cảnh", "Hữu Phước"), []),
    ],
)  # fmt: skip
def test_the_lead_is_read(given: tuple[str, ...], shown: tuple[str, ...], found: list[str]) -> None:
    assert read(*given) == (LeadWords(*shown), found)
