// Copies a citation, or the address of a paragraph or figure. The anchors are there without this script.
(() => {
  "use strict";
  const say = document.currentScript.dataset;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  // For pages that are served without encryption, where browsers have no clipboard.
  const copyBySelection = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };

  const copy = async (text, control) => {
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      done = copyBySelection(text);
      control.focus();
    }
    if (!done) return;
    status.textContent = "";
    control.classList.add("done");
    // An address that changes takes the focus away.
    setTimeout(() => {
      status.textContent = say.done;
      control.focus({ preventScroll: true });
    }, 50);
    setTimeout(() => control.classList.remove("done"), 2000);
  };

  for (const cited of document.querySelectorAll("[data-copied]")) {
    const text = cited.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.lang = document.documentElement.lang;
    button.textContent = say.copy;
    button.setAttribute("aria-label", `${say.copy}: ${cited.previousElementSibling.textContent}`);
    button.addEventListener("click", () => copy(text, button));
    cited.append(" ", button);
  }

  const anchor = (place, holder, label) => {
    const link = document.createElement("a");
    link.className = "anchor";
    link.href = `#${place.id}`;
    link.title = label;
    // The address changes as it does with any link.
    link.addEventListener("click", () => copy(link.href, link));
    // Every cell of a row is read out with the words of its head: the anchor is none of them.
    if (holder.matches("th")) holder.setAttribute("aria-label", holder.textContent.trim());
    holder.prepend(link);
  };

  for (const place of document.querySelectorAll("article p[id], .front p[id]")) anchor(place, place, say.paragraph);
  for (const place of document.querySelectorAll("main [id^='f-']")) {
    anchor(place, place.querySelector("th, dt"), say.figure);
  }
  for (const place of document.querySelectorAll(".observation[id]")) {
    anchor(place, place.querySelector(".value"), say.figure);
  }
})();
