import { Component, createElement } from "preact";

export { createElement };
export { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

/** What preact/compat has under this name, without the rest of that package. */
export const memo = (render) =>
  class extends Component {
    shouldComponentUpdate(next) {
      return Object.keys(next).some((name) => next[name] !== this.props[name]);
    }
    render() {
      return createElement(render, this.props);
    }
  };
