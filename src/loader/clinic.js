// The clinic's particulars on a page that embeds the guide: fetches them, checks them, and fills them
// into the guide's HTML. Only pages that name a clinic load this file.

/** The table of `crates/contract/src/clinic/member.rs`. The build replaces this name by it. */
const rules = CAREGUIDE_CLINIC;

/** @typedef {Record<string, unknown>} Fields */

// The digits that the receiver takes, too: see `crates/contract/src/consultation/address.rs`.
const DIGIT =
  /[0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/gu;
const CONTROL = /\p{Cc}/u;

/** @param {string} digit */
const ascii = (digit) => {
  const code = digit.charCodeAt(0);
  return String((code - (code >= 0x966 && code <= 0x9ef ? 6 : 0)) % 16);
};

/**
 * A phone number as a link, as `src/clinic.rs` has it.
 * @param {string} number
 */
const telephone = (number) => {
  const plain = number.replace(/\uff0b/g, "+").replace(DIGIT, ascii);
  const text = plain.slice(Math.max(0, plain.search(/[\d+]/)));
  const letter = text.search(/\p{Alphabetic}/u);
  const [main, rest] = letter < 0 ? [text, ""] : [text.slice(0, letter), text.slice(letter)];
  const parts = (/** @type {string} */ text) => text.replace(/[^\d+]/g, "");
  const extension = parts(rest);
  const dialled = parts(main.startsWith("+") ? main.replace("(0)", "") : main);
  return `tel:${dialled}${extension && `;ext=${extension}`}`;
};

/**
 * A mail address as a link, without a character that would start another part of it.
 * @param {string} address
 */
const mailto = (address) =>
  `mailto:${address.replace(/[%?&#/"]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;

const MARKS =
  /\\([*[\]\\])|\*\*((?:[^*[\\]|\*(?!\*))+)\*\*|\[((?!\^)(?:[^\][\\*]|\*(?!\*))+)\]\(((?:[^()]|\([^()]*\))*)\)/g;

/**
 * A text with inline markup as nodes; undefined if it cannot be read, cites, or has a link that is
 * not allowed.
 * @param {string} text
 */
const inline = (text) => {
  /** @type {Node[]} */
  const nodes = [];
  let end = 0;
  let plain = true;
  const add = (/** @type {string} */ words) => {
    plain &&= !/\*\*|\[/.test(words);
    nodes.push(new Text(words));
  };
  for (const found of text.matchAll(MARKS)) {
    const [mark, escaped, strong, label = "", target = ""] = found;
    add(text.slice(end, found.index));
    end = found.index + mark.length;
    if (escaped) {
      nodes.push(new Text(escaped));
      continue;
    }
    const element = document.createElement(strong ? "strong" : "a");
    const words = strong || label;
    element.textContent = words;
    if (!strong) {
      plain &&= /^(https:\/\/|mailto:|tel:|sms:)[^\s\p{Cc}]+$/iu.test(target);
      element.setAttribute("href", target);
    }
    plain &&= Boolean(words.trim());
    nodes.push(element);
  }
  add(text.slice(end));
  return plain ? nodes : undefined;
};

/** @type {Record<string, (text: string) => boolean>} */
const kinds = {
  text: () => true,
  marked: (text) => Boolean(inline(text)),
  phone: (text) => {
    const count = text.match(DIGIT)?.length ?? 0;
    return count >= 7 && count <= 15;
  },
  mail: (text) =>
    /^[^\s@<>()[\]:;,\\]{1,64}@[^\s@.<>()[\]:;,\\]+(\.[^\s@.<>()[\]:;,\\]+)+$/.test(text),
  web: (text) => /^(\/(?!\/)|\.\/|https:\/\/[^@/?#]+(?=[/?#]|$))[^\s\\"<>`]*$/i.test(text),
};

/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The texts of a file with their paths. What should be no text is among them, too.
 * @param {unknown} value
 * @param {string} path
 * @returns {[path: string, value: unknown][]}
 */
const leaves = (value, path = "") => {
  if (isObject(value) && /^$|^languages$|^(languages\.[^.]*\.?)?(consent|help)?$/.test(path)) {
    const entries = Object.entries(/** @type {Fields} */ (value));
    return entries.flatMap(([name, part]) => leaves(part, path ? `${path}.${name}` : name));
  }
  return Array.isArray(value) && path.endsWith("help.lines")
    ? value.flatMap((part, index) => leaves(part, `${path}[${index}]`))
    : [[path, value]];
};

/**
 * What is wrong with the particulars: a line for each error.
 * @param {unknown} file
 * @returns {string[]}
 */
