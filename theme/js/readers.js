// Ratings and comments are sent in place. What the counter answers is the page that it has for those without a script: the same words.
(function (page) {
  var section = page.querySelector(".readers");
  if (!section || !window.fetch || !window.URLSearchParams || !window.FormData || !FormData.prototype.forEach) return;
  var began = Date.now();
  var number = section.querySelector("[name=number]");

  function send(form) {
    var said = form.querySelector("[role=status]");
    if (form.busy) return;
    form.busy = true;
    said.textContent = "";
    var body = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      body.append(name, value);
    });
    body.append("waited", Math.floor((Date.now() - began) / 1000));
    fetch(form.action, { method: "POST", body: body, headers: { Accept: "text/html" } })
      .then(function (answer) {
        return answer.text().then(function (html) {
          var words = new DOMParser().parseFromString(html, "text/html").querySelectorAll("main h1 ~ p");
          // The last one leads back to where we are.
          var text = [].slice.call(words, 0, -1).map(function (each) {
            return each.textContent;
          });
          // Not the counter's: of a proxy before it, perhaps.
          if (!text.length) throw answer;
          said.textContent = text.join("\n");
          if (!answer.ok) return;
          form.reset();
          form.dispatchEvent(new Event("input"));
          // The figures from before stand no longer: the new ones were said.
          if (form.stars) form.querySelector("p").textContent = "";
          var given = /\b\w{4}(-\w{4}){3}\b/.exec(said.textContent);
          if (given && number) number.value = given[0];
        });
      })
      .catch(function () {
        said.textContent = section.dataset.failed;
      })
      .then(function () {
        form.busy = false;
      });
  }

  section.addEventListener("submit", function (event) {
    event.preventDefault();
    send(event.target);
  });

  // What the counter said of the ratings when it counted the page: nothing more is asked for them.
  function show() {
    var place = section.querySelector("[data-rating]");
    var answer = page.counted;
    var lang = page.documentElement.lang;
    if (place && answer && answer.ratings >= 0)
      place.textContent = answer.ratings
        ? place.dataset.rating
            .replace("{average}", answer.rating.toLocaleString(lang, { minimumFractionDigits: 1 }))
            .replace("{number}", answer.ratings.toLocaleString(lang))
        : place.dataset.none;
  }

  page.addEventListener("counted", show);
  show();

  // Characters as readers see them: marks and the parts of an emoji are none of their own.
  function length(text) {
    text = text.normalize("NFC").trim();
    return Array.from(window.Intl && Intl.Segmenter ? new Intl.Segmenter().segment(text) : text).length;
  }

  var field = section.querySelector("textarea");
  if (!field) return;
  var left = page.getElementById(field.getAttribute("aria-describedby"));
  // Said when somebody pauses, not at each key.
  var voice = left.parentNode.insertBefore(page.createElement("p"), left);
  var pause;
  voice.className = "visually-hidden";
  voice.setAttribute("aria-live", "polite");

  function count() {
    var rest = 500 - length(field.value);
    var text = left.dataset[rest < 0 ? "over" : "left"].replace("{number}", Math.abs(rest));
    left.textContent = text;
    left.classList.toggle("is-over", rest < 0);
    field.setCustomValidity(rest < 0 ? text : "");
    clearTimeout(pause);
    pause = setTimeout(function () {
      voice.textContent = text;
    }, 1000);
  }

  field.form.addEventListener("input", count);
  count();
})(document);
