// Counts the page and shows what the counter answers. Where no good answer comes, the kept places stay empty.
(function (page) {
  var counter = page.body.dataset.counter;
  var places = page.querySelectorAll("[data-count]");

  function hit() {
    // A page that nobody looks at yet is not read.
    var event = page.prerendering ? "prerenderingchange" : page.hidden && "visibilitychange";
    if (event) return page.addEventListener(event, hit, { once: true });
    var body = new URLSearchParams({ path: new URL(page.querySelector("link[rel=canonical]").href).pathname });
    places.forEach(function (place, index) {
      if (place.dataset.count[0] === "/" && index < 50) body.append("also", place.dataset.count);
    });
    fetch(counter + "/hit", { method: "POST", body: body, keepalive: true })
      .then(function (answer) {
        // What is not read keeps its connection open.
        return answer.ok ? answer.json() : answer.text();
      })
      .then(function (answer) {
        places.forEach(function (place) {
          var value = (place.dataset.count[0] === "/" ? answer.also || {} : answer)[place.dataset.count];
          // Nobody has to be told that nobody was here.
          if (!Number.isSafeInteger(value) || value < 1) return;
          value = value.toLocaleString(page.documentElement.lang);
          place.textContent = place.dataset.text.replace("{number}", value);
        });
        // For js/readers.js, which may come later.
        page.counted = answer;
        page.dispatchEvent(new Event("counted"));
      })
      .catch(function () {});
  }

  if (counter && !navigator.webdriver && window.fetch) hit();
})(document);
