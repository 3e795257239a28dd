// Small parts of the pages of publishing.
import { element, word } from "./session.js";

export function buttonOf(label, press, className = "button quiet") {
  const made = element("button", { type: "button", className, textContent: label });
  made.addEventListener("click", () => press(made));
  return made;
}

// Asks before something large; resolves to whether to do it.
export function confirmed(text, label) {
  const yes = element("button", { className: "button", value: "yes", textContent: label });
  const no = element("button", { className: "button quiet", value: "", textContent: word("publish.cancel") });
  const dialog = element("dialog", {}, element("p", { textContent: text }), element("form", { method: "dialog", className: "buttons" }, yes, no));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    }),
  );
}
