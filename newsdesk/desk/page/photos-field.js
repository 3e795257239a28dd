// One field of a photo: its label, what is typed, and what is to be said of it.
import { growWithText } from "./edit-frame.js";
import { element, word } from "./session.js";

let ids = 0;

// Returns the field `name` of the photo or group `from`, in which what is typed is kept. What is said under a description depends on the captions: of
// the photo, or of its `group`.
export function makeField(label, from, name, help, short = false, group = from) {
  const id = "photo-field-" + (ids += 1);
  const input = element(short ? "input" : "textarea", { id, value: from[name], rows: 1 });
  const about = element("p", { className: "help", id: id + "-help" }, help);
  if (!short) growWithText(input);
  const judge = () => {
    if (name !== "alt") return;
    const [alt, caption] = [from.alt.trim(), (from.caption || group.caption || "").trim()];
    const same = alt && alt.replace(/\.$/, "").toLowerCase() === caption.replace(/\.$/, "").toLowerCase();
    about.textContent = same ? word("photos.alt_same") : alt ? help : caption ? word("photos.alt_empty") : word("photos.alt_needed");
    about.classList.toggle("warn", Boolean(same || (!alt && !caption)));
  };
  input.addEventListener("input", () => {
    from[name] = input.value;
    input.closest(".fields")?.querySelectorAll("[data-judge]").forEach((each) => each.judge());
    judge();
  });
  input.setAttribute("aria-describedby", about.id);
  if (name === "alt") {
    about.setAttribute("data-judge", "");
    about.judge = judge;
  }
  judge();
  return element("div", { className: "entry" }, element("label", { className: "label", htmlFor: id }, label), input, about);
}
