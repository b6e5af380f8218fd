// The ways from a producer's page to what is done with stamps in hand.

import { h } from "./dom.js";
import { linkButton } from "./parts.js";

/** The two ways from a producer's page; nothing where it has no stamps. */
export const stampLinks = (record) => record.rolls && h("div", { class: "cluster" },
  linkButton("Dán tem: kích hoạt cuộn", `#/ho/${record.id}/dan-tem`, { image: "qr" }),
  linkButton("Hủy tem hỏng", `#/ho/${record.id}/huy-tem`, { kind: "quiet" }));
