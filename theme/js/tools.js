// Print, copy the address, share, read aloud.
(function () {
  var status = document.querySelector("[data-tool-status]");
  if (!status) return;
  var link = document.querySelector("link[rel=canonical]");
  var address = link ? link.href : location.href;

  function button(name) {
    return document.querySelector("[data-" + name + "]");
  }

  button("print").addEventListener("click", function () {
    print();
  });

  button("copy").addEventListener("click", function () {
    var pressed = this;
    copy(address).then(function () {
      var label = pressed.textContent;
      status.textContent = pressed.textContent = pressed.getAttribute("data-done");
      setTimeout(function () {
        pressed.textContent = label;
        status.textContent = "";
      }, 2000);
    });
  });

  function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    var field = document.createElement("textarea");
    field.value = text;
    document.body.appendChild(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    return Promise.resolve();
  }

  if (navigator.share) {
    var share = button("share");
    share.hidden = false;
    share.addEventListener("click", function () {
      navigator.share({ title: document.title, url: address }).catch(function () {});
    });
  }

  // Only where the device has a voice for the page's language: an English voice makes noise of Vietnamese.
  var reader = button("read-aloud");
  var text = document.querySelector("[data-read]");
  var speech = window.speechSynthesis;
  if (!speech || !text) return;
  var label = reader.textContent;

  function voice() {
    var lang = document.documentElement.lang;
    return speech.getVoices().filter(function (each) {
      return each.lang.slice(0, 2) === lang && each.localService;
    })[0];
  }

  function offer() {
    reader.hidden = !voice();
  }

  function stop() {
    speech.cancel();
    reader.textContent = label;
  }

  reader.addEventListener("click", function () {
    if (reader.textContent !== label) return stop();
    reader.textContent = reader.getAttribute("data-stop");
    var parts = text.querySelectorAll("p, li, h2, h3, figcaption");
    Array.prototype.forEach.call(parts, function (part, index) {
      var words = new SpeechSynthesisUtterance(part.textContent);
      words.voice = voice();
      words.lang = document.documentElement.lang;
      if (index === parts.length - 1) words.onend = stop;
      speech.speak(words);
    });
  });

  addEventListener("pagehide", function () {
    speech.cancel();
  });
  speech.addEventListener("voiceschanged", offer);
  offer();
})();
