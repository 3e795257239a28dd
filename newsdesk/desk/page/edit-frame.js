// Places for what is no part of the page: shadow roots, where the theme's styles don't reach; and the small things that stand in them.
import { element } from "./session.js";

const OWN = "edit.css";
const ON_PAGE = "edit-page.css";
// By name: { sheet, loading }.
const styles = new Map();

function styleOf(name) {
  if (!styles.has(name)) styles.set(name, { sheet: new CSSStyleSheet(), loading: null });
  return styles.get(name);
}

// Resolves when the styles of all places are there, and those of the file `name`.
export function loadStyles(name = ON_PAGE) {
  const load = (each) => (styleOf(each).loading ||= fetch("/__newsdesk/page/" + each).then(async (answer) => styleOf(each).sheet.replace(await answer.text())));
  return Promise.all([OWN, name].map(load));
}

// Gives the page's own elements the styles that they have while it is edited.
export function stylePage() {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, styleOf(ON_PAGE).sheet];
}

// Returns a new element with a shadow root: { host, root }, with the styles of the files `names` too. The page's exchange and the count of blocks pass over it.
export function makeHost(kind, ...names) {
  const host = document.createElement("div");
  host.setAttribute("data-newsdesk", kind);
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [OWN, ...names].map((name) => styleOf(name).sheet);
  return { host, root };
}

// Returns a button; `properties` are attributes.
export function button(label, onclick, properties = {}) {
  const made = element("button", { type: "button" }, label);
  made.addEventListener("click", onclick);
  for (const [name, value] of Object.entries(properties)) made.setAttribute(name, value);
  return made;
}

// Lets the arrow keys go from button to button in `bar`, which is one stop of the Tab key.
export function arrowKeys(bar) {
  const all = () => [...bar.querySelectorAll("button")].filter((each) => each.offsetParent);
  const choose = (chosen) => all().forEach((each) => (each.tabIndex = each === chosen ? 0 : -1));
  bar.querySelectorAll("button").forEach((each, at) => (each.tabIndex = at ? -1 : 0));
  bar.addEventListener("focusin", (event) => choose(event.target));
  bar.addEventListener("keydown", (event) => {
    const buttons = all();
    const at = buttons.indexOf(event.target);
    const to = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: -1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    buttons.at(to % buttons.length).focus();
  });
}

// Opens a menu under `anchor`, in its root: `items` are [label, what it does, keys]. Esc closes it, and the focus goes back.
export function openMenu(anchor, label, items) {
  const root = anchor.getRootNode();
  root.querySelector(".menu")?.remove();
  const menu = element("div", { className: "menu", role: "menu", "aria-label": label });
  const close = (back) => {
    removeEventListener("pointerdown", outside, true);
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (back) anchor.focus({ preventScroll: true });
  };
  const outside = (event) => event.composedPath().includes(menu) || close(false);
  for (const [name, act, keys] of items) {
    const item = button(name, () => (close(true), act()), { role: "menuitem" });
    if (keys) {
      item.append(" ", element("kbd", { "aria-hidden": "true" }, keys));
      item.setAttribute("aria-keyshortcuts", keys.replace("↑", "ArrowUp").replace("↓", "ArrowDown"));
    }
    menu.append(item);
  }
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" || event.key === "Tab") {
      event.stopPropagation();
      event.preventDefault();
      close(true);
    }
  });
  arrowKeys(menu);
  anchor.setAttribute("aria-expanded", "true");
  anchor.after(menu);
  // Above the button where there is more room.
  const box = anchor.getBoundingClientRect();
  const up = box.bottom + menu.offsetHeight + 8 > innerHeight && box.top > menu.offsetHeight;
  menu.style.top = (up ? anchor.offsetTop - menu.offsetHeight - 4 : anchor.offsetTop + anchor.offsetHeight + 4) + "px";
  menu.style.left = Math.max(8 - box.left, Math.min(0, innerWidth - 8 - menu.offsetWidth - box.left)) + anchor.offsetLeft + "px";
  menu.querySelector("button").focus({ preventScroll: true });
  addEventListener("pointerdown", outside, true);
}

// Lets the text field `area` be as high as its text. A field of the head is one line, whatever is pasted.
export function growWithText(area) {
  const fit = () => {
    area.style.height = "auto";
    area.style.height = area.scrollHeight + 2 + "px";
  };
  area.addEventListener("input", (event) => {
    if (area.value.includes("\n") && !event.isComposing) area.value = area.value.replace(/\s*\n\s*/g, " ");
    fit();
  });
  new ResizeObserver(fit).observe(area);
}
