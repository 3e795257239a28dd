// The keys of the page on which comments are decided about. All of it can be done without them too: it is one form.
import { goTo, isShortcut, isTyping, switchKeys } from "./page-keys.js";

function begin(form) {
  const cards = [...form.querySelectorAll(".card")];
  const said = document.getElementById("said");
  const button = document.getElementById("do");
  const keys = document.getElementById("keys");
  const CHOICES = { a: "approve", r: "reject", t: "tip", u: "" };
  let sending = false;

  switchKeys(keys);

  function chosen() {
    return cards.filter((card) => card.querySelector("input[type=radio]:checked").value);
  }

  function show() {
    for (const card of cards) card.dataset.choice = card.querySelector("input[type=radio]:checked").value;
    const rest = form.querySelector("input[name=rest]:checked");
    const number = rest && rest.value ? cards.length : chosen().length;
    button.textContent = number ? button.dataset.label + " (" + number + ")" : button.dataset.label;
  }

  function current() {
    return document.activeElement && document.activeElement.closest(".card");
  }

  function go(card) {
    if (card) goTo(card);
  }

  function choose(card, value) {
    const radio = [...card.querySelectorAll("input[type=radio]")].find((each) => each.value === value);
    if (!radio) return;
    radio.checked = true;
    said.textContent = card.querySelector(".number").textContent + ": " + radio.parentNode.textContent.trim();
    show();
    const next = cards[cards.indexOf(card) + 1];
    go(value && next ? next : card);
  }

  document.addEventListener("keydown", (event) => {
    const active = document.activeElement || document.body;
    if (event.key === "Escape" && isTyping(active) && current()) return go(current());
    if (!keys.checked || !isShortcut(event, active)) return;
    const card = current();
    const at = cards.indexOf(card);
    if (event.key === "j") go(cards[Math.min(at + 1, cards.length - 1)]);
    else if (event.key === "k") go(cards[Math.max(at - 1, 0)]);
    else if (event.key === "s") button.focus();
    else if (event.key === "R") {
      for (const each of cards) {
        if (!each.querySelector("input[type=radio]:checked").value) {
          const radio = [...each.querySelectorAll("input[type=radio]")].find((one) => one.value === "reject");
          if (radio) radio.checked = true;
        }
      }
      show();
      said.textContent = button.textContent;
    } else if (!card) return;
    else if (event.key === "e") {
      const answer = card.querySelector(".answer");
      if (!answer) return;
      answer.open = true;
      answer.querySelector("textarea").focus();
    } else if (event.key === "o") {
      const place = card.querySelector("a.place");
      if (place) open(place.href, "_blank", "noopener");
    } else if (event.key in CHOICES) choose(card, CHOICES[event.key]);
    else return;
    event.preventDefault();
  });

  form.addEventListener("change", show);
  form.addEventListener("submit", () => (sending = true));
  addEventListener("pageshow", () => ((sending = false), show()));
  addEventListener("beforeunload", (event) => {
    const typed = [...form.querySelectorAll("textarea")].some((each) => each.value !== each.defaultValue);
    if (!sending && (chosen().length || typed)) event.preventDefault();
  });
  show();
}

const form = document.querySelector("form");
document.getElementById("outcomes")?.focus();
if (form) begin(form);
