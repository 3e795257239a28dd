// Two texts as one, what came and what went marked by words, lines and colour.
import { makeButton } from "./page-parts.js";
import { element, word } from "./session.js";

const w = (name, values) => word(`history.${name}`, values);

function wordsOf(words) {
  const line = element("p", { className: "text" });
  for (const [kind, text] of words) {
    if (kind === "same") line.append(text);
    else if (kind === "mark") line.append(element("mark", { textContent: text }));
    else {
      const [before, after] = w(kind === "gone" ? "was" : "is", { text: "\0" }).split("\0");
      const said = (part) => element("span", { className: "said", textContent: part });
      line.append(element(kind === "gone" ? "del" : "ins", {}, said(before), text, said(after)));
    }
  }
  return line;
}

// Returns the elements of `differences`; `bring(number)` brings one of them back, null for none; `then`: of what a version did.
export function differencesOf(differences, then, bring) {
  const place = element("div", { className: "differences" });
  let same = [];
  // What is the same stays folded, but for its ends.
  const flush = (last) => {
    const head = place.childElementCount ? same.splice(0, 1) : [];
    const tail = last ? [] : same.splice(-1);
    const fold = same.length > 1 ? [element("details", {}, element("summary", { textContent: w("unchanged", { count: same.length }) }), ...same)] : same;
    place.append(...head, ...fold, ...tail);
    same = [];
  };
  differences.forEach((each, number) => {
    const words = wordsOf(each.words);
    if (each.kind === "same") {
      same.push(element("div", { className: "same" }, words));
      return;
    }
    flush(false);
    const label = each.kind === "changed" || each.kind === "differs" ? each.kind : each.kind + (then ? "_then" : "");
    const one = element("div", { className: `difference ${each.kind}` }, element("p", { className: "chip", textContent: w(label) }), words);
    if (bring) {
      one.append(makeButton(w(each.kind === "new" ? "take_out" : "bring_paragraph"), () => bring(number)));
    }
    place.append(one);
  });
  flush(true);
  return place;
}
