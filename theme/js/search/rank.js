// Which documents fit a query, and how well.

// What a hit is worth by its weight: in a file only; in the text once, two or three times, more often; in the summary, a caption, a tag;
// in the title; there and often; in the document's number.
const PLACES = [0.2, 1, 1.15, 1.3, 2, 5, 5.5, 8];
// A word that is only begun, where others have it whole and where none has; one that stands in the text, but not beside its neighbour
// of the query, where others have both and where none has.
const BEGUN = 0.6, BEGUN_BESIDE = 0.3, ALONE = 0.7, ALONE_BESIDE = 0.9;
// How much it matters that all of the query is there.
const WHOLE = 4;
// Documents that have less of the words than this, beside the best, are no answer.
const LEAST = 0.6;
// Less of the query than this is no answer at all; of a long one, a part is better than nothing.
const HALF = 0.5, LONG = 5, PART = 0.3;
// In the order of their dates, only those that hold nearly as much as the best.
const LEAST_BY_DATE = 0.95;
// Documents whose worth differs by less than this step (a sixth of a doubling) are equal: the newer one comes first.
const STEP = 6;
// Bytes of a common word's documents are many: no more words than these are looked up one by one.
const MOST_ALONE = 6;

class Ranking {
  constructor(index, words, documents) {
    this.index = index;
    this.words = words;
    this.documents = documents;
    this.terms = new Map();
    this.found = new Map();
  }

  // Look a pair (the words ``at`` and ``at + 1``) up, or a word alone.
  async term(at, alone) {
    const key = (alone ? "1:" : "2:") + at;
    if (this.terms.has(key)) return;
    const words = alone ? [this.words[at]] : [this.words[at], this.words[at + 1]];
    const last = words[words.length - 1];
    const wanted = alone ? "" : last.folded.slice(1);
    const name = alone ? last.folded : words[0].folded + " " + Array.from(last.folded)[0];
    const term = { at: at, alone: alone, hits: new Map(), count: 0 };
    this.terms.set(key, term);
    for (const entry of await this.index.group(name)) {
      const begun = entry.rest !== wanted;
      if (!begun || (last.half && entry.rest.startsWith(wanted))) this.add(term, words, entry, begun);
    }
  }

  // The words that a first, half-typed one may become.
  async completions(most) {
    const word = this.words[0];
    const known = Array.from(await this.index.vocabulary()).filter(([each]) => each.startsWith(word.folded) && each !== word.folded);
    known.sort((one, other) => other[1] - one[1]);
    const term = { at: 0, alone: true, hits: new Map(), count: 0 };
    this.terms.set("begun", term);
    const groups = known.slice(0, most).map(([each]) => this.index.group(each));
    for (const group of await Promise.all(groups)) for (const entry of group) this.add(term, [word], entry, true);
  }

  add(term, words, entry, begun) {
    const marks = entry.marks.split(" ");
    const fits = words.map((word, place) => fit(word.marks, marks[place] || ""));
    const worth = fits.reduce((all, each) => all * each, begun ? BEGUN : 1);
    const hits = entry.hits;
    if (!begun && !fits.includes(OTHERWISE)) term.count += hits.length / 2;
    for (let place = 0; place < hits.length; place += 2) {
      const value = worth * PLACES[hits[place + 1]];
      const known = term.hits.get(hits[place]);
      if (!known || known.value < value) term.hits.set(hits[place], { value: value, fits: fits, begun: begun });
    }
  }

  rarity(count) {
    return Math.log(1 + this.documents / (count + 1));
  }

  // Whether a word stands beside a neighbour of the query anywhere.
  isPaired(at) {
    return [at - 1, at].some(each => (this.terms.get("2:" + each) || {}).count > 0);
  }

