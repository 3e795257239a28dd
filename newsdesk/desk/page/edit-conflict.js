// Somebody else changed the same lines: both versions side by side, with what differs marked. The field holds one's own, to be mended by hand.
import { button } from "./edit-frame.js";
import { element, word } from "./session.js";

const MOST = 4_000_000;

// Shows `conflict` ({ theirs, yours, base, digest, first, last }) in `field`.
export function showConflict(field, conflict) {
  const { theirs, yours, digest, first, last } = conflict;
  if (yours !== undefined && yours !== field.text) field.put({ from: 0, to: field.area.value.length, text: yours, select: [0, 0] });
  // Whatever is saved now was chosen with theirs in sight.
  const before = field.base;
  field.base = { digest, first: first ?? before.first, last: last ?? before.last, was: theirs, apart: before.apart || !theirs };
  field.stay = true;
  field.showFoot(false);
  const [left, right] = differences(theirs, field.text);
  const take = () => {
    field.stay = false;
    field.cancel();
  };
  field.trouble.replaceChildren(
    element("p", {}, element("b", {}, word("editing.conflict"))),
    element("div", { className: "both" }, column("editing.theirs", left), column("editing.yours", right)),
    element("p", {}, word("editing.mend")),
    element("div", { className: "end" }, button(word("editing.keep-yours"), () => field.save(), { class: "primary" }), button(word("editing.take-theirs"), take)),
  );
  field.host.scrollIntoView({ block: "nearest" });
}

function column(name, parts) {
  const text = element("p", { className: "version" }, ...parts.map(([marked, words]) => (marked ? element("mark", {}, words) : words)));
  return element("div", {}, element("h3", {}, word(name)), parts.length ? text : element("p", { className: "version" }, element("i", {}, word("editing.nothing"))));
}

// Returns both texts as [whether only this one has it, words].
export function differences(one, other) {
  const [a, b] = [one, other].map((text) => text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^]/gu) || []);
  let top = 0;
  while (top < a.length && top < b.length && a[top] === b[top]) top += 1;
  let end = 0;
  while (end < a.length - top && end < b.length - top && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const same = common(a.slice(top, a.length - end), b.slice(top, b.length - end));
  const mark = (all, which) => joined(all.map((each, at) => [at >= top && at < all.length - end && !same[which].has(at - top), each]));
  return [mark(a, 0), mark(b, 1)];
}

// The places of the longest common sequence, in both.
function common(a, b) {
  const found = [new Set(), new Set()];
  if (a.length * b.length > MOST) return found;
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      length[i * width + j] = a[i] === b[j] ? length[(i + 1) * width + j + 1] + 1 : Math.max(length[(i + 1) * width + j], length[i * width + j + 1]);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      found[0].add(i++);
      found[1].add(j++);
    } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return found;
}

function joined(parts) {
  const done = [];
  for (const [marked, words] of parts) {
    if (done.length && done[done.length - 1][0] === marked) done[done.length - 1][1] += words;
    else done.push([marked, words]);
  }
  return done;
}
