// Words as the index has them (ban_tin/searching): folded, and the characters that carry marks beside them.

const OLD_PLACEMENT = {
  "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
  "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"
};
const LONG_I = { "y": "i", "ỳ": "ì", "ý": "í", "ỷ": "ỉ", "ỹ": "ĩ", "ỵ": "ị" };
const WORD = /[\p{L}\p{N}]+/gu;
const SENTENCE_END = /[.!?;:]\s|[\n\r]/;
// What stands in every text says little; with marks they are these words and no others.
const LITTLE = new Set(
  "va và cua của cac các voi với duoc được nhung những cho trong tai tại theo là về ở từ đến để of and the in for to".split(" ")
);

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đð]/g, "d");
}

// A word in one spelling of several: hoà is hòa, tỷ is tỉ.
function normalised(word) {
  const end = word.slice(-2);
  if (OLD_PLACEMENT[end] && word[word.length - 3] !== "q") word = word.slice(0, -2) + OLD_PLACEMENT[end];
  const found = /^(h|k|l|m|s|t|qu)([yỳýỷỹỵ])$/.exec(word);
  return found ? found[1] + LONG_I[found[2]] : word;
}

function makeWord(text) {
  const word = normalised(text);
  return { text: text, folded: plain(word), marks: word.replace(/[\0-\x7f]/g, ""), little: LITTLE.has(word) };
}

// The words of a text, each with its place in it; ``break`` says that a sentence ended before.
function wordsOf(text) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const word = makeWord(match[0].toLowerCase());
    word.start = match.index;
    word.break = SENTENCE_END.test(text.slice(end, match.index));
    end = word.end = match.index + match[0].length;
    found.push(word);
  }
  return found;
}

// How well the marks of a word in the index fit those that were typed. Whoever types none means any; some are a beginning.
const FITS = 1, PARTLY = 0.85, OTHERWISE = 0.12;

function fit(typed, marks) {
  if (!typed || typed === marks) return FITS;
  const there = marks.normalize("NFD");
  let at = -1;
  for (const each of typed.normalize("NFD")) {
    at = there.indexOf(each, at + 1);
    if (at < 0) return OTHERWISE;
  }
  return PARTLY;
}
