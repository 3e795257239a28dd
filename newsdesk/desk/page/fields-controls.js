// The controls of the form of front matter: one for each shape of a field. Each is { node, value(), focus() } and sends "input" from within.
import { chooseFiles, PHOTOS } from "./edit-files.js";
import { button, growWithText } from "./edit-frame.js";
import { fold } from "./edit-link.js";
import { ask, element, word } from "./session.js";

const changed = (node) => node.dispatchEvent(new Event("input", { bubbles: true }));
const LONG = new Set(["title", "summary", "lead_alt", "lead_caption", "updated_note", "withdrawn", "consent", "document_abstract"]);
let lists = 0;

// Returns the control of `field`; `form` is what the server told of the whole form, `add(files)` puts files beside the article.
export function makeControl(field, form, add) {
  const make = SHAPES[field.shape] || text;
  return field.name === "category" ? choice(field, form) : make(field, form, add);
}

function text(field) {
  const value = typeof field.value === "string" ? field.value : JSON.stringify(field.value);
  const long = LONG.has(field.name);
  const input = element(long ? "textarea" : "input", long ? { rows: 1, value } : { type: "text", value });
  if (long) growWithText(input);
  return { node: input, input, value: () => input.value.trim(), focus: () => input.focus() };
}

function moment(field) {
  const input = element("input", { type: "text", value: field.value, inputMode: "text", autocomplete: "off" });
  const day = ["date", "updated"].includes(field.name) ? "datetime-local" : "date";
  const picker = element("input", { type: day, tabIndex: -1, className: "picker" });
  picker.setAttribute("aria-hidden", "true");
  picker.addEventListener("input", (event) => event.stopPropagation());
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    input.value = picker.value.replace("T", " ");
    changed(input);
  });
  const open = button("", () => {
    const given = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?/.exec(input.value);
    if (given) picker.value = day === "date" ? given[1] : given[1] + "T" + (given[2] || "08:00");
    try {
      picker.showPicker();
    } catch (error) {
      picker.focus();
    }
  }, { class: "pick", "aria-label": word("fields.pick"), title: word("fields.pick") });
  open.append(element("span", { className: "calendar" }));
  return { node: element("span", { className: "row" }, input, open, picker), input, value: () => input.value.trim(), focus: () => input.focus() };
}

function choice(field, form) {
  const known = form.choices[field.name] || [];
  const select = element("select");
  const option = (value, label = value) => select.append(element("option", { value, textContent: label }));
  if (field.name === "status") option("", word("fields.published"));
  else if (!field.required || !field.value) option("", field.required ? word("fields.choose") : word("fields.none"));
  for (const each of known) {
    if (field.name === "category") option(each);
    else if (each !== "published") option(each, word("fields." + each));
  }
  const value = field.value === "published" ? "" : field.value;
  // What the site doesn't know stays until something else is chosen.
  if (value && !known.includes(value)) option(value);
  select.value = value;
  return { node: select, input: select, value: () => (select.value === "" && field.value === "published" ? "published" : select.value), focus: () => select.focus() };
}

function names(field, form) {
  let chosen = Array.isArray(field.value) ? [...field.value] : field.value ? [field.value] : [];
  const known = form.choices[field.name] || [];
  const id = "newsdesk-list-" + (lists += 1);
  const input = element("input", { type: "text", placeholder: word("fields.add_name"), autocomplete: "off" });
  input.setAttribute("list", id);
  const offered = element("datalist", { id }, ...known.map((value) => element("option", { value })));
  const list = element("ul", { className: "chips" });
  const show = () => {
    const item = (name) => element("li", {}, element("span", {}, name), button("×", () => remove(name), { "aria-label": word("fields.remove", { name }) }));
    list.replaceChildren(...chosen.map(item));
    list.hidden = !chosen.length;
  };
  const remove = (name) => {
    chosen = chosen.filter((each) => each !== name);
    show();
    changed(input);
    input.focus();
  };
  // Names are spelled as they are elsewhere on the site.
  const add = () => {
    const typed = input.value.split(/[,;]/).map((each) => each.trim().replace(/^#/, "")).filter(Boolean);
    input.value = "";
    const alike = typed.map((each) => known.find((other) => other === each) || known.find((other) => fold(other) === fold(each)) || each);
    chosen = [...new Set([...chosen, ...alike])];
    show();
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !["Enter", ","].includes(event.key) || !input.value.trim()) return;
    event.preventDefault();
    add();
    changed(input);
  });
  input.addEventListener("change", () => input.value && (add(), changed(input)));
  show();
  const value = () => {
    const rest = input.value.trim();
    return rest ? [...chosen, rest] : chosen;
  };
  return { node: element("div", { className: "names" }, list, input, offered), input, value, focus: () => input.focus() };
}

