/** The shapes of the levels of certainty, best first. */
export const SHAPES = { high: "●●●", moderate: "●●○", low: "●○○", unknown: "○○○" };
