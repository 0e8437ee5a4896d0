// The scores of a sheet in JavaScript, as a floor for the benchmark: plain.py, line by line.

/** @param {any} bank made by benchmarks.engine.floor */
export function scorer(bank) {
  const { styles } = bank;
  const zeros = () => Object.fromEntries(styles.map((style) => [style, 0]));
  const sum = (values) => Object.values(values).reduce((one, other) => one + other, 0);

  return function score(sheet) {
    const [held, most, least, scores] = [zeros(), zeros(), zeros(), zeros()];
    for (const [block, statements] of Object.entries(bank.blocks)) {
      const pick = sheet.blocks[block];
      for (const [name, [style, sign]] of Object.entries(statements)) {
        const [first, last] = [Number(name === pick.most), Number(name === pick.least)];
        held[style] += 1;
        most[style] += first;
        least[style] += last;
        scores[style] += sign * (first - last);
      }
    }
    const total = sum(scores) + sum(held);
    const [shares, errors, bands] = [{}, {}, {}];
    for (const style of styles) {
      const [n, s] = [held[style], scores[style]];
      shares[style] = (100 * (s + n)) / total;
      errors[style] = Math.sqrt((n * (most[style] + least[style]) - s * s) / (n - 1));
      const half = (bank.band * errors[style] * 100) / total;
      bands[style] = [shares[style] - half, shares[style] + half];
    }
    const order = [...styles].sort(
      (one, other) => scores[other] - scores[one] || most[other] - most[one] || least[one] - least[other],
    );
    const [primary, secondary] = order;
    const lead = scores[primary] - scores[secondary];
    const leaks = leaksOf(sheet.leaks ?? {});
    return { scores, shares, errors, bands, lead, primary, secondary, order, most, least, held, leaks };
  };

  function leaksOf(given) {
    const found = {};
    for (const area of bank.areas) {
      const items = Object.entries(bank.leaks).filter(([, [place]]) => place === area);
      const answers = Object.fromEntries(items.filter(([item]) => item in given).map(([item]) => [item, given[item]]));
      const keyed = items.map(([item, [, sign]]) => (sign > 0 ? given[item] : bank.scale + 1 - given[item]));
      const whole = items.every(([item]) => item in given);
      found[area] = { score: whole ? sum(keyed) / keyed.length : null, answers, rank: null };
    }
    bank.areas
      .filter((area) => found[area].score !== null)
      .sort((one, other) => found[other].score - found[one].score)
      .forEach((area, index) => (found[area].rank = index + 1));
    return found;
  }
}
