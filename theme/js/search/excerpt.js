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

// The places of a text to mark: {start, end, at} each, ``at`` being the place of the word in the query.
function matchesIn(text, sequences) {
  const words = wordsOf(text);
  const found = [];
  for (let place = 0; place < words.length; place++) {
    sequences.forEach((sequence, at) => {
      for (const form of sequence.forms) {
        const fits = form.every((each, step) => {
          const word = words[place + step];
          return word && (word.folded === each || (sequence.half && word.folded.startsWith(each))) && fit(sequence.marks, word.marks) !== OTHERWISE;
        });
        if (fits) found.push({ start: words[place].start, end: words[place + form.length - 1].end, at: at, little: sequence.little });
      }
    });
  }
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
  const content = page.querySelector(".article__content");
  const parts = content ? Array.from(content.querySelectorAll("p, li, h2, h3, td, th, dd, figcaption, .attachment__title")) : [];
  return parts.filter(part => !part.querySelector("p, li")).map(part => part.textContent.replace(/\s+/g, " ").trim()).join("\n");
}

// Whether a phrase stands in a text in its order; its words may be of any marks where none were typed.
function hasPhrase(text, phrase, sequences) {
  const words = wordsOf(text);
  return words.some((word, place) => {
    let at = place;
    return phrase.every(part => {
      const form = sequences[part].forms.find(each => each.every((folded, step) => words[at + step] && words[at + step].folded === folded));
      if (form) at += form.length;
      return Boolean(form);
    });
  });
}
