// Light, dark or as the system has it. Runs before the first paint, so that no page flashes in the wrong colours.
(() => {
  "use strict";
  const root = document.documentElement;
  const choices = ["auto", "light", "dark"];
  let chosen = "auto";

  const show = () => {
    if (chosen === "auto") root.removeAttribute("data-theme");
    else root.dataset.theme = chosen;
    for (const button of document.querySelectorAll("button.theme")) {
      button.lastElementChild.textContent = button.dataset[chosen];
    }
  };

  try {
    const kept = localStorage.getItem("jianbao-theme");
    if (choices.includes(kept)) chosen = kept;
  } catch {
    // A browser may refuse storage from disk; the choice then lasts as long as the page.
  }
  show();

  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("button.theme")) return;
    chosen = choices[(choices.indexOf(chosen) + 1) % choices.length];
    try {
      localStorage.setItem("jianbao-theme", chosen);
    } catch {
      // As above.
    }
    show();
  });
})();
