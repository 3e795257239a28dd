// Words as the index has them (ban_tin/searching): folded, and the characters that carry marks beside them.

// Grave, acute, hook, tilde and dot, apart from their letters.
const TONE = "[\u0300\u0301\u0303\u0309\u0323]";
const OLD_PLACE = new RegExp("(^|[^q])(oa|oe|uy)(" + TONE + ")$");
const LONG_I = new RegExp("^([hklmst]|qu)y(" + TONE + "?)$");
const WORD = /[\p{L}\p{N}]+/gu;
const SENTENCE_END = /[.!?;:]\s|[\n\r]/;
// What stands in every text says little; with marks they are these words and no others.
const LITTLE = new Set(
  "va và cua của cac các voi với duoc được nhung những cho trong tai tại theo là về ở từ đến để of and the in for to".split(" ")
);

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đð]/g, "d");
}

// A word in one spelling of several: hoà is hòa, tỷ is tỉ, 02 is 2.
function normalised(word) {
  const placed = word.normalize("NFD").replace(OLD_PLACE, (all, before, vowels, tone) => before + vowels[0] + tone + vowels[1]);
  return placed.replace(LONG_I, "$1i$2").replace(/^0(?=\d$)/, "").normalize("NFC");
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
