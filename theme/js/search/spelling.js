// One wrong letter: what stands in the index and is one letter away.

// Whether two words differ by one letter: another one, one more, one less, or two that changed places.
function near(one, other) {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let from = 0, end = 0;
  const least = Math.min(one.length, other.length);
  while (from < least && one[from] === other[from]) from++;
  while (end < least - from && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const left = one.slice(from, one.length - end), right = other.slice(from, other.length - end);
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === right[1] + right[0]);
}

// Beginnings and letters that sound alike, and are taken for each other.
const SOUNDS = [[/^tr/, "ch"], [/^x/, "s"], [/^(gi(?=[aeou])|r)/, "d"], [/^n(?=[aeiouy])/, "l"], [/^(n?g)h/, "$1"], [/^k(?!h)/, "c"], [/y/g, "i"]];

function sound(word) {
  return SOUNDS.reduce((heard, [from, to]) => heard.replace(from, to), word);
}

// As many neighbours of a word are tried; each must stand in 16 times as many documents (log4) as the word itself.
const TRIED = 4, OFTENER = 2;

async function neighbours(index, word) {
  const vocabulary = await index.vocabulary();
  const own = vocabulary.has(word.folded) ? vocabulary.get(word.folded) : -OFTENER;
  const found = [], heard = sound(word.folded);
  for (const [each, often] of vocabulary) {
    if (often < own + OFTENER || each === word.folded) continue;
    const alike = sound(each) === heard;
    // The first letter is seldom the wrong one.
    if (alike || near(word.folded, each)) found.push([each, often + (alike ? 4 : each[0] === word.folded[0] ? 1 : 0)]);
  }
  return found.sort((one, other) => other[1] - one[1]).slice(0, TRIED).map(([each]) => each);
}

// The most common way to write a group's words, only those that end in ``rest`` where it is given.
async function commonest(index, name, rest) {
  let most = null;
  for (const entry of await index.group(name)) {
    if ((rest === undefined || entry.rest === rest) && (!most || entry.hits.length > most.hits.length)) most = entry;
  }
  return most;
}

// A folded word with its marks set back: each marked letter stands where its plain one does.
function spelt(folded, marks) {
  const left = Array.from(marks);
  return Array.from(folded, letter => (left.length && plain(left[0]) === letter ? left.shift() : letter)).join("");
}

// The words of a query, each that hardly stands anywhere, and nowhere beside its neighbours, replaced by one that does; null where
// there is none.
async function corrected(index, ranking) {
  const words = ranking.words, changed = words.slice();
  for (let at = 0; at < words.length; at++) {
    const word = words[at], before = changed[at - 1], after = words[at + 1];
    if (word.name || ranking.isPaired(at) || word.folded.length < 2 || /\d/.test(word.folded)) continue;
    let best = 0;
    for (const each of await neighbours(index, word)) {
      if (!index.hasRoom(ENOUGH_MEANT)) break;
      const entry = await (before
        ? commonest(index, before.folded + " " + each[0], each.slice(1))
        : after ? commonest(index, each + " " + after.folded[0], after.folded.slice(1)) : commonest(index, each));
      if (!entry) continue;
      const marks = entry.marks.split(" ")[before ? 1 : 0];
      // What was typed with its marks is taken at its word.
      const same = word.marks && word.marks === marks;
      const score = Math.log(entry.hits.length) + (same ? 3 : 0);
      if (score <= best) continue;
      best = score;
      changed[at] = { text: spelt(each, marks), folded: each, marks: marks, quote: word.quote };
      // To look at more of them costs as much as a search.
      if (same) break;
    }
  }
  return changed.some((word, at) => word !== words[at]) ? changed : null;
}
