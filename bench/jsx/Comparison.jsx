import { SHAPES } from "../shared/certainty.js";
import { Inline } from "./Prose.jsx";

const Certainty = ({ level, children }) => (
  <span className="certainty">
    <span aria-hidden="true">{SHAPES[level]}</span> {children}
  </span>
);

const Cell = ({ cell, option, guide }) => {
  const { certainty, interface: words } = guide;
  const { text, why, measured_in, over } = cell;
  return (
    <td role="cell">
      <span className="option" aria-hidden="true">{option}</span>
      <p><Inline pieces={text} words={words} /></p>
      {(cell.certainty || why || measured_in || over) && (
        <p className="facts">
          {cell.certainty && (
            <Certainty level={cell.certainty}>
              {certainty.label}: {certainty[cell.certainty].label}
            </Certainty>
          )}
          {why && <span><Inline pieces={why} words={words} /></span>}
          {measured_in && <span>{`${certainty.measured_in} ${measured_in}`}</span>}
          {over && <span>{`${certainty.over} ${over}`}</span>}
        </p>
      )}
    </td>
  );
};

/** The side-by-side table. */
export const Comparison = ({ comparison, guide }) => (
  <div className="comparison">
    <table role="table" part="table">
      <caption><Inline pieces={comparison.caption} words={guide.interface} /></caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">{comparison.question_label}</th>
          {guide.options.map(({ label }) => (
            <th key={label} scope="col" role="columnheader">{label}</th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {comparison.rows.map(({ question, cells }) => (
          <tr key={question} role="row">
            <th scope="row" role="rowheader">{question}</th>
            {cells.map((cell, index) => (
              <Cell key={index} cell={cell} option={guide.options[index].label} guide={guide} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    <div className="legend">
      <h3>{guide.certainty.legend}</h3>
      <ul>
        {Object.keys(SHAPES).map((level) => (
          <li key={level}>
            <Certainty level={level}>{guide.certainty[level].label}</Certainty>{" "}
            {guide.certainty[level].meaning}
          </li>
        ))}
      </ul>
    </div>
  </div>
);
