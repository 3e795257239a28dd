// Text size, contrast and dark mode: attributes of <html>, remembered on this device only.
(function (root) {
  var largest = 4;

  function remember(name, value) {
    if (value) root.setAttribute("data-" + name, value);
    else root.removeAttribute("data-" + name);
    try {
      if (value) localStorage.setItem("bantin-" + name, value);
      else localStorage.removeItem("bantin-" + name);
    } catch (error) {
      // Storage is blocked: the setting holds for this page.
    }
  }

  function isDark() {
    var scheme = root.getAttribute("data-scheme");
    return scheme ? scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function show() {
    var step = Number(root.getAttribute("data-text") || 0);
    document.querySelectorAll("[data-text-step]").forEach(function (button) {
      var next = step + Number(button.getAttribute("data-text-step"));
      button.setAttribute("aria-disabled", next < 0 || next > largest ? "true" : "false");
    });
    press("button[data-contrast]", root.getAttribute("data-contrast") === "high");
    press("button[data-scheme]", isDark());
  }

  function press(selector, pressed) {
    var button = document.querySelector(selector);
    if (button) button.setAttribute("aria-pressed", pressed ? "true" : "false");
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button") : null;
    if (!button) return;
    if (button.hasAttribute("data-text-step")) {
      var step = Number(root.getAttribute("data-text") || 0) + Number(button.getAttribute("data-text-step"));
      if (step >= 0 && step <= largest) remember("text", step ? String(step) : "");
    } else if (button.hasAttribute("data-contrast")) {
      remember("contrast", root.getAttribute("data-contrast") === "high" ? "" : "high");
    } else if (button.hasAttribute("data-scheme")) {
      remember("scheme", isDark() ? "light" : "dark");
    } else return;
    show();
  });

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
})(document.documentElement);
