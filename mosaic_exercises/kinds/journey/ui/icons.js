// The icons of a journey map beside the kit's.

import { iconsWith } from "../../../panel/ui/kit/icons.js";

export const iconOf = iconsWith({
  diamond: ["M8 2.2L13.8 8 8 13.8 2.2 8z"],
  person: ["M8 2.5a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 1 0 0-5.2z", "M3 13.5c.4-3 2.3-4.4 5-4.4s4.6 1.4 5 4.4"],
  physical: ["M2.8 13.2V6.4L8 2.8l5.2 3.6v6.8z", "M6.3 13.2V9.4h3.4v3.8"],
  technological: ["M2.5 3.2h11v7.6h-11z", "M6 13.2h4M8 10.8v2.4"],
});
