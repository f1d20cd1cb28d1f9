export { createElement, memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
