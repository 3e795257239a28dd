"""Where the lines of headlines end: never within a name, nor between a number and what it counts."""

from pathlib import Path

import pytest

from ban_tin.language.vietnamese import NO_BREAK_SPACE, bind_words
from tests.demonstration.pages import Open

pytestmark = pytest.mark.browser

#: The two words at each end of a line in the headings of a page: where a space is, and the letter behind it stands lower.
LINE_ENDS = """() => [...document.querySelectorAll('main :is(h1, h2, h3)')].flatMap((heading) => {
  const found = [];
  const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  const top = (node, place) => {
    const range = document.createRange();
    range.setStart(node, place);
    range.setEnd(node, place + 1);
    return range.getBoundingClientRect().top;
  };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (const match of node.data.matchAll(/([^ ]+) (?=([^ ]+))/g)) {
      const space = match.index + match[1].length;
      if (top(node, space + 1) > top(node, space - 1) + 4) found.push([match[1], match[2]]);
    }
  }
  return found;
})"""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_line_of_a_headline_ends_within_a_name_or_a_number(width: int, demo_site: Path, look_at: Open) -> None:
    articles = sorted(path.parent for path in demo_site.glob("tin/*/*/*/index.html"))
    pages = ["/", "/tin/", *(f"/{folder.relative_to(demo_site).as_posix()}/" for folder in articles[::3])]
    split, ends = [], 0
    for address in pages:
        for before, after in look_at(address, width=width).evaluate(LINE_ENDS):
            ends += 1
            bound = bind_words(f"{before} {after}".replace(NO_BREAK_SPACE, " "))
            if bound[len(before)] == NO_BREAK_SPACE:
                split.append(f"{address}: {before} / {after}")
    assert ends > 40
    assert split == []
