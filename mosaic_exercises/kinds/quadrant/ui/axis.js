// An axis of the plane: shares of its way, the steps a dot moves in, the figures along it.

import { numberWords } from "../../../panel/ui/kit/number.js";

/** @param {any} axis @param {any} value */
export const share = (axis, value) => ((value - axis.low) / (axis.high - axis.low)) * 100; // percent of the way

/** The nearest of 1, 2, 5, 10, 20, 50 ... at or above `least`.
 *  @param {any} least */
function roundStep(least) {
  const ten = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((n) => n * ten).find((n) => n >= least * 0.999) ?? ten * 10;
}

/** The value at a share of the way, on the axis and in round steps, about a hundred of them.
 *  @param {any} axis @param {any} share */
export function value(axis, share) {
  const step = roundStep((axis.high - axis.low) / 100);
  const value = axis.low + ((axis.high - axis.low) * Math.min(100, Math.max(0, share))) / 100;
  const stepped = Math.min(axis.high, Math.max(axis.low, Math.round(value / step) * step));
  return Math.round(stepped * 1e6) / 1e6;
}

/** The figures along an axis: its ends, its threshold, and round numbers between, none so near that they would touch.
 *  @param {any} axis */
export function axisFigures(axis) {
  const { low, high, threshold } = axis;
  const step = roundStep((high - low) / 5);
  const round = [];
  for (let n = Math.ceil(low / step); n * step <= high; n++) round.push(n * step);
  const kept = [threshold];
  for (const value of [low, high, ...round])
    if (kept.every((k) => Math.abs(share(axis, k) - share(axis, value)) >= 7)) kept.push(value);
  return kept
    .toSorted((a, b) => a - b)
    .map((value) => ({ words: numberWords(value), share: share(axis, value), cut: value === threshold }));
}
