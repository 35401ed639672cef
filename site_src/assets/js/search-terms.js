'use strict';
// Cuts text into pieces just as jianbao/text/tokens.py does; the two are tested against each other.
(() => {
  const SCALES = {
    thousand: 3, million: 6, mn: 6, billion: 9, bn: 9, trillion: 12, tn: 12,
    千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8, 百亿: 10, 千亿: 11, 万亿: 12,
  };
  const HAN = '々〇\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}';
  const LETTERS = `(?:(?![${HAN}])[\\p{L}\\p{N}])+`;
  const PIECE = new RegExp(
    '([0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?)' +
    '(?:[\\s-]?(thousand|million|mn|billion|bn|trillion|tn)(?![a-z0-9])' +
    '|(百万|千万|万亿|百亿|千亿|千|万|亿)|(?![a-z0-9]))' +
    `|(${LETTERS}(?:&${LETTERS})*)(?:['’]s(?![a-z0-9]))?` +
    `|([${HAN}]+)`, 'gu');
  const HEDGE = new RegExp(
    '(?:\\b(?:more than|less than|fewer than|over|about|around|nearly|almost|under|up to|at least)\\s+' +
    '|超过|多于|大约|至少|不到|不足|最高|最多|接近|约|近|逾|超)(?=[0-9])', 'g');
  const simplified = new Map();

  // Keeps the length, so that a place in the folded text is the same place in the text.
  function fold(text) {
    let folded = '';
    for (const char of text) {
      const plain = char.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
      const same = plain.length === char.length ? plain : char;
      folded += simplified.get(same) ?? same;
    }
    return folded;
  }

  function singular(word) {
    if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
    if (word.endsWith('ies')) return word.slice(0, -3) + 'y';
    return word.slice(0, /(?:ches|shes|sses|xes)$/.test(word) ? -2 : -1);
  }

  function plainNumber(digits, power) {
    const [whole, fraction = ''] = digits.replaceAll(',', '').split('.');
    const tail = fraction.padEnd(power, '0');
    const head = (whole + tail.slice(0, power)).replace(/^0+(?=.)/, '');
    const rest = tail.slice(power).replace(/0+$/, '');
    return rest ? `${head}.${rest}` : head;
  }

  function pieces(text) {
    return Array.from(fold(text).matchAll(PIECE), (found) => {
      const [all, digits, latin, han, word, run] = found;
      const place = { start: found.index, end: found.index + all.length };
      if (digits) return { ...place, kind: 'number', text: plainNumber(digits, SCALES[latin || han] || 0) };
      if (word) return { ...place, kind: 'word', text: singular(word), typed: word };
      return { ...place, kind: 'han', text: run };
    });
  }

  // What a query asks for: terms, and whether longer terms that begin so will do. A number is asked for
  // without its hedge, because sources and pages hedge in words of their own.
  function wishes(query) {
    const found = new Map();
    const wish = (term, more) => found.set(term, { term, ...more });
    const bare = fold(query).replace(HEDGE, '');
    const cut = pieces(bare);
    cut.forEach((piece, number) => {
      const last = number === cut.length - 1 && piece.end === bare.length;
      const run = [...piece.text];
      if (piece.kind === 'number') wish(piece.text, {});
      else if (piece.kind === 'word') wish(piece.text, { typed: piece.typed, growing: last && run.length > 1 });
      else if (run.length === 1) wish(piece.text, { growing: true, han: true });
      else run.slice(1).forEach((char, place) => wish(run[place] + char, { han: true }));
    });
    return [...found.values()];
  }

  const whole = (text) => '=' + pieces(text).map((piece) => piece.text).join('');

  function learn(pairs) {
    const chars = [...pairs];
    for (let place = 0; place < chars.length; place += 2) simplified.set(chars[place], chars[place + 1]);
  }

  globalThis.jianbaoSearch = { pieces, wishes, whole, learn };
})();
