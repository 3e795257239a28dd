// Today's date comes from the reader's clock: printed at build time it would be wrong tomorrow. The day is that of the
// office, wherever the reader is; where a browser doesn't know the office's time zone, it is the reader's own.
(function () {
  var language = document.documentElement.lang === "en" ? "en-GB" : "vi-VN";

  function today(zone) {
    var options = { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone: zone };
    return new Intl.DateTimeFormat(language, options).format(new Date());
  }

  document.querySelectorAll("[data-today]").forEach(function (place) {
    try {
      place.textContent = today(place.getAttribute("data-today"));
    } catch (error) {
      place.textContent = today(undefined);
    }
  });
})();
