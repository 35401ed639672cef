'use strict';
// <search-page>: the field, the results by kind, the keys.
(() => {
  const SHOWN = 6;
  const PAUSE_MS = 120;
  const HAN = /\p{Script=Han}/u;
  const search = globalThis.jianbaoSearch;

  // Copies a text into an element, with the wanted terms in <mark>: text nodes only.
  function write(element, text, wanted) {
    const marked = new Array(text.length).fill(false);
    for (const piece of search.pieces(text)) {
      if (piece.kind === 'han') markRun(text, piece, wanted, marked);
      else if (wanted.some((wish) => isWanted(piece, wish))) marked.fill(true, piece.start, piece.end);
    }
    for (let start = 0, end = 0; start < text.length; start = end) {
      while (end < text.length && marked[end] === marked[start]) end += 1;
      const words = text.slice(start, end);
      element.append(marked[start] ? make('mark', { textContent: words }) : words);
    }
    return marked.includes(true);
  }

  const isWanted = (piece, { term, typed }) => piece.text === term || (typed && piece.typed?.startsWith(typed));
  function markRun(text, piece, wanted, marked) {
    for (const { term } of wanted.filter((wish) => wish.han)) {
      for (let at = piece.text.indexOf(term); at >= 0; at = piece.text.indexOf(term, at + 1)) {
        marked.fill(true, piece.start + at, piece.start + at + term.length);
      }
    }
  }

  const make = (name, fields) => Object.assign(document.createElement(name), fields);
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  customElements.define('search-page', class extends HTMLElement {
    connectedCallback() {
      search.root = this.dataset.root;
      this.field = this.querySelector('input');
      this.status = this.querySelector('[role=status]');
      this.field.value = new URLSearchParams(location.search).get('q') || '';
      this.field.addEventListener('input', (event) => {
        clearTimeout(this.timer);
        if (!event.isComposing) this.timer = setTimeout(() => this.answer(), PAUSE_MS);
      });
      this.field.addEventListener('compositionend', () => this.answer());
      document.addEventListener('keydown', (event) => this.press(event));
      if (this.field.value) this.answer();
    }

    async answer() {
      const query = this.field.value.trim();
      this.asked = query;
      this.remember(query);
      try {
        const found = query ? await search.find(query) : { hits: [], wishes: [], instead: new Map() };
        const lists = await this.lists(found);
        if (this.asked === query) this.put(query, found, lists);
      } catch {
        this.status.textContent = this.dataset.failed;
      }
    }

    // The address carries the query, for this page and for the same page in the other language.
    remember(query) {
      const suffix = query ? `?q=${encodeURIComponent(query)}` : '';
      history.replaceState(null, '', location.pathname + suffix);
      for (const link of document.querySelectorAll('.languages a')) link.search = suffix;
    }

    async lists({ hits, wishes, instead }) {
      const kinds = new Map();
      for (const number of hits) {
        const kind = search.kindOf(number);
        kinds.set(kind, [...(kinds.get(kind) || []), number]);
      }
      const wanted = [...wishes, ...Array.from(instead.values(), (term) => ({ term }))];
      const row = async (number) => this.row(await search.document(number), wanted);
      const rows = (numbers) => Promise.all(numbers.map(row));
      return Promise.all(Array.from(kinds, async ([kind, numbers]) => (
        { kind, numbers, rows: await rows(numbers.slice(0, SHOWN)), rest: () => rows(numbers.slice(SHOWN)) })));
    }

    put(query, { hits, instead }, lists) {
      const sections = new Map(Array.from(this.querySelectorAll('section'), (one) => [one.dataset.kind, one]));
      sections.forEach((section) => { section.hidden = true; });
      for (const { kind, numbers, rows, rest } of lists) {
        const section = sections.get(kind);
        const list = section.querySelector('ol');
        list.replaceChildren(...rows);
        section.querySelector('button')?.remove();
        if (numbers.length > SHOWN) section.append(this.more(list, numbers.length, rest));
        section.hidden = false;
        section.parentNode.append(section);
      }
      const words = hits.length === 1 ? 'one' : hits.length ? 'found' : 'none';
      const said = fill(query ? this.dataset[words] : '', { count: hits.length, query });
      const slips = Array.from(instead, ([typed, term]) => fill(this.dataset.instead, { typed, term }));
      this.status.textContent = [...slips, said].join(' ');
    }

    more(list, count, rest) {
      const button = make('button', { type: 'button', textContent: fill(this.dataset.all, { count }) });
      button.addEventListener('click', async () => {
        const rows = await rest();
        list.append(...rows);
        button.remove();
        rows[0].querySelector('a').focus();
      });
      return button;
    }

    // One result: the title in the language of the page, then in the others; each leads to its own page.
    row({ page, titles, extracts }, wanted) {
      const row = make('li', {});
      const own = search.languages.findIndex(([folder]) => folder === this.dataset.folder);
      const order = [...new Set([own, ...search.languages.keys()])];
      const extract = order.find((place) => write(make('p', {}), extracts[place], wanted)) ?? own;
      for (const place of order) {
        const [folder, lang, label] = search.languages[place];
        const link = make('a', { href: `${search.root}${folder}/${page}`, hreflang: lang });
        link.lang = HAN.test(titles[place]) || !lang.startsWith('zh') ? lang : 'en';
        link.className = place === own ? 'hit' : 'other';
        write(link, titles[place], wanted);
        row.append(link, ...(place === own ? [] : [make('span', { className: 'meta', lang, textContent: label })]));
      }
      row.append(make('p', { className: 'meta', lang: search.languages[extract][1] }));
      write(row.lastChild, extracts[extract], wanted);
      return row;
    }

    press(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = document.activeElement;
      const hits = [...this.querySelectorAll('section:not([hidden]) .hit')];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === '/' && !at.matches('input, textarea, select')) this.field.select();
      else if (!this.contains(at)) return;
      else if (event.key === 'Escape') {
        this.field.value = '';
        this.field.focus();
        this.answer();
      } else if (event.key === 'Enter' && at === this.field && hits.length) hits[0].focus();
      else if (step && hits.length) (hits[hits.indexOf(at) + step] || this.field).focus();
      else return;
      event.preventDefault();
    }
  });
})();