  // Put what was looked up together: for each document how much of the query it holds, whatever the marks, and its score.
  put() {
    const terms = Array.from(this.terms.values()).filter(term => term.hits.size);
    const size = this.words.length;
    // A word is as rare as the commonest pair that it is in: of "sinh lớp" and "lớp 10" the second is the word.
    const weights = this.words.map((word, at) => {
      const own = terms.filter(term => term.at === at || (!term.alone && term.at + 1 === at));
      const rare = this.rarity(Math.max(0, ...own.map(term => term.count || term.hits.size)));
      // In a long question, a word that no document has is a way of asking.
      return this.slight(at) || (!own.length && size >= LONG) ? 0.15 * rare : rare;
    });
    const whole = weights.reduce((sum, each) => sum + each, 0) || 1;
    const rows = new Map();
    let most = 0;
    for (const term of terms) {
      const loose = term.alone && size > 1;
      const rare = this.rarity(term.count || term.hits.size) * (loose ? 0.5 : 1);
      const part = loose ? (this.isPaired(term.at) ? ALONE : ALONE_BESIDE) : 1;
      most += rare;
      for (const [number, hit] of term.hits) {
        let row = rows.get(number);
        if (!row) rows.set(number, (row = { value: 0, held: new Float32Array(2 * size), right: new Uint8Array(size) }));
        row.value += rare * hit.value;
        hit.fits.forEach((fits, place) => {
          const at = term.at + place;
          const begun = !hit.begun || place < hit.fits.length - 1 ? 1 : term.count ? BEGUN_BESIDE : BEGUN;
          row.held[at] = Math.max(row.held[at], begun);
          row.held[size + at] = Math.max(row.held[size + at], part * begun * (fits === OTHERWISE ? 0.4 : 1));
          if (fits !== OTHERWISE) row.right[at] = 1;
        });
      }
    }
    this.found = new Map();
    this.full = this.right = false;
    for (const [number, row] of rows) {
      let held = 0, well = 0, full = true, right = true;
      for (let at = 0; at < size; at++) {
        held += weights[at] * row.held[at];
        well += weights[at] * row.held[size + at];
        full = full && (row.held[at] > 0 || this.slight(at));
        right = right && (row.right[at] > 0 || this.slight(at));
      }
      // Whether any document holds every word; with the marks that were typed.
      this.full = this.full || full;
      this.right = this.right || right;
      const score = Math.pow(well / whole, WHOLE) * (row.value / most);
      this.found.set(number, { held: held / whole, score: score, words: row.held });
    }
    return this;
  }

  // Whether a document may do without a word and still hold the query.
  slight(at) {
    return this.words[at].little && this.words.length > 2;
  }

  // Of the documents that hold the most of the query, one.
  get best() {
    let best = null;
    for (const each of this.found.values()) if (!best || each.held > best.held) best = each;
    return best;
  }

  // The numbers of the documents, the best first.
  order(least) {
    const best = this.found.size ? this.best.held : 0;
    if (best < (this.words.length < LONG ? HALF : PART)) return [];
    least *= best;
    return Array.from(this.found)
      .filter(([, each]) => each.held >= least)
      .map(([number, each]) => [number, Math.round(STEP * Math.log2(each.score + 1e-12))])
      .sort((one, other) => other[1] - one[1] || other[0] - one[0])
      .map(([number]) => number);
  }
}

// Look the words up, no more of them than it takes.
async function ranked(index, words, documents) {
  const ranking = new Ranking(index, words, documents);
  if (words.length === 1) {
    await ranking.term(0, true);
    if (words[0].half && !words[0].name && words[0].folded.length > 1 && ranking.put().found.size < 5) await ranking.completions(3);
    return ranking.put();
  }
  const pairs = pairsOf(words), possible = pairsOf(words, true);
  const holds = (some, at) => some.includes(at) || some.includes(at - 1);
  // Between quotation marks a word may stand alone.
  const single = words.map((word, at) => at).filter(at => !holds(possible, at));
  // What is not looked up can't be missing.
  words.forEach((word, at) => {
    if (!holds(pairs, at) && holds(possible, at)) word.little = true;
  });
  await Promise.all(pairs.map(at => ranking.term(at)).concat(single.map(at => ranking.term(at, true))));
  if (!ranking.put().full) {
    await inTurn(index, possible, at => ranking.term(at));
    ranking.put();
  }
  return ranking;
}

// Look up one after the other, as long as there is room.
async function inTurn(index, places, look) {
  for (const at of places) if (index.hasRoom(ENOUGH)) await look(at);
}

// Look up by themselves what no pair has: the words need not be neighbours.
async function scattered(ranking) {
  const words = ranking.words;
  const best = ranking.best;
  const missing = words.map((word, at) => at).filter(at => !(best && best.words[at]) && !ranking.slight(at));
  await inTurn(ranking.index, missing.slice(0, MOST_ALONE), at => ranking.term(at, true));
  return ranking.put();
}
