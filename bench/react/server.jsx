// https://react.dev/reference/react-dom/static/prerender
import { prerender } from "react-dom/static";

import { App } from "../jsx/App.jsx";

export const render = async (guide) => {
  const { prelude } = await prerender(<App guide={guide} />);
  return new Response(prelude).text();
};
