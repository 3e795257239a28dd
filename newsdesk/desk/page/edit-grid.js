// A table as cells to type in: a view of its lines, which stay as they were but for what is typed. Merged cells are tables in HTML.
import { button } from "./edit-frame.js";
import { element, word } from "./session.js";

const TABLE = /^\s*<table[\s>][^]*<\/table>\s*$/i;
const CELL = /<(t[dh])\b[^>]*>([^]*?)<\/\1\s*>/gi;

// Shows the cells of `field` in place of its lines, where they are a table that can be shown so, and gives the focus to one of them.
export function showGrid(field, number = 0) {
  const { area, grow, frame } = field;
  const table = parse(area.value);
  const found = table ? [...table.querySelectorAll("td, th")] : [];
  const tools = frame.querySelector(".tools");
  const show = (shown) => (grow.hidden = tools.hidden = shown);
  field.grid?.remove();
  show(false);
  if (!found.length || found.length !== [...area.value.matchAll(CELL)].length) return;
  const shown = element("table", {}, ...[...table.rows].map((row) => element("tr", {}, ...[...row.cells].map((cell) => drawn(field, cell, found.indexOf(cell))))));
  const end = element("div", { className: "end" });
  // Cells that reach down would reach into it.
  if (!/rowspan/i.test(area.value)) end.append(button(word("editing.add-row"), () => addRow(field)));
  end.append(button(word("photos.as_text"), () => (field.grid.remove(), show(false), area.focus())));
  field.grid = element("div", { className: "cells" }, shown, end);
  grow.after(field.grid);
  show(true);
  shown.querySelectorAll("textarea")[number]?.focus({ preventScroll: true });
}

function parse(text) {
  if (!TABLE.test(text)) return null;
  const { body } = new DOMParser().parseFromString(text, "text/html");
  return body.children.length === 1 && !body.querySelector("table table, img, ul, ol, p, div, pre") && body.firstElementChild;
}

// The element that holds all words of a cell: what is bold as a whole stays bold. Nothing where only a part of it is.
function holder(cell) {
  let inner = cell;
  while (inner.firstElementChild && inner.firstElementChild.tagName !== "BR" && inner.textContent === inner.firstElementChild.textContent) inner = inner.firstElementChild;
  return !inner.querySelector(":not(br)") && inner;
}

function drawn(field, cell, number) {
  const inner = holder(cell);
  const words = [...(inner || cell).childNodes].map((each) => (each.nodeName === "BR" ? "\n" : each.textContent.replace(/\s+/g, " "))).join("").trim();
  const area = element("textarea", { value: words, rows: 1, readOnly: !inner, lang: document.documentElement.lang });
  area.setAttribute("aria-label", word("editing.cell", { row: cell.parentNode.rowIndex + 1, column: cell.cellIndex + 1 }));
  const box = element("div", { className: "grow" }, area);
  box.dataset.text = words + "\n";
  area.addEventListener("input", () => {
    box.dataset.text = area.value + "\n";
    inner.replaceChildren(...area.value.split("\n").flatMap((line, at) => (at ? [document.createElement("br"), line] : [line])));
    const range = [...field.area.value.matchAll(CELL)][number];
    const from = range.index + range[0].lastIndexOf(range[2] + "</");
    write(field, from, from + range[2].length, cell.innerHTML);
  });
  area.addEventListener("keydown", (event) => (event.key === "Enter" && !event.ctrlKey && !event.metaKey) || field.key(event));
  return element(cell.tagName, { colSpan: cell.colSpan, rowSpan: cell.rowSpan }, box);
}

// As if it had been typed into the lines.
function write(field, from, to, text) {
  field.area.setRangeText(text, from, to);
  field.typed();
}

function addRow(field) {
  const rows = [...field.area.value.matchAll(/<tr\b[^]*?<\/tr\s*>/gi)];
  const last = rows[rows.length - 1];
  const at = last.index + last[0].length;
  const before = [...field.area.value.slice(0, at).matchAll(CELL)].length;
  write(field, at, at, "\n" + last[0].replace(CELL, (all, name) => all.slice(0, all.indexOf(">") + 1) + `</${name}>`));
  showGrid(field, before);
}
