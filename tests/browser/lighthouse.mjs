// Runs npm's Lighthouse over pages in a browser that is running already: one line of JSON a page.
import { pathToFileURL } from "node:url";

const [modules, port, ...pages] = process.argv.slice(2);
const { default: lighthouse } = await import(pathToFileURL(`${modules}/lighthouse/core/index.js`));
const flags = {
  port: Number(port),
  logLevel: "silent",
  onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
  disableFullPageScreenshot: true,
  skipAboutBlank: true,
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 500,
  cpuQuietThresholdMs: 500,
};

for (const page of pages) {
  const { lhr } = await lighthouse(page, flags);
  const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, one]) => [name, one.score]));
  const failed = Object.values(lhr.audits).filter((one) => one.score === 0).map((one) => one.id);
  console.log(JSON.stringify({ page, scores, failed, fault: lhr.runtimeError?.message ?? "" }));
}
