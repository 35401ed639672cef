'use strict';
// Ranks documents for a query: Okapi BM25, whose share of each document jianbao/render/search_index.py has
// worked out. Words are found by their beginning where they are not found whole, then with one slip of the hand.
(() => {
  const LEVELS = 32;
  const BEGUN_MAX = 200;
  const SLIP_LETTERS_MIN = 4;
  const SHARE_MIN = 0.7; // of the words of a query, how many a hit has as against the best hit
  const search = globalThis.jianbaoSearch;

  // Adds what the terms of some lines weigh in each document; the heaviest counts.
  // A term of which only the beginning was typed counts by the share of it that was.
  function weigh(lines, documents = new Map(), typed = Infinity) {
    for (const line of lines) {
      const share = Math.min(1, typed / search.termOf(line).length);
      let number = 0;
      for (const code of line.split(' ').slice(1)) {
        const posting = parseInt(code, 36);
        number += Math.floor(posting / LEVELS);
        documents.set(number, Math.max(documents.get(number) || 0, (posting % LEVELS) * share));
      }
    }
    return documents;
  }

  async function meet({ term, typed, growing }) {
    const documents = weigh(await search.exactly(term));
    if (growing || (typed && !documents.size)) {
      const start = typed || term;
      weigh(await search.beginning(start, BEGUN_MAX), documents, start.length);
    }
    return documents;
  }

  // Whether one letter more, less or other, or two that changed places, make one word of the other.
  function isSlip(one, other) {
    let start = 0;
    while (start < one.length && one[start] === other[start]) start += 1;
    const [here, there] = [one.slice(start), other.slice(start)];
    return here.slice(1) === there.slice(1) || here.slice(1) === there || here === there.slice(1) ||
      (here[0] === there[1] && here[1] === there[0] && here.slice(2) === there.slice(2));
  }

  // The line of the commonest word that is one slip away and begins alike.
  async function corrected(term) {
    if (term.length < SLIP_LETTERS_MIN || /\d/.test(term)) return [];
    let best = '';
    for (const letter of new Set(term.slice(0, 2))) {
      for (const line of await search.beginning(letter)) {
        if (line.length > best.length && isSlip(term, search.termOf(line))) best = line;
      }
    }
    return best ? [best] : [];
  }

  // Documents of which the query is the whole title or another name, or the title's pinyin in syllables.
  async function named(query, wishes) {
    const documents = weigh(await search.exactly(search.whole(query)));
    if (wishes.length > 1 && wishes.every((wish) => wish.typed)) {
      const joined = wishes.map((wish) => wish.typed).join('');
      weigh(await search.beginning(joined, BEGUN_MAX), documents, joined.length);
    }
    return documents;
  }

  function rank(met, names) {
    const found = new Map(Array.from(names, ([number, weight]) => [number, { score: weight, count: met.length }]));
    for (const documents of met) {
      const rarity = Math.log(1 + (search.count - documents.size + 0.5) / (documents.size + 0.5));
      for (const [number, weight] of documents) {
        const { score, count } = found.get(number) || { score: 0, count: 0 };
        const more = names.has(number) ? 0 : 1;
        found.set(number, { score: score + weight * rarity / LEVELS, count: count + more });
      }
    }
    const best = Math.max(0, ...Array.from(found.values(), (one) => one.count));
    return Array.from(found, ([number, { score, count }]) => ({ number, count, score: score * (count / met.length) ** 2 }))
      .filter((hit) => hit.count >= best * SHARE_MIN)
      .sort((one, other) => other.score - one.score || one.number - other.number);
  }

  // Returns the numbers of documents, the best first, and the words that were taken for words not found.
  search.find = async (query) => {
    const wishes = search.wishes(query);
    const met = await Promise.all(wishes.map(meet));
    const names = await named(query, wishes);
    const instead = new Map();
    for (const [place, { term, typed }] of names.size ? [] : wishes.entries()) {
      const lines = typed && !met[place].size ? await corrected(term) : [];
      weigh(lines, met[place]);
      lines.forEach((line) => instead.set(typed, search.termOf(line)));
    }
    return { hits: rank(met, names).map((hit) => hit.number), wishes, instead };
  };
})();
