// Today's date comes from the reader's clock: printed at build time it would be wrong tomorrow.
(function () {
  var places = document.querySelectorAll("[data-today]");
  var options = { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone: "Asia/Ho_Chi_Minh" };
  var language = document.documentElement.lang === "en" ? "en-GB" : "vi-VN";
  var today = new Intl.DateTimeFormat(language, options).format(new Date());
  places.forEach(function (place) {
    place.textContent = today;
  });
})();
