// The shared repository: how things stand, getting and sending, and files that both sides changed, side by side.
import { ask, element, Refused, word } from "./session.js";
import { makeButton, run, say } from "./page-parts.js";
import { differencesOf } from "./history-differences.js";

const w = (name, values) => word(`history.${name}`, values);

function numbersOf(found) {
  const lines = [];
  if (found.changed.length) {
    const titles = element("ul", {}, ...found.changed.map((each) => element("li", { textContent: each.title })));
    lines.push(element("details", {}, element("summary", { textContent: w("not_kept", { count: found.changed.length }) }), titles));
  }
  if (found.ahead && found.remote) lines.push(element("p", { textContent: w("not_sent", { count: found.ahead }) }));
  if (found.behind) lines.push(element("p", { textContent: w("to_get", { count: found.behind }) }));
  if (!lines.length && found.remote) lines.push(element("p", { textContent: w("even") }));
  return lines;
}

function show(place, found) {
  const head = element("h2", { textContent: w("shared") });
  if (!found.git) return place.replaceChildren(head, element("p", { textContent: w("no_git") }));
  const post = (path, told) => async () => {
    say(w("busy"));
    const now = await ask(path, { method: "POST", body: {} });
    show(place, now);
    say(told(now));
  };
  const presses = element("p", { className: "buttons" });
  if (found.changed?.length) presses.append(makeButton(w("commit"), post("git/commit", () => w("committed"))));
  if (found.remote && !found.hindrance) {
    presses.append(
      makeButton(w("pull"), () => pull(place, {})),
      makeButton(w("push"), post("git/push", (now) => (now.sent ? w("pushed", { count: now.sent }) : w("nothing")))),
    );
  }
  const said = found.said ? [element("p", { className: found.hindrance && found.remote ? "problem" : "", textContent: found.said })] : [];
  place.replaceChildren(head, ...said, ...numbersOf(found), element("p", { className: "soft", textContent: w(`commit_${found.commit || "never"}`) }), presses);
}

async function pull(place, body) {
  say(w("busy"));
  try {
    const now = await ask("git/pull", { method: "POST", body });
    show(place, now);
    say(now.came.length ? w("pulled", { count: now.came.length }) : w("nothing"));
  } catch (error) {
    if (!(error instanceof Refused) || !error.body.conflicts) throw error;
    say(error.said, true);
    showConflicts(place, error.body);
  }
}

function sideOf(conflict, side) {
  const gone = conflict[side === "ours" ? "gone_here" : "gone_there"];
  return w(side) + (gone ? ` (${w("is_gone")})` : "");
}

function conflictOf(conflict, number) {
  const set = element("fieldset", { className: "conflict" }, element("legend", { textContent: `${conflict.title} – ${conflict.file}` }));
  const text = element("textarea", { rows: 16, hidden: true, value: conflict.ours ?? conflict.theirs ?? "", spellcheck: false });
  text.setAttribute("aria-label", w("by_hand"));
  const columns = element("div", { className: "sides" });
  for (const side of ["ours", "theirs"]) {
    const box = element("section", {}, element("h4", { textContent: sideOf(conflict, side) }));
    // One's own words on each side: what the other one has is not shown here.
    const own = side === "ours" ? "gone" : "new";
    const parts = conflict.differences
      .filter((each) => each.kind === "same" || each.kind === "changed" || each.kind === own)
      .map((each) => ({
        kind: each.kind === "same" ? "same" : "differs",
        words: each.words.filter(([kind]) => kind === "same" || kind === own).map(([kind, said]) => [kind === "same" ? kind : "mark", said]),
      }));
    if (!conflict.binary) box.append(differencesOf(parts, true, null));
    columns.append(box);
  }
  const choices = conflict.binary ? ["ours", "theirs"] : ["ours", "theirs", "by_hand"];
  const rows = choices.map((choice) => {
    const input = element("input", { type: "radio", name: `conflict-${number}`, value: choice, required: true });
    input.addEventListener("change", () => (text.hidden = choice !== "by_hand"));
    return element("label", {}, input, element("span", { textContent: choice === "by_hand" ? w("by_hand") : sideOf(conflict, choice) }));
  });
  set.append(columns, element("div", { className: "ways" }, ...rows), text);
  set.choice = () => {
    const chosen = set.querySelector("input:checked").value;
    if (chosen === "by_hand") return text.value;
    if (conflict[chosen === "ours" ? "gone_here" : "gone_there"]) return null;
    return conflict.binary ? `\0${chosen}` : conflict[chosen];
  };
  return set;
}

function showConflicts(place, body) {
  const sets = body.conflicts.map(conflictOf);
  const form = element("form", {}, element("h3", { textContent: w("conflicts") }), element("p", { textContent: w("conflicts_help") }), ...sets);
  const send = element("button", { className: "button", textContent: w("decide") });
  form.append(element("p", { className: "buttons" }, send, makeButton(w("cancel"), () => showShared(place))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const choices = Object.fromEntries(sets.map((set, number) => [body.conflicts[number].path, set.choice()]));
    run(send, () => pull(place, { seen: body.seen, choices }));
  });
  place.replaceChildren(element("h2", { textContent: w("shared") }), form);
  form.querySelector("h3").tabIndex = -1;
  form.querySelector("h3").focus();
}

// Fills `place`.
export async function showShared(place) {
  show(place, await ask("git"));
}