export const check = (file) => {
  if (!isObject(file)) return ["it must be an object with a `name`"];
  const all = leaves(file);
  const wrong = all.flatMap(([path, value]) => {
    const inside = path.replace(/^languages\.[^.]*\./, "");
    const name = inside.replace(/\[\d+\]/, "[]");
    const translated = inside !== path;
    /** @type {[string, number, boolean] | undefined} */
    const rule = Object.hasOwn(rules.members, name) ? rules.members[name] : undefined;
    if (!rule || (translated && !rule[2])) {
      const rows = Object.entries(rules.members).filter(([, row]) => !translated || row[2]);
      const known = rows.map(([name]) => name).join(", ");
      return `${path}: there is no such member; there are ${known}, languages`;
    }
    const [kind, limit] = rule;
    const fits = kinds[kind];
    if (typeof value !== "string") return `${path}: it must be a text; ${rules.kinds[kind]}`;
    if ([...value].length > limit) return `${path}: it has more than ${limit} characters`;
    return value.trim() && !CONTROL.test(value) && fits?.(value)
      ? []
      : `${path}: \`${value}\` is not allowed; ${rules.kinds[kind]}`;
  });
  const paths = all.map(([path]) => path);
  const has = (/** @type {string} */ start) => paths.some((path) => path.startsWith(start));
  if (!has("name")) wrong.push("name: it is missing");
  const { languages = {}, ...top } = /** @type {Fields} */ (file);
  for (const [prefix, part] of [
    ["", top],
    ...Object.entries(/** @type {Fields} */ (languages)).map(([tag, part]) => [
      `languages.${tag}.`,
      part,
    ]),
  ]) {
    const { consent, help } = /** @type {Fields} */ (isObject(part) ? part : {});
    if (consent && !has(`${prefix}consent.contact`)) {
      wrong.push(`${prefix}consent.contact: it is missing`);
    }
    if (help && !has(`${prefix}help.intro`)) wrong.push(`${prefix}help.intro: it is missing`);
    const lines = paths.filter((path) => path.startsWith(`${prefix}help.lines[`)).length;
    if (help && (lines < 1 || lines > 20)) {
      wrong.push(`${prefix}help.lines: there must be 1 to 20 lines to call`);
    }
  }
  return wrong;
};

/**
 * The particulars in a language: `Clinic::in_language` of `crates/contract`.
 * @param {Fields} file
 * @param {string} language
 * @returns {Fields}
 */
export const inLanguage = ({ languages, ...file }, language) => {
  const wider = (/** @type {string} */ tag) => tag.replace(/-.*/, "").toLowerCase();
  const all = Object.entries(/** @type {Record<string, Fields>} */ (languages ?? {}));
  const find = (/** @type {string} */ wanted) =>
    all.find(([tag]) => tag.toLowerCase() === wanted.toLowerCase());
  const own = (find(language) ?? find(wider(language)))?.[1];
  if (wider(String(file.language ?? "en")) !== wider(language)) {
    // Words in another language. The right help lines matter more than theirs.
    delete file.hours;
    delete file.answers;
    delete file.consent;
  }
  return { ...file, ...own };
};

/**
 * Sets an attribute, unless it is so already: what a page printed for this clinic stays untouched.
 * @param {Element | null} element
 * @param {string} name
 * @param {string} value
 */
const set = (element, name, value) => {
  if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
};

/**
 * Puts nodes into an element, unless such nodes are in it already.
 * @param {Element} element
 * @param {Node[]} nodes
 */
const put = (element, nodes) => {
  const filled = /** @type {Element} */ (element.cloneNode());
  filled.append(...nodes.map((node) => node.cloneNode(true)));
  if (!filled.isEqualNode(element)) element.replaceChildren(...filled.childNodes);
};

/**
 * Fills the particulars into a guide: one that was printed for no clinic in particular, or one in
 * which they are already.
 * @param {HTMLElement} root
 * @param {Fields} file
 * @param {string} base the address that paths in the file belong to
 */
