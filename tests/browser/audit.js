// What a test asks of the page in the browser. Each function returns what is wrong with it, as words; nothing is right.
globalThis.audit = (() => {
  "use strict";
  const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const HAN = /\p{Script=Han}/u;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const name = (one) => `${one.outerHTML.replace(/\s+/g, " ").slice(0, 120)}`;
  const style = (one, pseudo) => getComputedStyle(one, pseudo);

  const isHidden = (one) => !one.checkVisibility({ visibilityProperty: true }) ||
    !!one.closest(".visually-hidden, .skip:not(:focus), .filters legend") || style(one).clipPath === "inset(50%)" ||
    !!one.closest("thead") && style(one.closest("thead")).clipPath === "inset(50%)";

  // Every text that can be seen, with the element it stands in.
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || parent.closest("script, style, noscript, option") || isHidden(parent)) continue;
      found.push([walker.currentNode, parent]);
    }
    return found;
  };

  const lines = () => texts().flatMap(([text, parent]) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].filter((box) => box.width > 1).map((box) => ({ text, parent, box }));
  });

  // Boxes that cut off what they hold, and what sticks out of the window to either side.
  const cutOff = () => {
    const width = document.documentElement.clientWidth;
    const clips = (one) => /hidden|clip/.test(style(one).overflowX + style(one).overflowY) && !isHidden(one);
    const clipping = all("body *").filter((one) => clips(one) && !(one instanceof SVGElement))
      .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
    const outside = lines().filter(({ box, parent }) => (box.left < -1 || box.right > width + 1) && !parent.closest("[tabindex='0']"));
    return [...clipping.map((one) => `cut off: ${name(one)}`), ...outside.map(({ parent }) => `outside: ${name(parent)}`)];
  };

  // Lines of text that lie upon each other. Boxes of glyphs are higher than glyphs, those of Chinese fonts by half.
  const overlaps = () => {
    const boxes = lines().map(({ text, parent, box }) => {
      const slack = box.height * 0.25;
      return { text, parent, left: box.left + 1, right: box.right - 1, top: box.top + slack, bottom: box.bottom - slack };
    }).sort((one, other) => one.top - other.top);
    const found = [];
    boxes.forEach((one, place) => {
      for (let next = place + 1; next < boxes.length && boxes[next].top < one.bottom; next += 1) {
        const other = boxes[next];
        if (other.left < one.right && one.left < other.right && other.text !== one.text) {
          found.push(`${one.text.data.trim().slice(0, 40)} / ${other.text.data.trim().slice(0, 40)}`);
        }
      }
    });
    return found;
  };

  // What scrolls in a box of its own can be reached with the keyboard and has a name.
  const scrollers = () => all("body *")
    .filter((one) => /auto|scroll/.test(style(one).overflowX) && one.scrollWidth > one.clientWidth + 1)
    .filter((one) => one.tabIndex < 0 || !(one.ariaLabel || one.getAttribute("aria-labelledby")))
    .map(name);

  // WCAG 2.2, 2.5.8: 24 by 24 px, but for links in a line of other text. What is drawn around a control counts.
  const targetBox = (one) => {
    const box = one.getBoundingClientRect();
    const area = style(one, "::after");
    if (area.content === "none" || area.position !== "absolute") return box;
    const [width, height] = [parseFloat(area.width), parseFloat(area.height)];
    return { width: Math.max(width, box.width), height: Math.max(height, box.height) };
  };
  const isInText = (one) => {
    if (style(one).display !== "inline") return false;
    let block = one.parentElement;
    while (style(block).display === "inline") block = block.parentElement;
    return block.textContent.trim().length > one.textContent.trim().length;
  };
  const smallTargets = () => all(CONTROLS).filter((one) => !isHidden(one)).filter((one) => {
    const { width, height } = targetBox(one);
    return (width < 24 || height < 24) && !isInText(one);
  }).map((one) => `${Math.round(targetBox(one).width * 10) / 10} x ${Math.round(targetBox(one).height * 10) / 10}: ${name(one)}`);

  // Han characters stand under zh, and runs of Latin words do not.
  const NOT_WORDS = "code, time, .visually-hidden[lang]";
  const wrongLanguage = () => {
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const parent = text.parentElement;
      if (parent.closest("script, style")) continue;
      const lang = parent.closest("[lang]").lang;
      const latin = !HAN.test(text.data) && /[a-z]{2,}\s+(?:[a-z]{2,}\s+)[a-z]{2,}/i.test(text.data);
      if (lang.startsWith("zh") ? latin && !parent.closest(NOT_WORDS) : HAN.test(text.data)) {
        found.push(`${lang}: ${text.data.trim().slice(0, 60)} in ${name(parent)}`);
      }
    }
    for (const one of all("[aria-label], [title], [alt], [placeholder]")) {
      const lang = one.closest("[lang]").lang;
      for (const key of ["aria-label", "title", "alt", "placeholder"]) {
        const words = one.getAttribute(key);
        if (words && !lang.startsWith("zh") && HAN.test(words)) found.push(`${lang}: ${key} ${words}`);
        if (words && lang.startsWith("zh") && !HAN.test(words) && /[a-z]{3}/i.test(words)) found.push(`${lang}: ${key} ${words}`);
      }
    }
    return found;
  };

  const headings = () => {
    const levels = all("h1, h2, h3, h4, h5, h6").map((one) => Number(one.localName[1]));
    const skips = levels.filter((level, place) => level > (levels[place - 1] ?? 0) + 1);
    const empty = all("h1, h2, h3, h4, h5, h6").filter((one) => !one.textContent.trim());
    return [...skips.map((level) => `skips to ${level}`), ...empty.map(name),
      ...(levels.filter((level) => level === 1).length === 1 ? [] : ["not one h1"])];
  };

  const tables = () => all("table").flatMap((table) => {
    const isNamed = table.caption?.textContent.trim() || table.ariaLabel || table.getAttribute("aria-labelledby");
    const named = isNamed || table.closest("figure")?.querySelector("figcaption") ? [] : ["has no name"];
    const unscoped = all("th", table).filter((one) => !one.scope).map(() => "has a head without scope");
    const heads = all("thead th", table).length || all("tbody th[scope=row]", table).length ? [] : ["has no head"];
    return [...named, ...unscoped, ...heads].map((fault) => `${fault}: ${name(table)}`);
  });

  const landmarks = () => {
    const found = all("header, nav, main, footer, search, [role=search], aside, form, section[aria-label], section[aria-labelledby]")
      .filter((one) => !(one.matches("header, footer") && one.closest("article, section, main")))
      .filter((one) => one.checkVisibility())
      .map((one) => {
        const by = one.getAttribute("aria-labelledby");
        const label = one.ariaLabel || (by ? document.getElementById(by)?.textContent.trim() ?? "" : "");
        const role = one.getAttribute("role") || one.localName;
        return `${role === "search" ? "search" : role} ${label}`;
      });
    const twice = found.filter((one, place) => found.indexOf(one) !== place).map((one) => `twice: ${one}`);
    const bare = found.filter((one) => /^(nav|section) $/.test(one)).map((one) => `without a name: ${one}`);
    const alone = found.filter((one) => one.startsWith("main")).length === 1 ? [] : ["not one main"];
    const loose = [...document.body.children].filter((one) => one.checkVisibility() && one.textContent.trim() &&
      !one.matches("header, nav, main, footer, script, noscript, .skip, [popover], .evidence-cards, [role=status]")).map(name);
    return [...twice, ...bare, ...alone, ...loose];
  };

  const luminance = ([red, green, blue]) => [red, green, blue].map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parts = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const ratio = (one, other) => {
    const [light, dark] = [luminance(parts(one)), luminance(parts(other))].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      if (parts(style(at).backgroundColor)[3] > 0) return style(at).backgroundColor;
    }
    return "Canvas";
  };

  // WCAG 2.2, 1.4.3: 4.5, and 3 for text of 24 px or of 18.66 px in bold.
  const faintText = () => {
    const seen = new Map();
    for (const [, parent] of texts()) {
      const { color, fill, fontSize, fontWeight } = style(parent);
      const ink = parent instanceof SVGElement ? fill : color;
      const size = parseFloat(fontSize);
      const wanted = size >= 24 || (size >= 18.66 && fontWeight >= 700) ? 3 : 4.5;
      const at = ratio(ink, ground(parent));
      if (at < wanted && !parent.closest(":disabled")) seen.set(`${at.toFixed(2)} of ${wanted}: ${ink} on ${ground(parent)} in ${name(parent)}`, 1);
    }
    return [...seen.keys()];
  };

  // WCAG 2.2, 1.4.11: 3 for what a reader needs to see of a control or a picture.
  const faintMarks = () => {
    const found = [];
    const judge = (one, colour, back = ground(one)) => {
      const at = ratio(colour, back);
      if (at < 3) found.push(`${at.toFixed(2)} of 3: ${colour} on ${back} in ${name(one)}`);
    };
    for (const one of all(".chart svg *")) {
      if (one.matches("text, svg, .rail, .now") || !one.checkVisibility()) continue;
      const { stroke, fill } = style(one);
      judge(one, stroke === "none" ? fill : stroke);
    }
    for (const one of all("input, select, textarea, button, .tiles a")) {
      if (one.checkVisibility() && !one.disabled && parseFloat(style(one).borderTopWidth)) judge(one, style(one).borderTopColor, ground(one.parentElement));
    }
    for (const one of all(".seal, .mark, .brand .mark")) {
      if (one.checkVisibility()) judge(one, style(one).backgroundColor, ground(one.parentElement));
    }
    return found;
  };

  const moving = () => [
    ...document.getAnimations().map(() => "an animation runs"),
    ...all("*").flatMap((one) => ["", "::before", "::after"].map((pseudo) => [one, style(one, pseudo || null)]))
      .filter(([, found]) => /[1-9]/.test(found.transitionDuration + found.animationDuration.replace("auto", "")) || found.scrollBehavior === "smooth")
      .map(([one]) => name(one)),
  ];

  // The element that has the focus: where it stands, and whether it can be seen.
  const focused = () => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const box = one.getBoundingClientRect();
    const within = (x, y) => {
      const top = document.elementFromPoint(x, y);
      return !!top && (one.contains(top) || top.contains(one));
    };
    const inset = Math.min(4, box.width / 2, box.height / 2);
    const seen = one.getClientRects().length > 0 && [...one.getClientRects()].some((line) =>
      within(line.left + line.width / 2, line.top + line.height / 2) || within(line.left + inset, line.top + inset));
    const { outlineStyle, outlineWidth, outlineColor } = style(one);
    const back = ground(one.parentElement);
    const ring = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && ratio(outlineColor, back) >= 3;
    return { place: order().indexOf(one), seen, ring, name: name(one), opacity: style(one).opacity };
  };
  const order = () => all(CONTROLS).filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }));

  return { cutOff, overlaps, scrollers, smallTargets, wrongLanguage, headings, tables, landmarks, faintText, faintMarks,
    moving, focused, order: () => order().length };
})();
0;
