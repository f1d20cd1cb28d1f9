// A guide's text, ready for components: inline marks in pieces, citations numbered.

const MARK = /\\([*[\]\\])|\*\*(.+?)\*\*|\[\^([^\]\s]+)\]|\[([^\]]+)\]\(((?:[^()]|\([^)]*\))+)\)/g;

/** Reads one part of a guide, and remembers what it cites; `part` begins its ids. */
const reader = (part) => {
  const order = [];
  const cite = (id) => {
    const first = !order.includes(id);
    if (first) order.push(id);
    return { kind: "cite", part, first, number: order.indexOf(id) + 1 };
  };
  const inline = (text = "") => {
    const pieces = [];
    let plain = "";
    let end = 0;
    const flush = () => {
      if (plain) pieces.push({ kind: "text", text: plain });
      plain = "";
    };
    for (const { 0: mark, 1: escaped, 2: strong, 3: source, 4: label, 5: to, index } of
      text.matchAll(MARK)) {
      plain += text.slice(end, index);
      end = index + mark.length;
      if (escaped) {
        plain += escaped;
        continue;
      }
      flush();
      if (strong) pieces.push({ kind: "strong", text: strong });
      else if (source) {
        // A line may end between citations in a row.
        if (pieces.at(-1)?.kind === "cite") pieces.push({ kind: "break" });
        pieces.push(cite(source));
      }
      else pieces.push({ kind: "link", text: label, to });
    }
    plain += text.slice(end);
    flush();
    return pieces;
  };
  return { order, cite, inline };
};

/** A day of the guide file in words. */
export const day = (date, { pattern, months }) => {
  const [year, month, number] = date.split("-").map(Number);
  return pattern
    .replace("{day}", number)
    .replace("{month}", months[month - 1])
    .replace("{year}", year);
};

/** The blocks and sources of a section, in the order in which they are read. */
export const read = ({ id, blocks }, sources) => {
  const { order, cite, inline } = reader(id);
  const kinds = {
    heading: (heading) => heading,
    paragraph: ({ text }) => ({ text: inline(text) }),
    list: ({ items, ordered }) => ({ ordered, items: items.map(inline) }),
    callout: (callout) => ({ ...callout, paragraphs: callout.paragraphs.map(inline) }),
    printed: (printed) => {
      printed.cites.forEach(cite);
      return printed;
    },
  };
  return {
    blocks: blocks.map((block) => {
      const [kind] = Object.keys(block);
      return { kind, ...kinds[kind](block[kind]) };
    }),
    sources: order.map((id) => sources[id]),
  };
};
