// A table as cells to type in: a view of its lines, which stay as they were but for what is typed. Merged cells are tables in HTML.
import { button } from "./edit-frame.js";
import { element, word } from "./session.js";

const TABLE = /^\s*<table[\s>][^]*<\/table>\s*$/i;
const CELL = /<(t[dh])\b[^>]*>([^]*?)<\/\1\s*>/gi;
const LINE = /^ *\|.*\| *$/;
const PIPED = /((?:\\.|[^|\\])*)\|/g;

// Shows the cells of `field` in place of its lines, where they are a table that can be shown so, and gives the focus to one of them.
export function showGrid(field, number = 0) {
  const { area, grow, frame } = field;
  const rows = readHtml(area.value) || readLines(area.value);
  const tools = frame.querySelector(".tools");
  const show = (shown) => (grow.hidden = tools.hidden = shown);
  field.grid?.remove();
  show(false);
  if (!rows) return;
  const cells = rows.flat();
  const shown = element("table", {}, ...rows.map((row, at) => element("tr", {}, ...row.map((cell, column) => drawn(field, cell, cells.indexOf(cell), { row: at + 1, column: column + 1 })))));
  const end = element("div", { className: "end" });
  // Cells that reach down would reach into it.
  if (cells.every((cell) => cell.rowSpan < 2)) end.append(button(word("editing.add-row"), () => addRow(field)));
  end.append(button(word("photos.as_text"), () => (field.grid.remove(), show(false), area.focus())));
  field.grid = element("div", { className: "cells" }, shown, end);
  grow.after(field.grid);
  show(true);
  shown.querySelectorAll("textarea")[number]?.focus({ preventScroll: true });
}

// Cells: where they stand ({ from, to }), their `words`, and `text`, which returns other words as they are written; none where they can't be changed.
function readHtml(value) {
  if (!TABLE.test(value)) return null;
  const { body } = new DOMParser().parseFromString(value, "text/html");
  const ranges = [...value.matchAll(CELL)];
  if (body.children.length !== 1 || body.querySelector("table table, img, ul, ol, p, div, pre") || body.querySelectorAll("td, th").length !== ranges.length) return null;
  let number = 0;
  return [...body.firstElementChild.rows].map((row) =>
    [...row.cells].map((cell) => {
      const range = ranges[number++];
      const from = range.index + range[0].lastIndexOf(range[2] + "</");
      const inner = holder(cell);
      const words = [...(inner || cell).childNodes].map((each) => (each.nodeName === "BR" ? "\n" : each.textContent.replace(/\s+/g, " "))).join("").trim();
      const text = (typed) => {
        inner.replaceChildren(...typed.split("\n").flatMap((line, at) => (at ? [document.createElement("br"), line] : [line])));
        return cell.innerHTML;
      };
      return { from, to: from + range[2].length, words, text: inner && text, name: cell.tagName, colSpan: cell.colSpan, rowSpan: cell.rowSpan };
    }),
  );
}

// The element that holds all words of a cell: what is bold as a whole stays bold. Nothing where only a part of it is.
function holder(cell) {
  let inner = cell;
  while (inner.firstElementChild && inner.firstElementChild.tagName !== "BR" && inner.textContent === inner.firstElementChild.textContent) inner = inner.firstElementChild;
  return !inner.querySelector(":not(br)") && inner;
}

function readLines(value) {
  const lines = value.split("\n");
  if (lines.length < 2 || !lines.every((line) => LINE.test(line)) || !/^[ |:-]+$/.test(lines[1]) || value.includes("`")) return null;
  const text = (typed) => ` ${typed.replace(/\s+/g, " ").trim().replace(/\|/g, "\\|")} `;
  let start = 0;
  const rows = lines.map((line, at) => {
    const first = start + line.indexOf("|") + 1;
    start += line.length + 1;
    return [...line.slice(line.indexOf("|") + 1).matchAll(PIPED)].map((each) => {
      const from = first + each.index;
      return { from, to: from + each[1].length, words: each[1].trim().replace(/\\\|/g, "|"), text, name: at ? "td" : "th", colSpan: 1, rowSpan: 1 };
    });
  });
  return rows.every((row) => row.length === rows[0].length) ? rows.filter((row, at) => at !== 1) : null;
}

function drawn(field, { words, text, name, colSpan, rowSpan }, number, place) {
  const area = element("textarea", { value: words, rows: 1, readOnly: !text, lang: document.documentElement.lang });
  area.setAttribute("aria-label", word("editing.cell", place));
  const box = element("div", { className: "grow" }, area);
  box.dataset.text = words + "\n";
  area.addEventListener("input", () => {
    box.dataset.text = area.value + "\n";
    const { value } = field.area;
    const now = (readHtml(value) || readLines(value)).flat()[number];
    write(field, now.from, now.to, text(area.value));
  });
  area.addEventListener("keydown", (event) => (event.key === "Enter" && !event.ctrlKey && !event.metaKey) || field.key(event));
  return element(name, { colSpan, rowSpan }, box);
}

// As if it had been typed into the lines.
function write(field, from, to, text) {
  field.area.setRangeText(text, from, to);
  field.typed();
}

function addRow(field) {
  const { value } = field.area;
  const html = readHtml(value);
  const [last] = [...value.matchAll(html ? /<tr\b[^]*?<\/tr\s*>/gi : /^.*$/gm)].slice(-1);
  const at = last.index + last[0].length;
  const before = (html || readLines(value)).flat().filter((cell) => cell.from < at).length;
  const empty = html ? last[0].replace(CELL, (all, name) => all.slice(0, all.indexOf(">") + 1) + `</${name}>`) : last[0].slice(0, last[0].indexOf("|") + 1) + last[0].slice(last[0].indexOf("|") + 1).replace(PIPED, "  |");
  write(field, at, at, "\n" + empty);
  showGrid(field, before);
}
