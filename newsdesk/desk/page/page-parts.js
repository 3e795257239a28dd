// What pages of the newsdesk have in common: where it is said what was done, buttons that work once at a time, dialogs.
import { describeError, element, Refused, word } from "./session.js";

// Where `say` says it; each page puts it in its place.
export const outcome = element("div", { className: "outcome", hidden: true, role: "status" });

// Says what was done, or why not. `more` are elements behind it; an empty text takes back what was said.
export function say(text, bad = false, ...more) {
  outcome.hidden = !text;
  outcome.className = bad ? "outcome bad" : "outcome";
  outcome.replaceChildren(...(text ? [element("p", { textContent: text })] : []), ...more);
}

// Does `work` for a button that was pressed, once at a time, and says why where the server refuses it.
export async function run(pressed, work) {
  if (pressed.getAttribute("aria-disabled")) return;
  pressed.setAttribute("aria-disabled", "true");
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(describeError(error), true);
  } finally {
    pressed.removeAttribute("aria-disabled");
  }
}

// Returns a button that does `work` by `run`.
export function makeButton(label, work, className = "button quiet") {
  const made = element("button", { type: "button", className, textContent: label });
  made.addEventListener("click", () => run(made, work));
  return made;
}

// Shows `dialog` until it is closed, and gives the focus back. Resolves to its return value.
export function showDialog(dialog) {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before && before.isConnected) before.focus();
      resolve(dialog.returnValue);
    }),
  );
}

// Asks before something large; resolves to whether to do it.
export async function confirmed(text, label) {
  const yes = element("button", { className: "button", value: "yes", textContent: label });
  const no = element("button", { className: "button quiet", value: "", textContent: word("publish.cancel") });
  const form = element("form", { method: "dialog", className: "buttons" }, yes, no);
  return (await showDialog(element("dialog", {}, element("p", { textContent: text }), form))) === "yes";
}