function paths(field) {
  const value = Array.isArray(field.value) ? field.value.join("\n") : field.value;
  const area = element("textarea", { rows: 2, value, placeholder: word("fields.one_a_line") });
  return { node: area, input: area, value: () => area.value.split("\n").map((each) => each.trim()).filter(Boolean), focus: () => area.focus() };
}

function page(field) {
  const made = text(field);
  const id = "newsdesk-list-" + (lists += 1);
  const offered = element("datalist", { id });
  made.input.setAttribute("list", id);
  made.input.placeholder = word("fields.search");
  let waiting = 0;
  made.input.addEventListener("input", () => {
    clearTimeout(waiting);
    if (!made.input.value.trim() || made.input.value.startsWith("/")) return;
    waiting = setTimeout(async () => {
      const found = await ask("articles?q=" + encodeURIComponent(made.input.value)).catch(() => ({}));
      offered.replaceChildren(...(found.articles || []).filter((each) => each.url).map((each) => element("option", { value: each.url, textContent: each.title })));
    }, 200);
  });
  return { ...made, node: element("span", { className: "row" }, made.input, offered) };
}

// The lead photo: one of those beside the article.
function photo(field, form, add) {
  let chosen = field.value;
  const group = "newsdesk-lead-" + (lists += 1);
  const list = element("div", { className: "thumbs", role: "radiogroup" });
  const show = () => {
    const photos = form.files.filter((each) => each.kind === "photo");
    const missing = chosen && !photos.some((each) => each.name === chosen) ? [{ name: chosen }] : [];
    const item = ({ name, shown }) => {
      const radio = element("input", { type: "radio", name: group, value: name, checked: name === chosen });
      radio.addEventListener("change", () => (chosen = name));
      const picture = shown ? element("img", { src: shown, alt: "", loading: "lazy" }) : element("span", { className: "blank" });
      return element("label", {}, radio, picture, element("span", {}, name || word("fields.none")));
    };
    list.replaceChildren(...[{ name: "" }, ...missing, ...photos].map(item));
  };
  const upload = adder("fields.add_photo", { accept: PHOTOS, multiple: false }, async (files) => {
    const [added] = (await add(files)).filter((each) => each.kind === "photo");
    if (!added) return;
    chosen = added.name;
    show();
    changed(list);
    node.dispatchEvent(new CustomEvent("newsdesk-lead", { bubbles: true }));
  });
  show();
  const node = element("div", {}, list, upload);
  dropping(node, upload.take);
  return { node, input: list, value: () => chosen, focus: () => list.querySelector("input:checked, input")?.focus() };
}

function adder(name, which, take) {
  return Object.assign(button(word(name), () => chooseFiles(take, which)), { take });
}

// Lets files be dropped on `node`.
export function dropping(node, take) {
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    node.classList.add("over");
  };
  node.addEventListener("dragover", over);
  node.addEventListener("dragleave", () => node.classList.remove("over"));
  node.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    over(event);
    node.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
}

