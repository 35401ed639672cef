// JSON Feed 1.1 of the briefs of each language.
module.exports = class {
  data() {
    return {
      pagination: { data: "site.languages", size: 1, alias: "lang" },
      permalink: (data) => `/${data.lang}/feed.json`,
      eleventyExcludeFromCollections: true,
    };
  }

  render({ collections, lang, site }) {
    const items = this.listed(collections.all, "briefs", lang).map((page) => ({
      id: this.absolute(page.url),
      url: this.absolute(page.url),
      title: page.data.title,
      content_text: page.data.description,
      date_published: `${page.data.day}T00:00:00Z`,
    }));
    return JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: site[lang].title, items }, null, 1);
  }
};
