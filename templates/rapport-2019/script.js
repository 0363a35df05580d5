/* Le thème clair ou sombre, au choix du lecteur. Sans ce fichier, celui du système. */
(function () {
  "use strict";
  var root = document.documentElement;

  function stored() {
    try { return localStorage.getItem("theme"); } catch (e) { return null; }
  }

  function keep(theme) {
    try { localStorage.setItem("theme", theme); } catch (e) { /* rien à retenir */ }
  }

  function is_dark() {
    var theme = root.getAttribute("data-theme");
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function show(button) {
    button.textContent = is_dark() ? "Clair" : "Sombre";
    button.setAttribute("aria-label", is_dark() ? "Clair : passer au thème clair" : "Sombre : passer au thème sombre");
  }

  var theme = stored();
  if (theme === "dark" || theme === "light")
    root.setAttribute("data-theme", theme);

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button.theme");
    if (!button)
      return;
    show(button);
    button.hidden = false;
    button.addEventListener("click", function () {
      var next = is_dark() ? "light" : "dark";
      root.setAttribute("data-theme", next);
      keep(next);
      show(button);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () { show(button); });
  });
}());
