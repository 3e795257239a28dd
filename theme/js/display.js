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
    var high = root.getAttribute("data-contrast") === "high";
    document.querySelectorAll("[data-text-step]").forEach(function (button) {
      var next = step + Number(button.getAttribute("data-text-step"));
      button.setAttribute("aria-disabled", next < 0 || next > largest ? "true" : "false");
    });
    press("button[data-contrast]", high);
    press("button[data-scheme]", !high && isDark());
    // High contrast is black on every device: there is nothing to choose.
    var scheme = document.querySelector("button[data-scheme]");
    if (scheme) scheme.setAttribute("aria-disabled", high ? "true" : "false");
  }

  function press(selector, pressed) {
    var button = document.querySelector(selector);
    if (button) button.setAttribute("aria-pressed", pressed ? "true" : "false");
  }

  function say() {
    var status = document.querySelector("[data-text-status]");
    if (status) status.textContent = status.getAttribute("data-text-status") + " " + Math.round(parseFloat(getComputedStyle(root).fontSize) / 0.16) + " %";
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button") : null;
    if (!button) return;
    if (button.hasAttribute("data-text-step")) {
      var step = Number(root.getAttribute("data-text") || 0) + Number(button.getAttribute("data-text-step"));
      if (step < 0 || step > largest) return;
      remember("text", step ? String(step) : "");
      say();
    } else if (button.hasAttribute("data-contrast")) {
      // Where the system asks for high contrast, "normal" is what the reader chose against it.
      var normal = matchMedia("(prefers-contrast: more)").matches ? "normal" : "";
      remember("contrast", root.getAttribute("data-contrast") === "high" ? normal : "high");
    } else if (button.hasAttribute("data-scheme")) {
      if (button.getAttribute("aria-disabled") === "true") return;
      remember("scheme", isDark() ? "light" : "dark");
    } else return;
    show();
  });

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
})(document.documentElement);
