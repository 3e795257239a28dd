// A question in a dialog: a few fields, and a button that does what was asked for.
import { showDialog } from "./page-parts.js";
import { element, word } from "./session.js";

// Asks for `fields` ([{ name, text, help, control, echo }]); the button says `label`. Resolves to their values by name, or to null.
// `echo` says in other words what is typed. `check` gets the values first, and returns why they can't be used; "" lets the dialog close.
export async function askFor(title, fields, label, check) {
  const form = element("form", { method: "dialog" }, element("h2", { id: "question", textContent: title }));
  const problem = element("p", { className: "problem", role: "alert", hidden: true, id: "question-problem" });
  for (const { name, text, help, control, echo } of fields) {
    control.id = "question-" + name;
    control.name = name;
    const line = element("div", { className: "field" }, element("label", { htmlFor: control.id, textContent: text }), control);
    if (help) {
      line.append(element("p", { className: "help", id: control.id + "-help", textContent: help }));
      control.setAttribute("aria-describedby", control.id + "-help");
    }
    if (echo) {
      const said = element("output", { htmlFor: control.id });
      control.addEventListener("input", () => (said.textContent = echo(control.value)));
      line.append(said);
    }
    form.append(line);
  }
  const submit = element("button", { className: "button", textContent: label });
  const cancel = element("button", { type: "button", className: "button quiet", textContent: word("list.cancel"), onclick: () => box.close() });
  form.append(problem, element("p", { className: "buttons" }, submit, cancel));
  const box = element("dialog", { "aria-labelledby": "question" }, form);
  const first = fields[0].control;
  let answered = null;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(fields.map(({ name, control }) => [name, control.value.trim()]));
    submit.disabled = true;
    const wrong = await check(values);
    submit.disabled = false;
    problem.hidden = !wrong;
    problem.textContent = wrong || "";
    first.setAttribute("aria-invalid", wrong ? "true" : "false");
    if (wrong) return first.focus();
    answered = values;
    box.close();
  });
  const closed = showDialog(box);
  first.focus();
  await closed;
  return answered;
}
