import { useEffect, useMemo, useState } from "framework";

import { Form } from "./Form.jsx";
import { Printed } from "./Prose.jsx";
import { Sections } from "./Sections.jsx";

/** The whole guide, for React and for Preact. Before it hydrates, tabs are links. */
export const App = ({ guide }) => {
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const { opening, decision, help, about, foot } = guide.printed;
  // Elements that stay the same are neither rendered nor compared again.
  const form = useMemo(() => <Form guide={guide} />, [guide]);
  const [before, between, after] = useMemo(
    () => [
      <Printed {...opening} />,
      <Printed {...decision} />,
      <>
        <Printed {...help} />
        <Printed {...about} />
        <Printed {...foot} />
      </>,
    ],
    [opening, decision, help, about, foot],
  );
  return (
    <div
      className="care-guide"
      lang={guide.language}
      dir={guide.direction}
      data-theme="auto"
      data-hydrated={live ? "" : undefined}
      data-tabs={live ? "" : undefined}
    >
      {before}
      <Sections guide={guide} live={live} />
      {between}
      {form}
      {after}
    </div>
  );
};
