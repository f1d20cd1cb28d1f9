// Lighthouse's mobile profile on the page as the receiver serves it, with its production headers.

import lighthouse from "lighthouse";

import { launch } from "./browser.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const PORT = 9333;
const RUNS = 3;

/** The scores from 0 to 100, the median of three runs, and what is not perfect. */
export const scores = async (url) => {
  const browser = await launch([`--remote-debugging-port=${PORT}`]);
  try {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) {
      const { lhr } = await lighthouse(url, { port: PORT, onlyCategories: CATEGORIES, logLevel: "error" });
      if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
      runs.push(lhr);
    }
    const found = {};
    for (const name of CATEGORIES) {
      const sorted = runs.toSorted((a, b) => a.categories[name].score - b.categories[name].score);
      const { categories, audits } = sorted[Math.floor(RUNS / 2)];
      const { score, title, auditRefs } = categories[name];
      const lost = auditRefs
        .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
        .map(({ id }) => `${audits[id].title} (${audits[id].displayValue ?? audits[id].score})`);
      found[title] = { score: Math.round(score * 100), lost };
    }
    return { version: runs[0].lighthouseVersion, found };
  } finally {
    await browser.close();
  }
};
