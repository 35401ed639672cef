// An Eleventy site in two languages: pages by address, backlinks gathered once, layouts in Nunjucks.
module.exports = function (config) {
  config.addCollection("byAddress", (api) => {
    const found = {};
    for (const page of api.getAll()) found[page.url] = page;
    return found;
  });
  config.addCollection("backlinks", (api) => {
    const found = {};
    for (const page of api.getAll()) {
      const { lang, folder, related, uses } = page.data;
      if (!folder || folder === "metrics" || folder === "sources") continue;
      for (const path of [...(related || []), ...(uses || [])]) {
        (found[`/${lang}${path}.html`] ||= []).push(page);
      }
    }
    return found;
  });
  config.addFilter("listed", (pages, folder, lang) =>
    pages.filter((page) => page.data.lang === lang && page.data.folder === folder && page.data.title)
  );
  config.addFilter("addressed", (paths, pages, lang) => (paths || []).map((path) => pages[`/${lang}${path}.html`]));
  config.addFilter("unshown", (pages, related, lang) => {
    const shown = new Set((related || []).map((path) => `/${lang}${path}.html`));
    return (pages || []).filter((page) => !shown.has(page.url));
  });
  config.addFilter("absolute", (path) => `https://looms.example${path}`);
  config.addFilter("json", (value) => JSON.stringify(value, null, 1));
  config.setQuietMode(true);
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
};
