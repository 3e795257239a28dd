// The words that were looked for, marked in a text, and the place of a text where most of them stand.

// The folded sequences that stand for each word of a query: a name stands for all forms of its abbreviation.
function sequencesOf(query, abbreviations) {
  return query.map(word => {
    const row = word.name && abbreviations.find(([name]) => name === word.folded);
    return {
      forms: row ? row.map(form => form.split(" ")) : [[word.folded]],
      half: Boolean(word.half),
      marks: word.marks,
      little: word.little && query.length > 2
    };
  });
}

// Of words of a text, how many from a ``place`` on are the word that a sequence stands for, in one of its forms; 0 for none.
function lengthAt(words, place, { forms, half, marks }) {
  const form = forms.find(form =>
    form.every((each, step) => {
      const word = words[place + step];
      return word && (word.folded === each || (half && word.folded.startsWith(each))) && fit(marks, word.marks) !== OTHERWISE;
    })
  );
  return form ? form.length : 0;
}

// The places of a text to mark: {start, end, at} each, ``at`` being the place of the word in the query.
function matchesIn(text, sequences) {
  const words = wordsOf(text);
  const found = [];
  words.forEach((word, place) => {
    sequences.forEach((sequence, at) => {
      const length = lengthAt(words, place, sequence);
      if (length) found.push({ start: word.start, end: words[place + length - 1].end, at, little: sequence.little });
    });
  });
  // A word is marked by itself only where it stands beside no other one of the query anywhere in the text; a little one never.
  const beside = one => found.some(other => other.at !== one.at && (other.start === one.end + 1 || one.start === other.end + 1));
  const places = new Set(found.filter(beside).map(one => one.at));
  return found.filter(one => (places.has(one.at) ? beside(one) : !one.little));
}

function coveredBy(matches, sequences) {
  return sequences.every((sequence, at) => sequence.little || matches.some(match => match.at === at));
}

// A text as nodes, with what was looked for in <mark>; neighbours are one mark.
function marked(text, sequences) {
  const nodes = document.createDocumentFragment();
  const spans = [];
  for (const { start, end } of matchesIn(text, sequences).sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = spans[spans.length - 1];
    if (last && /^\s*$/.test(text.slice(last[1], start))) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  let at = 0;
  for (const [start, end] of spans) {
    nodes.append(text.slice(at, start), make("mark", "", text.slice(start, end)));
    at = end;
  }
  nodes.append(text.slice(at));
  return nodes;
}

// Characters of an excerpt.
const EXCERPT = 170;

// The piece of a text with the most of the words, cut at words.
function excerptOf(text, sequences) {
  const matches = matchesIn(text, sequences).sort((one, other) => one.start - other.start);
  if (!matches.length) return "";
  let best = 0, most = 0;
  matches.forEach((first, place) => {
    const there = new Set();
    let count = 0;
    for (let next = place; next < matches.length && matches[next].end - first.start < EXCERPT - 40; next++) {
      there.add(matches[next].at);
      count++;
    }
    const worth = 10 * there.size + Math.min(count, 9);
    if (worth > most) {
      most = worth;
      best = first.start;
    }
  });
  let from = Math.max(0, best - 40), to = Math.min(text.length, from + EXCERPT);
  while (from > 0 && from < best && !/\s/.test(text[from - 1])) from++;
  while (to < text.length && to > from + 1 && !/\s/.test(text[to])) to--;
  return (from ? "… " : "") + text.slice(from, to).trim() + (to < text.length ? " …" : "");
}

// The text of an article's own page: title, body, captions, tags, names of files.
async function textOf(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw trouble("damaged");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // What readers wrote too.
  const kinds = ":is(.article__content, .comments) :is(p, li, h2, h3, td, th, dd, figcaption, .attachment__title)";
  const parts = Array.from(page.querySelectorAll(kinds));
  return parts.filter(part => !part.querySelector("p, li")).map(part => part.textContent.replace(/\s+/g, " ").trim()).join("\n");
}

// Whether a phrase (the places of its words in the query) stands in a text in its order.
function hasPhrase(text, phrase, sequences) {
  const words = wordsOf(text);
  return words.some((word, place) =>
    phrase.every(part => {
      const length = lengthAt(words, place, sequences[part]);
      place += length;
      return length;
    })
  );
}
