// The icons of a form beside the kit's.

import { iconsWith } from "../../../panel/ui/kit/icons.js";

export const iconOf = iconsWith({
  copy: ["M5.5 5.5h7v7.5h-7z", "M10.5 5.5V3h-7v7.5h2"],
  interview: ["M3 3.5h10v7H7.5L4.5 13v-2.5H3z"],
  survey: ["M3.5 2.8h9v10.4h-9z", "M6 6h4M6 8.5h4M6 11h2"],
  data: ["M3 13V9M6.5 13V4M10 13V7M13.2 13V2.8"],
  assumption: ["M6 6.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.7-.8 1.4", "M8 12v.1"],
});