// What must be seen of a photo: a mark on it, which a press or the arrow keys move.
function focus(field, form) {
  let place = /^\s*(\d{1,3})\s*%?[\s,;x]+(\d{1,3})\s*%?\s*$/.exec(field.value)?.slice(1).map(Number) || null;
  const typed = field.value;
  let touched = false;
  const picture = element("img", { alt: "", draggable: false });
  const mark = element("span", { className: "spot" });
  const frame = element("div", { className: "focus", tabIndex: 0 }, picture, mark);
  frame.setAttribute("role", "slider");
  frame.setAttribute("aria-valuemin", 0);
  frame.setAttribute("aria-valuemax", 100);
  const said = element("span", { className: "help" });
  const middle = button(word("fields.focus_middle"), () => {
    place = null;
    touched = true;
    show();
    changed(frame);
  });
  const show = () => {
    const [x, y] = place || [50, 50];
    mark.style.left = x + "%";
    mark.style.top = y + "%";
    middle.hidden = !place;
    said.textContent = place ? word("fields.focus_value", { x, y }) : word("fields.focus_middle");
    frame.setAttribute("aria-valuenow", x);
    frame.setAttribute("aria-valuetext", said.textContent);
  };
  const move = (x, y) => {
    place = [x, y].map((each) => Math.max(0, Math.min(100, Math.round(each))));
    touched = true;
    show();
    changed(frame);
  };
  frame.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    if (box.width) move(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
  });
  frame.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way) return;
    event.preventDefault();
    const [x, y] = place || [50, 50];
    const step = event.shiftKey ? 1 : 5;
    move(x + way[0] * step, y + way[1] * step);
  });
  const node = element("div", {}, frame, element("span", { className: "row" }, said, middle));
  // Shows the photo `name`; without one there is nothing to choose.
  const follow = (name) => {
    const found = form.files.find((each) => each.name === name && each.shown);
    node.parentElement?.toggleAttribute("hidden", !found && !typed);
    frame.hidden = !found;
    if (found) picture.src = found.shown.replace(/width=\d+/, "width=480");
  };
  show();
  return { node, input: frame, follow, value: () => (touched ? (place ? place.map((each) => each + "%").join(" ") : "") : typed), focus: () => frame.focus() };
}

function files(field, form, add) {
  let chosen = (Array.isArray(field.value) ? field.value : field.value ? [field.value] : []).map((each) => (typeof each === "string" ? { file: each, title: "" } : { ...each }));
  const list = element("ol", { className: "files" });
  const select = element("select");
  const show = (at = -1, kind = "") => {
    const row = (each, number) => {
      const title = element("input", { type: "text", value: each.title, placeholder: each.file });
      title.setAttribute("aria-label", word("fields.title_of", { name: each.file }));
      title.addEventListener("input", () => (each.title = title.value.trim()));
      const tool = (sign, name, act, off) => button(sign, act, { class: name, "aria-label": word("fields." + name, { name: each.file }), ...(off ? { disabled: "" } : {}) });
      const tools = [
        tool("↑", "up", () => swap(number, -1), !number),
        tool("↓", "down", () => swap(number, 1), number === chosen.length - 1),
        tool("×", "remove", () => take(number)),
      ];
      return element("li", {}, element("span", { className: "name" }, each.file), title, element("span", { className: "row" }, ...tools));
    };
    list.replaceChildren(...chosen.map(row));
    list.hidden = !chosen.length;
    const left = form.files.filter((each) => !chosen.some((other) => other.file === each.name));
    select.replaceChildren(element("option", { value: "", textContent: word("fields.from_folder") }), ...left.map((each) => element("option", { value: each.name, textContent: each.name })));
    select.hidden = !left.length;
    const here = list.children[at];
    (here?.querySelector("." + kind + ":not(:disabled)") || here?.querySelector("button:not(:disabled)"))?.focus();
  };
  const swap = (number, by) => {
    [chosen[number], chosen[number + by]] = [chosen[number + by], chosen[number]];
    show(number + by, by < 0 ? "up" : "down");
    changed(list);
  };
  const take = (number) => {
    chosen.splice(number, 1);
    show(Math.min(number, chosen.length - 1), "remove");
    changed(list);
  };
  select.setAttribute("aria-label", word("fields.from_folder"));
  select.addEventListener("input", (event) => {
    event.stopPropagation();
    if (!select.value) return;
    chosen.push({ file: select.value, title: "" });
    show();
    changed(list);
  });
  const upload = adder("fields.add_file", {}, async (given) => {
    for (const each of await add(given, "file")) chosen.push({ file: each.name, title: each.title });
    show();
    changed(list);
  });
  show();
  const node = element("div", {}, list, element("span", { className: "row" }, upload, select));
  dropping(node, upload.take);
  return { node, input: list, value: () => chosen.map((each) => ({ ...each })), focus: () => (list.querySelector("input") || upload).focus() };
}

const SHAPES = { moment, names, paths, file: photo, files, focus, own_page: page, status: choice, template: choice, language: choice };
