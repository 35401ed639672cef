'use strict';
// Loads the parts of the index that a query needs. A page opened from disk may load scripts and nothing
// else, so each part is a script that hands itself over through `open` or `add`.
(() => {
  const search = globalThis.jianbaoSearch;
  const waiting = new Map();
  const parts = new Map();
  let entry = null;

  search.open = (found) => {
    entry = found;
    search.count = found.count;
    search.languages = found.languages;
    search.learn(found.traditional);
  };

  search.add = (name, content) => {
    waiting.get(name)(name.startsWith('t') ? content.split('\n') : content);
  };

  function load(letter, rows, number) {
    const name = letter + number;
    if (!parts.has(name)) {
      parts.set(name, new Promise((done, fail) => {
        waiting.set(name, done);
        const script = document.createElement('script');
        script.src = `${search.root}${entry.folder}/${rows[number][1]}`;
        script.onerror = () => {
          parts.delete(name);
          fail(new Error(script.src));
        };
        document.head.append(script);
      }));
    }
    return parts.get(name);
  }

  // The last place that does not stand above the wanted one; rows are sorted by what `key` returns.
  function placeOf(rows, wanted, key = (row) => row[0]) {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (key(rows[middle]) <= wanted) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  search.termOf = (line) => line.slice(0, line.indexOf(' '));

  // The line of a term, or none.
  search.exactly = async (term) => {
    if (!entry.terms.length) return [];
    const lines = await load('t', entry.terms, placeOf(entry.terms, term));
    const line = lines[placeOf(lines, term, search.termOf)];
    return search.termOf(line) === term ? [line] : [];
  };

  // The lines of the terms that begin so.
  search.beginning = async (start, most = Infinity) => {
    const found = [];
    for (let number = placeOf(entry.terms, start); number < entry.terms.length; number += 1) {
      if (entry.terms[number][0] > start + '\uffff') break;
      const lines = await load('t', entry.terms, number);
      for (let place = placeOf(lines, start, search.termOf); place < lines.length; place += 1) {
        if (lines[place].startsWith(start)) found.push(lines[place]);
        else if (lines[place] > start) return found;
        if (found.length >= most) return found;
      }
    }
    return found;
  };

  search.kindOf = (number) => entry.kinds[placeOf(entry.kinds, number, (row) => row[1])][0];

  search.document = async (number) => {
    const part = placeOf(entry.documents, number);
    const [first] = entry.documents[part];
    const [page, titles, extracts] = (await load('d', entry.documents, part))[number - first];
    return { page, titles, extracts };
  };
})();
