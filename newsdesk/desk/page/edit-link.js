// Where a link leads: an address that is typed, or another article, found by its title.
import { button, makeHost } from "./edit-frame.js";
import { ask, describeError, element, word } from "./session.js";

const PAUSE = 150;
const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|\/|\.\.?\/|\{filename\}|#)\S+$/;

// Resolves to { title, address }, or null. `words` are those that become the link.
export function chooseLink(words, articlesOnly = false) {
  const { host, root } = makeHost("dialog");
  const sought = element("input", { type: "text", id: "sought", autocomplete: "off", value: words.length < 60 && !articlesOnly ? words.trim() : "" });
  const list = element("ul", { className: "results" });
  const said = element("p", { role: "status", className: "note" });
  const label = element("label", { htmlFor: "sought", textContent: word(articlesOnly ? "editing.article-sought" : "editing.link-sought") });
  const dialog = element("dialog", { className: "dialog" });
  dialog.setAttribute("aria-label", word(articlesOnly ? "editing.link-article" : "editing.link"));
  return new Promise((resolve) => {
    let chosen = null;
    const choose = (title, address) => {
      chosen = { title: words.trim() || title, address };
      dialog.close();
    };
    const form = element("form", {}, label, sought, said, list, element("div", { className: "end" }, button(word("editing.link-set"), submit, { class: "primary" }), button(word("editing.cancel"), () => dialog.close())));
    function submit() {
      const address = typedAddress(sought.value);
      if (address) return choose(sought.value.trim(), address);
      const first = list.querySelector("button");
      if (first && sought.value.trim()) return first.click();
      said.textContent = word("editing.link-none");
      sought.focus();
    }
    form.addEventListener("submit", (event) => (event.preventDefault(), submit()));
    dialog.addEventListener("close", () => (host.remove(), resolve(chosen)));
    // Its keys are none of the field below.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    sought.addEventListener("input", (event) => event.isComposing || search(sought.value, list, said, choose));
    sought.addEventListener("compositionend", () => search(sought.value, list, said, choose));
    dialog.append(form);
    root.append(dialog);
    document.documentElement.append(host);
    dialog.showModal();
    sought.select();
    search(sought.value, list, said, choose);
  });
}

// Returns the address that somebody means who types this; "" for words.
function typedAddress(typed) {
  const text = typed.trim();
  if (ADDRESS.test(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i.test(text)) return "mailto:" + text;
  return /^(?:[\p{L}\p{N}-]+\.)+[a-z]{2,}(?:[/?#]\S*)?$/iu.test(text) ? "https://" + text : "";
}

let asked = null;
let timer = 0;

function search(words, list, said, choose) {
  clearTimeout(timer);
  asked?.abort();
  if (!words.trim() || typedAddress(words)) {
    list.replaceChildren();
    said.textContent = "";
    return;
  }
  timer = setTimeout(async () => {
    asked = new AbortController();
    try {
      const { articles } = await ask("articles?q=" + encodeURIComponent(words.trim()), { signal: asked.signal });
      // The words may stand elsewhere than in the title: then behind.
      const sought = fold(words).split(/\s+/);
      const rank = (each) => sought.filter((one) => !fold(each.title).includes(one)).length;
      const all = articles.sort((one, other) => rank(one) - rank(other)).slice(0, 8);
      list.replaceChildren(...all.map((each) => element("li", {}, row(each, choose))));
      said.textContent = all.length ? "" : word("editing.article-none");
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = describeError(error);
    }
  }, PAUSE);
}

// Returns `text` without marks and capitals, as one types it who looks for it.
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();

function row(each, choose) {
  const made = button(each.title, () => choose(each.title, "{filename}/" + each.file));
  const day = each.date && new Date(each.date).toLocaleDateString(document.documentElement.lang);
  const more = [day, each.section].filter(Boolean).join(" · ");
  if (more) made.append(element("small", {}, more));
  return made;
}
