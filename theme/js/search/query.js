// What was typed, as the index is asked for it.

// As many words have all their pairs looked up; of longer queries as few as hold every word that says something, and no more than this.
const ALL_PAIRS = 3, MOST_PAIRS = 3;
// These say little in a long query, typed with their marks or without.
const LITTLE_IN_LONG = new Map(
  wordsOf("có không phải một đã sẽ bị này do mà thì gì nào như bao cần thế khi theo từ để đến là ở về").map(word => [word.folded, word.marks])
);

// The words of a query: with ``quote``, the number of the quoted phrase that each stands in (0 for none), and ``half`` for a last word
// that may be only begun. Names of an abbreviation stand in place of all their forms.
function parsed(text, abbreviations) {
  const query = text.normalize("NFC").replace(/[“”«»„]/g, '"');
  const words = [];
  query.split('"').forEach((part, place) => {
    // What stands behind the last of an odd number of marks is a phrase that is still being typed.
    for (const word of wordsOf(part)) words.push(Object.assign(word, { quote: place % 2 ? place : 0 }));
  });
  words.forEach((word, at) => {
    // Of "kế hoạch số 1284" the number tells all.
    if (word.folded === "so" && words[at + 1] && /^\d/.test(words[at + 1].folded)) word.little = true;
  });
  const last = words[words.length - 1];
  if (words.length > ALL_PAIRS) {
    for (const word of words) {
      const marks = LITTLE_IN_LONG.get(word.folded);
      if (!word.quote && marks !== undefined && (!word.marks || word.marks === marks)) word.little = true;
    }
  }
  if (last && /[\p{L}\p{N}]$/u.test(query)) last.half = true;
  return named(words, abbreviations);
}

function named(words, abbreviations) {
  const forms = [];
  for (const [name, ...rows] of abbreviations) for (const row of [name, ...rows]) forms.push([row.split(" "), name]);
  forms.sort((one, other) => other[0].length - one[0].length);
  const found = [];
  for (let at = 0; at < words.length; ) {
    const form = forms.find(([row]) => row.every((each, place) => words[at + place] && words[at + place].folded === each && words[at + place].quote === words[at].quote));
    if (form) {
      const text = words.slice(at, at + form[0].length).map(each => each.text).join(" ");
      found.push({ text: text, folded: form[1], marks: "", quote: words[at].quote, name: true });
      at += form[0].length;
    } else found.push(words[at++]);
  }
  return found;
}

// The pairs of a query, as the numbers of their first words.
function pairsOf(words, every) {
  const pairs = [];
  for (let at = 0; at + 1 < words.length; at++) if (words[at].quote === words[at + 1].quote && !words[at + 1].break) pairs.push(at);
  if (every || words.length <= ALL_PAIRS) return pairs;
  const chosen = [];
  words.forEach((word, at) => {
    if (word.little || chosen.includes(at) || chosen.includes(at - 1) || chosen.length >= MOST_PAIRS) return;
    const before = pairs.includes(at - 1), behind = pairs.includes(at);
    if (behind && !(before && words[at + 1].little && !words[at - 1].little)) chosen.push(at);
    else if (before) chosen.push(at - 1);
  });
  return chosen;
}

const TONES = "\u0301\u0300\u0309\u0303\u0323";
const HAT = "\u0302", HORN = "\u031b", BREVE = "\u0306";

// A word whose Telex or VNI keys were left as they were typed: hooij, ho65i → hội. Others come back as they are.
function retyped(word) {
  if (!/^[a-z]+[a-z0-9]*$/.test(word)) return word;
  // Letters, each with its mark behind it.
  const letters = [];
  let tone = "";

  function change(which, mark) {
    let at = letters.length;
    while (at-- && !which.includes(letters[at]));
    if (at >= 0) letters[at] += mark || (letters[at] === "a" ? BREVE : HORN);
    return at;
  }

  for (const key of word) {
    const toneKey = "sfrxj12345".indexOf(key);
    if (toneKey >= 0 && letters.some(isVowel)) tone = TONES[toneKey % 5];
    else if ((key === "d" || key === "9") && letters[0] === "d") letters[0] = "đ";
    else if ("w78".includes(key)) {
      const at = change(key === "7" ? "ou" : key === "8" ? "a" : "aou");
      if (at > 0 && letters[at][0] === "o" && letters[at - 1] === "u") letters[at - 1] += HORN;
      else if (at < 0 && key === "w") letters.push("u" + HORN);
    } else if (key === "6") change("aeo", HAT);
    else if (!("aeo".includes(key) && change(key, HAT) >= 0)) letters.push(key);
  }
  if (tone) letters[toneAt(letters)] += tone;
  return letters.join("").normalize("NFC");
}

function isVowel(letter) {
  return "aeiouy".includes(letter[0]);
}

// Which letter has the tone: the last one with a mark, else the last but one where the word ends in vowels.
function toneAt(letters) {
  const start = /^(qu|gi[aeiouy])/.test(letters.join("")) ? 2 : 0;
  const vowels = letters.map((each, at) => at).filter(at => at >= start && isVowel(letters[at]));
  const marked = vowels.filter(at => letters[at].length > 1);
  const last = vowels.length - 1;
  if (marked.length) return marked[marked.length - 1];
  return vowels[last && vowels[last] === letters.length - 1 ? last - 1 : last];
}

function retypedWords(words) {
  // 547780 stands as 547.780.
  const apart = words.some(word => /^\d{5,}$/.test(word.folded));
  const changed = words.flatMap(word => {
    if (/^\d{5,}$/.test(word.folded)) return word.folded.replace(/\B(?=(\d{3})+$)/g, " ").split(" ").map(part => Object.assign(makeWord(part), { quote: word.quote }));
    const text = word.name ? word.text : retyped(word.text.toLowerCase());
    return word.name || text === word.text ? word : Object.assign({}, word, makeWord(text));
  });
  return apart || changed.some((word, at) => word !== words[at]) ? changed : null;
}

function said(words) {
  return words.map(word => word.text).join(" ");
}
