// Photos of the article open large in a dialog. Without it, the link of each shows the photo alone.
(function () {
  var links = document.querySelectorAll("a.enlarge");
  var dialog = part("");
  if (!links.length || !dialog || !dialog.showModal) return;
  dialog.hidden = false;
  var root = document.documentElement;
  var photo = part("__photo");
  var words = part("__words");
  var caption = part("__caption");
  var position = part("__position");
  var at, shown, ahead, touch;

  function part(name) {
    return document.querySelector(".lightbox" + name);
  }

  // The figure's own sources, in the width that there is room for: the browser chooses the rendition.
  function fit(picture, original) {
    var ratio = original.getAttribute("width") / original.getAttribute("height");
    var width = Math.floor(Math.min(original.getAttribute("width"), photo.clientWidth, photo.clientHeight * ratio));
    var image = picture.querySelector("img");
    image.removeAttribute("loading");
    image.width = width;
    image.height = Math.round(width / ratio);
    Array.prototype.forEach.call(picture.children, function (each) {
      each.sizes = width + "px";
    });
    return image;
  }

  function enlarged(link) {
    var picture = link.querySelector("picture").cloneNode(true);
    fit(picture, link.querySelector("img"));
    return picture;
  }

  function show(number) {
    at = (number + links.length) % links.length;
    var link = links[at];
    var last = link.closest("figure").lastElementChild;
    if (links.length > 1)
      position.textContent = position
        .getAttribute("data-position")
        .replace("{number}", at + 1)
        .replace("{count}", links.length);
    caption.innerHTML = last.tagName === "FIGCAPTION" ? last.innerHTML : "";
    Array.prototype.forEach.call(caption.querySelectorAll("[id]"), function (each) {
      each.removeAttribute("id");
    });
    words.scrollTop = 0;
    photo.textContent = "";
    shown = enlarged(link);
    // Only when this one is there: the next photo must not hold it up.
    shown.querySelector("img").onload = function () {
      ahead = links.length > 1 && enlarged(links[(at + 1) % links.length]);
    };
    photo.appendChild(shown);
    arrange();
  }

  function arrange() {
    if (!dialog.open) return;
    fit(shown, links[at].querySelector("img"));
    // What scrolls must be reached by the keyboard.
    words.tabIndex = words.scrollHeight > words.clientHeight ? 0 : -1;
  }

  function open(number) {
    // Going back must not undo the scrolling to the photo that was shown last.
    history.scrollRestoration = "manual";
    history.pushState({ lightbox: true }, "");
    // The room of a scroll bar that takes some is kept: the page behind stays as it is.
    root.classList.toggle("lightbox-gutter", innerWidth > root.clientWidth);
    root.classList.add("lightbox-open");
    dialog.showModal();
    show(number);
  }

  Array.prototype.forEach.call(links, function (link, number) {
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(number);
    });
    link.addEventListener("keydown", function (event) {
      if (event.key !== " ") return;
      event.preventDefault();
      open(number);
    });
  });

  Array.prototype.forEach.call(dialog.querySelectorAll("button"), function (button) {
    var step = +button.getAttribute("data-step");
    button.hidden = step && links.length < 2;
    button.addEventListener("click", function () {
      if (step) show(at + step);
      else dialog.close();
    });
  });

  dialog.addEventListener("click", function (event) {
    if (event.target === dialog || event.target === photo) dialog.close();
  });

  dialog.addEventListener("keydown", function (event) {
    var step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && !event.altKey && !event.ctrlKey && !event.metaKey) show(at + step);
  });

  dialog.addEventListener("touchstart", function (event) {
    touch = event.touches.length === 1 && event.touches[0];
  }, { passive: true });

  dialog.addEventListener("touchend", function (event) {
    // A photo that is zoomed in is moved, not turned over.
    if (!touch || (window.visualViewport && visualViewport.scale > 1)) return;
    var across = event.changedTouches[0].clientX - touch.clientX;
    var down = event.changedTouches[0].clientY - touch.clientY;
    if (Math.abs(across) > 48 && Math.abs(across) > 2 * Math.abs(down)) show(at + (across < 0 ? 1 : -1));
  });

  dialog.addEventListener("close", function () {
    root.classList.remove("lightbox-open", "lightbox-gutter");
    photo.textContent = position.textContent = caption.textContent = "";
    links[at].focus();
    if (history.state && history.state.lightbox) history.back();
    else leave();
  });

  addEventListener("popstate", function () {
    if (dialog.open) dialog.close();
    else leave();
  });

  // The way back leads to the fragment of the address once more, and takes the focus there: after it, it comes back.
  function leave() {
    history.scrollRestoration = "auto";
    if (links[at]) setTimeout(function () {
      links[at].focus();
    });
  }

  // Not only the window changes the room: a font that comes late makes the words higher.
  if (window.ResizeObserver) new ResizeObserver(arrange).observe(photo);
  addEventListener("resize", arrange);
})();
