// Medians and spread.

/** The value below which this share of the values lies, between neighbours where it falls there. */
export const quantile = (values, share) => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
};
export const median = (values) => quantile(values, 0.5);

/** The exponent of growth between two sizes: 1 is linear, 2 is quadratic. */
export const exponent = ([small, before], [large, after]) =>
  Math.log(after / before) / Math.log(large / small);
