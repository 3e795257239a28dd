// From what was typed and chosen to the numbers of documents, in their order.

// {numbers, query: the words that were looked for, changed: they are not those that were typed, partly: no document has all of them}.
async function answer(index, text, filters, asTyped) {
  const head = await index.head();
  index.begun = index.read;
  const words = parsed(text, head.abbreviations || []);
  const allowed = await filtered(index, head, filters, !words.length);
  let numbers, found = { query: words, changed: false, partly: false };
  if (words.length) {
    found = await understood(index, words, head.documents, asTyped);
    const ranking = found.ranking;
    numbers = ranking.order(filters.sort === "date" ? LEAST_BY_DATE : LEAST).filter(number => inPhrases(ranking, number) && (!allowed || allowed(number)));
    found.partly = numbers.length > 0 && !ranking.full;
  } else numbers = await listed(index, filters, allowed);
  if (filters.sort === "date" || !words.length) numbers.sort((one, other) => other - one);
  return Object.assign(found, { numbers: numbers });
}

async function understood(index, words, documents, asTyped) {
  const phrases = words.some(word => word.quote);
  const other = asTyped ? null : retypedWords(words);
  const retried = async () => {
    const again = other && (await ranked(index, other, documents));
    return again && again.full && { ranking: again, query: other, changed: true };
  };
  // Where no word looks like one, what the keys meant comes first.
  const keysFirst = other && other.length > 1 && other.every((word, at) => word !== words[at]);
  const meant = keysFirst && (await retried());
  if (meant) return meant;
  const ranking = await ranked(index, words, documents);
  if (ranking.full) return { ranking: ranking, query: words };
  const again = !keysFirst && (await retried());
  if (again) return again;
  const loose = words.length > 1 && !phrases;
  if (loose && (await scattered(ranking)).right) return { ranking: ranking, query: words };
  if (!asTyped && index.hasRoom(ENOUGH_MEANT)) {
    const other = await corrected(index, ranking);
    const again = other && (await ranked(index, other, documents));
    if (again && !again.full && loose) await scattered(again);
    if (again && again.full) return { ranking: again, query: other, changed: true };
  }
  return { ranking: ranking, query: words };
}

// A quoted phrase has every one of its pairs in the document; whether they follow each other there, its text says.
function inPhrases(ranking, number) {
  const words = ranking.words;
  return words.every((word, at) => {
    if (!word.quote) return true;
    const next = words[at + 1];
    const pair = ranking.terms.get("2:" + at);
    if (next && next.quote === word.quote) return !pair || hasRight(pair, number);
    const before = words[at - 1];
    return (before && before.quote === word.quote) || ranking.found.get(number).words[at] > 0;
  });
}

function hasRight(term, number) {
  const hit = term.hits.get(number);
  return Boolean(hit) && hit.fits.every(each => each !== OTHERWISE);
}

const GROUPS = { section: "@c:", author: "@a:", type: "@t:", kind: "@k:" };

async function numbersOf(index, name) {
  const numbers = new Set();
  for (const entry of await index.group(name)) for (let at = 0; at < entry.hits.length; at += 2) numbers.add(entry.hits[at]);
  return numbers;
}

// What the filters let through, as a function of a document's number; null where there are none.
async function filtered(index, head, filters) {
  const names = Object.keys(GROUPS).filter(name => filters[name]);
  const sets = await Promise.all(names.map(name => numbersOf(index, GROUPS[name] + filters[name])));
  const year = Number(filters.year);
  if (!sets.length && !year) return null;
  return number => sets.every(set => set.has(number)) && (!year || yearOf(number, head.stride) === year);
}

function yearOf(number, stride) {
  const month = Math.floor(number / stride);
  return month && 1970 + Math.floor(month / 12);
}

// Filters without a word list what they let through.
async function listed(index, filters, allowed) {
  if (!allowed) return [];
  const chosen = Object.keys(GROUPS).find(name => filters[name]);
  const names = chosen ? [GROUPS[chosen] + filters[chosen]] : ["@k:news", "@k:notice", "@k:document"];
  const sets = await Promise.all(names.map(name => numbersOf(index, name)));
  return [].concat(...sets.map(set => Array.from(set))).filter(allowed);
}
