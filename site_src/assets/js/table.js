// Sorts tables by their headers and, where a fieldset of filters stands before them, filters their rows.
// Tables that stand together are sorted alike but never mixed: targets do not stand among actual figures.
(() => {
  "use strict";
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const words = (cell) => {
    const copy = cell.cloneNode(true);
    for (const mark of copy.querySelectorAll(".seal, .anchor")) mark.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const fold = (text) => text.normalize("NFKC").toLowerCase();

  // Amounts of different units are no order: rows stand together by unit, and by amount within it.
  const compare = (one, other, descending) => {
    const turn = descending ? -1 : 1;
    if (one.dataset.unit !== undefined) {
      const amounts = [one, other].map((cell) => parseFloat(cell.querySelector("data").value));
      return collator.compare(one.dataset.unit, other.dataset.unit) || turn * (amounts[0] - amounts[1]);
    }
    const [a, b] = [one, other].map((cell) => cell.dataset.when ?? words(cell));
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    return turn * collator.compare(a, b);
  };

  // The same cells are made safe as in data/figures.csv: spreadsheets run what begins so as a formula.
  const cell = (text) => {
    const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  class Table extends HTMLElement {
    connectedCallback() {
      this.tables = [...this.querySelectorAll("table")];
      this.rows = this.tables.flatMap((table) => [...table.tBodies[0].rows]);
      this.filters = this.querySelector("fieldset.filters");
      this.sorted = 0;
      this.querySelectorAll("table.sortable").forEach((table) => this.head(table));
      if (this.filters) this.startFilters();
    }

    head(table) {
      [...table.tHead.rows[0].cells].forEach((head, index) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
          this.sort(this.sorted === index + 1 ? -index - 1 : index + 1);
          this.keep();
        });
      });
    }

    // Columns count from 1; a negative one is sorted downwards.
    sort(column) {
      const index = Math.abs(column) - 1;
      if (!this.querySelector(".sortable")?.tHead.rows[0].cells[index]) return;
      this.sorted = column;
      for (const table of this.tables) {
        const own = this.rows.filter((row) => table.contains(row));
        own.sort((one, other) => compare(one.cells[index], other.cells[index], column < 0));
        table.tBodies[0].append(...own);
        [...table.tHead.rows[0].cells].forEach((head, place) => {
          if (place === index) head.setAttribute("aria-sort", column < 0 ? "descending" : "ascending");
          else head.removeAttribute("aria-sort");
        });
      }
    }

    startFilters() {
      this.controls = [...this.filters.querySelectorAll("input, select")];
      this.texts = new Map(this.rows.map((row) => [row, fold(words(row))]));
      const given = new URLSearchParams(location.search);
      for (const control of this.controls) {
        const value = given.get(control.name) ?? "";
        control.value = value && control.matches("select") ? `${control.name}/${value}` : value;
        if (control.selectedIndex < 0) control.value = "";
      }
      if (given.has("sort")) this.sort(Number(given.get("sort")));
      let waiting = 0;
      this.filters.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => { this.filter(); this.keep(); }, 120);
      });
      this.filters.querySelector(".reset").addEventListener("click", () => {
        for (const control of this.controls) control.value = "";
        this.filter();
        this.keep();
      });
      this.filters.querySelector(".save").addEventListener("click", () => this.save());
      this.filter();
    }

    filter() {
      const asked = fold(this.controls[0].value).split(/\s+/).filter(Boolean);
      const tags = this.controls.slice(1).map((control) => control.value).filter(Boolean);
      for (const row of this.rows) {
        const own = row.dataset.tags.split(" ");
        row.hidden = !(tags.every((tag) => own.includes(tag)) && asked.every((word) => this.texts.get(row).includes(word)));
      }
      for (const table of this.tables) table.hidden = [...table.tBodies[0].rows].every((row) => row.hidden);
      const shown = this.rows.filter((row) => !row.hidden).length;
      const values = { shown, total: this.rows.length };
      const said = this.filters.dataset.count.replace(/\{(\w+)\}/g, (_, name) => values[name]);
      this.filters.querySelector("[role=status]").textContent = said;
      this.filters.querySelector(".save").disabled = !shown;
      this.filters.querySelector(".reset").disabled = !asked.length && !tags.length;
    }

    keep() {
      if (!this.filters) return;
      const state = new URLSearchParams();
      for (const control of this.controls) {
        if (control.value) state.set(control.name, control.value.replace(`${control.name}/`, ""));
      }
      if (this.sorted) state.set("sort", this.sorted);
      const query = state.toString();
      try {
        history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
      } catch {
        // Some browsers do not let a page from disk change its address.
      }
    }

    save() {
      const lines = [["id", "status", "label", "value", "unit", "text", "period", "speaker"]];
      for (const table of this.tables) {
        for (const row of [...table.tBodies[0].rows].filter((one) => !one.hidden)) {
          const [label, amount, period, speaker] = row.cells;
          const value = amount.querySelector("data").value;
          const status = row.dataset.tags.match(/status\/(\S+)/)[1];
          lines.push([row.id.slice(2), status, words(label), value, amount.dataset.unit, words(amount), words(period), words(speaker)]);
        }
      }
      const text = lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
      link.download = "figures.csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  customElements.define("jb-table", Table);
})();
