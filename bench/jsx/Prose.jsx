import { createElement } from "framework";

import { day } from "../shared/prose.js";

/** What never changes but by the style sheet, as HTML. */
export const Printed = ({ tag, attributes, html }) => {
  const { class: className, tabindex: tabIndex, open, ...others } = attributes;
  const inside = { __html: html };
  return createElement(tag, {
    className,
    tabIndex,
    // React takes an empty one for none.
    open: open === "",
    ...others,
    dangerouslySetInnerHTML: inside,
  });
};

/** A text with its marks. */
export const Inline = ({ pieces, words }) => pieces.map((piece, index) => {
  const { kind, text, to, part, number, first } = piece;
  switch (kind) {
    case "strong":
      return <strong key={index}>{text}</strong>;
    case "link":
      return <a key={index} href={to}>{text}</a>;
    case "break":
      return <wbr key={index} />;
    case "cite":
      return (
        <sup key={index}>
          <a
            href={`#${part}-source-${number}`}
            id={first ? `${part}-cite-${number}` : undefined}
          >
            <span className="visually-hidden">{words.source} </span>
            {number}
          </a>
        </sup>
      );
    default:
      return text;
  }
});

export const Block = ({ block, guide }) => {
  const words = guide.interface;
  switch (block.kind) {
    case "heading":
      return <h3>{block.text}</h3>;
    case "paragraph":
      return <p><Inline pieces={block.text} words={words} /></p>;
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List>
          {block.items.map((item, index) => (
            <li key={index}><Inline pieces={item} words={words} /></li>
          ))}
        </List>
      );
    }
    case "callout":
      return (
        <div className={`callout ${block.tone}`}>
          <h3>{block.title}</h3>
          {block.paragraphs.map((text, index) => (
            <p key={index}><Inline pieces={text} words={words} /></p>
          ))}
        </div>
      );
    default:
      return <Printed {...block} />;
  }
};

export const Sources = ({ part, sources, words }) => (
  <details className="sources">
    <summary><span>{words.sources.replace("{count}", sources.length)}</span></summary>
    <ol>
      {sources.map(({ by, url, title, kind, date, read, checked }, index) => (
        <li key={index} id={`${part}-source-${index + 1}`}>
          {by}. <a href={url}>{title}</a> ({kind}, {date}). {words.read[read]}{" "}
          {day(checked, words.date)}.{" "}
          <a href={`#${part}-cite-${index + 1}`} aria-label={`${words.back_to_text} ${index + 1}`}>↩</a>
        </li>
      ))}
    </ol>
  </details>
);