export const fill = (root, file, base) => {
  const clinic = /** @type {Record<string, any>} */ (inLanguage(file, root.lang));
  const { name, consent, help } = clinic;
  const web = (/** @type {string} */ address) =>
    /^https:/i.test(address) ? address : new URL(address, base).href;
  // The words that the visitor agrees to are set below, as they are shown.
  for (const element of root.querySelectorAll("[data-clinic-in]:not([name=consent_wording])")) {
    const places = JSON.parse(element.getAttribute("data-clinic-in") ?? "{}");
    for (const [attribute, text] of Object.entries(places)) {
      set(
        element,
        attribute,
        text.replaceAll(/\{[cC]linic\}/g, () => name),
      );
    }
  }
  /** @type {Record<string, Node[] | undefined>} */
  const contents = {
    name: [new Text(name)],
    consent_contact: consent && [new Text(consent.contact)],
    consent_text: consent?.text && [new Text(consent.text)],
    help_intro: help && inline(help.intro),
    help_lines: help?.lines.map((/** @type {string} */ line) => {
      const item = document.createElement("li");
      item.append(...(inline(line) ?? []));
      return item;
    }),
  };
  /** @type {Record<string, (value: string) => string>} */
  const links = { phone: telephone, mail: mailto, site: web, privacy: web };
  /** @type {NodeListOf<HTMLElement>} */
  const places = root.querySelectorAll("[data-clinic]");
  for (const place of places) {
    const what = place.dataset.clinic ?? "";
    const value = clinic[what];
    const link = place.querySelector("a");
    const content = contents[what];
    if (content) put(place, content);
    else if (/^(none|contact|masthead)$/.test(what))
      place.toggleAttribute("hidden", what === "none");
    else if (typeof value === "string") {
      place.removeAttribute("hidden");
      const address = links[what]?.(value);
      if (what === "logo") set(place.querySelector("img"), "src", web(value));
      else if (link && address) {
        set(link, "href", address);
        if (what !== "privacy") put(link, [new Text(what === "site" ? address : value)]);
      } else {
        put(place.querySelector("span") ?? place, [new Text(value)]);
      }
    }
  }
  const agreed = ["contact", "text"].map(
    (kind) => root.querySelector(`[data-clinic=consent_${kind}]`)?.textContent,
  );
  set(root.querySelector("[name=consent_wording]"), "value", agreed.join("\n"));
  set(root, "data-clinic", "given");
  // As many elements as the guide has now are as it was built.
  set(root, "data-elements", String(root.querySelectorAll("*").length));
};

/**
 * @param {string} address
 * @returns {Promise<[file: unknown, base: string]>}
 */
const load = async (address) => {
  // Whatever `<base>` says; a frame without an address has that of its page there.
  const page = /^http/.test(location.href) ? location.href : document.baseURI;
  const url = URL.canParse?.(address, page) === false ? undefined : new URL(address, page);
  const loopback = /^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:|$)/.test(url?.origin ?? "");
  const allowed = url && (url.protocol === "https:" || url.origin === origin || loopback);
  if (!allowed || url.username || url.password) {
    throw new Error("allowed are https://…, or a path on this site such as /clinic.json");
  }
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout?.(9000) });
  } catch {
    throw new Error(
      "it could not be fetched: its server does not answer, or does not allow this page to read it " +
        "(Access-Control-Allow-Origin), or the page's Content-Security-Policy needs its server in connect-src",
    );
  }
  if (!response.ok) throw new Error(`its server answered ${response.status}`);
  return [JSON.parse(await limited(response)), url.href];
};

/**
 * The text of a response. Of a larger one no more is read than shows that it is.
 * @param {Response} response
 */
const limited = async (response) => {
  const reader = response.body?.getReader();
  // Old libraries replace `fetch`, and their responses have no body to read.
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > rules.limit) {
      reader.cancel();
      throw new Error(`it is larger than ${rules.limit} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
};

/**
 * Whether two parts of files say the same, in whatever order.
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
const same = (one, other) => {
  if (!isObject(one) || !isObject(other)) return JSON.stringify(one) === JSON.stringify(other);
  const [a, b] = /** @type {[Fields, Fields]} */ ([one, other]);
  return Object.keys({ ...a, ...b }).every((name) => same(a[name], b[name]));
};

/**
 * Whether the particulars are those that the build has printed into this root. Name and number alone
 * may be fewer than it knows of the same clinic.
 * @param {HTMLElement} root
 * @param {Fields} file
 * @param {boolean} alone
 */
const suits = (root, { $schema, review, ...file }, alone) => {
  if (!rules.own) return false;
  const { name, phone } = inLanguage(rules.own, root.lang);
  return alone ? same({ name, phone, ...file }, { name, phone }) : same(file, rules.own);
};

/**
 * Reads what an element says of its clinic. Returns what fills it into a guide, and what says whether
 * it may be in a filled one already; undefined, after a line on the console for each error, if
 * something is wrong.
 * @param {Element} element
 * @returns {Promise<import("./types").Clinic | undefined>}
 */
export const read = async (element) => {
  const named = (/** @type {string} */ name) => element.getAttribute(name)?.trim() || undefined;
  const address = named("clinic");
  const what = address ? `clinic="${address}"` : "clinic-name, clinic-phone";
  /** @type {string[]} */
  let wrong;
  try {
    const [name, phone] = [named("clinic-name"), named("clinic-phone")];
    const own = { ...(name && { name }), ...(phone && { phone }) };
    const [file, base] = address ? await load(address) : [own, location.href];
    wrong = check(file);
    const fields = /** @type {Fields} */ (file);
    if (!wrong.length) {
      return {
        suits: (root) => suits(root, fields, !address),
        fill: (root) => fill(root, fields, base),
      };
    }
  } catch (error) {
    wrong = [/** @type {Error} */ (error).message];
  }
  for (const line of wrong) console.warn("<care-guide>", `${what}: ${line}`);
};
