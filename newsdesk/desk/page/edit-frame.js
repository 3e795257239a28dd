// Places for what is no part of the page: shadow roots, where the theme's styles don't reach, with one style sheet for all of them.
const sheet = new CSSStyleSheet();
const onPage = new CSSStyleSheet();
let loading = null;

// Resolves when the styles are there.
export function loadStyles() {
  const load = async (name, into) => into.replace(await (await fetch("/__newsdesk/page/" + name)).text());
  loading ||= Promise.all([load("edit.css", sheet), load("edit-page.css", onPage)]);
  return loading;
}

// Gives the page's own elements the styles that they have while it is edited.
export function stylePage() {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, onPage];
}

// Returns a new element with a shadow root: { host, root }. The page's exchange and the count of blocks pass over it.
export function makeHost(kind) {
  const host = document.createElement("div");
  host.setAttribute("data-newsdesk", kind);
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  return { host, root };
}

// Returns a button.
export function button(label, onclick, properties = {}) {
  const made = document.createElement("button");
  made.type = "button";
  made.append(label);
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
  const menu = document.createElement("div");
  menu.className = "menu";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", label);
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
      const hint = document.createElement("kbd");
      hint.textContent = keys;
      hint.setAttribute("aria-hidden", "true");
      item.append(" ", hint);
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
