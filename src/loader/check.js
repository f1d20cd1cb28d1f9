// Whether HTML says what the build rendered, though its bytes are others: a printed root that the page
// brought itself, HTML that a proxy reformatted, and a guide by address, which no build has seen. The
// loader fetches this module for those only.

/**
 * By the files' names: the digest of the guide, and that of the guide as the build has printed it, in
 * the name of its clinic. The build replaces this name by their list.
 */
const digests = CAREGUIDE_DIGESTS;

/** What `crates/markup` writes; a test compares the lists with what the build rendered. */
const ELEMENTS =
  /^(a|bdi|br|button|caption|details|div|em|fieldset|figcaption|figure|form|h[1-6]|header|img|input|label|legend|li|nav|ol|output|p|path|section|slot|span|strong|summary|sup|svg|table|tbody|td|textarea|th|thead|time|tr|ul|wbr)$/;
const ATTRIBUTES =
  /^(action|alt|aria-[a-z]+|autocomplete|autocorrect|checked|class|d|data-[a-z-]+|datetime|dir|for|hidden|href|hreflang|id|inert|lang|method|name|novalidate|open|part|placeholder|required|role|rows|scope|spellcheck|src|tabindex|title|type|value|viewBox|writingsuggestions)$/;
/** Where its links lead: no `javascript:`, no `data:`. */
const ADDRESSES = /^(https?:|mailto:|tel:|sms:|[#./]|$)/;

/**
 * Whether the HTML holds only elements and attributes that the renderer writes.
 * @param {Element} root
 */
const isHarmless = (root) =>
  [root, ...root.querySelectorAll("*")].every(
    ({ localName, attributes }) =>
      ELEMENTS.test(localName) &&
      [...attributes].every(
        ({ name, value }) =>
          ATTRIBUTES.test(name) && (!/^(action|href|src)$/.test(name) || ADDRESSES.test(value)),
      ),
  );

// Old libraries replace `Node` and `NodeFilter`, so their constants are written out here.
const COMMENT = 8;
const TEXTS = 0x4;
const TEXTS_AND_COMMENTS = 0x84;

/**
 * Removes what changes nothing of what is shown: comments, and the line breaks that reformatting puts
 * between elements.
 * @param {Element} root
 */
const clean = (root) => {
  const nodes = document.createTreeWalker(root, TEXTS_AND_COMMENTS);
  /** @type {CharacterData[]} */
  const noise = [];
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const text = /** @type {CharacterData} */ (node);
    const added = /^[ \t\r\n\f]*\n[ \t\r\n\f]*$/.test(text.data);
    if (text.nodeType === COMMENT || added) noise.push(text);
  }
  for (const node of noise) node.remove();
  root.normalize();
};

/**
 * A copy with its attributes in the order of their names, and one space for each run of white space.
 * @param {Element} root
 */
const normalized = (root) => {
  const copy = /** @type {Element} */ (root.cloneNode(true));
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    const attributes = [...element.attributes];
    attributes.sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const attribute of attributes) element.removeAttributeNode(attribute);
    for (const attribute of attributes) element.setAttributeNode(attribute);
  }
  const nodes = document.createTreeWalker(copy, TEXTS);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const text = /** @type {Text} */ (node);
    text.data = text.data.replace(/[ \t\r\n\f]+/g, " ");
  }
  return copy;
};

/**
 * Whether the element is that of this file of the build, or, where there is no such file, one that the
 * renderer may have written. What does no harm is removed from it.
 * @param {Element} root
 * @param {string | true} file
 * @param {(text: string) => Promise<string>} sha256
 * @param {boolean} [printed] Whether the page brought it.
 */
export const passes = async (root, file, sha256, printed) => {
  if (file === true) return isHarmless(root);
  const isKnown = async (/** @type {string} */ html) =>
    Boolean(digests[file]?.slice(0, printed ? 2 : 1).includes(await sha256(html)));
  // The build writes a printed root as the browser does, and as `crates/site/src/canonical.rs` says. To
  // look at each element would block the page for long.
  if (await isKnown(root.outerHTML)) return true;
  if (!isHarmless(root)) return false;
  clean(root);
  return isKnown(normalized(root).outerHTML);
};
