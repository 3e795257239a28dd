// What the buttons of a field do to its text. Pure: of a text and what is selected in it ("from", "to") to what to put where:
// { from, to, text, select: [from, to] }.

// Puts `sign` round the selected words, or takes it away; without any, round the word that the caret is in.
export function toggleMark(value, from, to, sign) {
  if (from === to) [from, to] = wordAt(value, from);
  while (from < to && /\s/.test(value[from])) from += 1;
  while (to > from && /\s/.test(value[to - 1])) to -= 1;
  const size = sign.length;
  const star = sign[0];
  const words = value.slice(from, to);
  const run = (at, way) => {
    let length = 0;
    while (value[at + way * length] === star) length += 1;
    return length;
  };
  // One sign is not half of two.
  const has = (length) => (size === 1 ? length % 2 === 1 : length >= 2);
  if (has(run(from - 1, -1)) && has(run(to, 1)))
    return { from: from - size, to: to + size, text: words, select: [from - size, to - size] };
  const inner = words.match(star === "*" ? /^(\*+)[^]*?(\*+)$/ : /^$/);
  if (inner && words.length > 2 * size && has(inner[1].length) && has(inner[2].length)) {
    const bare = words.slice(size, -size);
    return { from, to, text: bare, select: [from, from + bare.length] };
  }
  return { from, to, text: sign + words + sign, select: [from + size, from + size + words.length] };
}

function wordAt(value, at) {
  const before = value.slice(0, at).match(/[\p{L}\p{N}\p{M}]*$/u)[0].length;
  const after = value.slice(at).match(/^[\p{L}\p{N}\p{M}]*/u)[0].length;
  return [at - before, at + after];
}

// Makes the lines of the selection the next of: text, heading, smaller heading.
export function toggleHeading(value, from, to) {
  return lines(value, from, to, (each) => {
    const words = each.replace(/^(#{1,6})[ \t]*/, "");
    const rank = each.length === words.length ? 0 : each.match(/^#+/)[0].length;
    return rank === 0 ? "## " + words : rank === 2 ? "### " + words : words;
  });
}

const ITEM = /^(\s*)(?:[-*+]|\d{1,3}[.)])[ \t]+/;
const BULLET = /^\s*[-*+][ \t]/;
const NUMBER = /^\s*\d{1,3}[.)][ \t]/;

// Makes the lines of the selection items, with numbers where they have bullets, and text where they have numbers.
export function toggleList(value, from, to) {
  let number = 0;
  return lines(value, from, to, (each, all) => {
    const bullets = all.every((line) => BULLET.test(line));
    const numbers = all.every((line) => NUMBER.test(line));
    const words = each.replace(ITEM, "$1");
    number += 1;
    return numbers ? words : bullets ? words.replace(/^\s*/, (space) => space + number + ". ") : "- " + words.trimStart();
  });
}

function lines(value, from, to, change) {
  const start = value.lastIndexOf("\n", from - 1) + 1;
  const stop = value.indexOf("\n", to) < 0 ? value.length : value.indexOf("\n", to);
  const all = value.slice(start, stop).split("\n");
  const filled = all.filter((line) => line.trim());
  const text = all.map((line) => (line.trim() || all.length === 1 ? change(line, filled.length ? filled : all) : line)).join("\n");
  const end = start + text.length;
  return { from: start, to: stop, text, select: from === to ? [end, end] : [start, end] };
}

// The link of `title` to `address`, in the place of the selection.
export function makeLink(from, to, title, address) {
  const target = /[\s()<>]/.test(address) ? "<" + address.replace(/[<>\n]/g, "") + ">" : address;
  const text = "[" + title.replace(/\\?[[\]]/g, (sign) => (sign.length > 1 ? sign : "\\" + sign)) + "](" + target + ")";
  return { from, to, text, select: [from + 1, from + text.indexOf("](")] };
}

// What the Enter key puts into a text of this kind: the next item, the next row, the next paragraph; null for a line break as ever.
export function nextLine(value, from, to, kind) {
  if (from !== to || kind === "code" || kind === "html" || kind === "remark") return null;
  const start = value.lastIndexOf("\n", from - 1) + 1;
  const line = value.slice(start, from);
  const stop = value.indexOf("\n", from) < 0 ? value.length : value.indexOf("\n", from);
  const item = line.match(ITEM);
  if (item) {
    // An empty item ends its list.
    if (!value.slice(start, stop).replace(ITEM, "").trim()) return { from: start, to: stop, text: "", select: [start, start] };
    const next = item[0].replace(/\d+/, (number) => +number + 1);
    return at(from, "\n" + next);
  }
  if (/^\s*\|/.test(line)) {
    const row = value.slice(start, stop);
    const cells = row.replace(/\\\|/g, "").split("|").length - 2;
    if (cells > 0 && from === stop) return { ...at(from, "\n|" + "  |".repeat(cells)), select: [from + 3, from + 3] };
    return null;
  }
  if (/^\s*>/.test(line)) return at(from, "\n> ");
  // A paragraph has an empty line before it.
  return line.trim() && kind !== "reference" && kind !== "other" ? at(from, "\n\n") : null;
}

function at(place, text) {
  return { from: place, to: place, text, select: [place + text.length, place + text.length] };
}
