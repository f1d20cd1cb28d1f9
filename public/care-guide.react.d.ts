// <care-guide> in JSX, for React 19. Apart from care-guide.d.ts, which does not need React.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { CareGuideAttributes, CareGuideElement, CareGuideEventMap } from "./care-guide.js";

/** React 19 listens to any event whose name follows `on`. */
type Listeners = {
  [Name in keyof CareGuideEventMap as `on${Name}`]?: (event: CareGuideEventMap[Name]) => void;
};

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "care-guide": DetailedHTMLProps<HTMLAttributes<CareGuideElement>, CareGuideElement> &
        CareGuideAttributes &
        Listeners;
    }
  }
}
