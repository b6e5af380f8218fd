// Products and lots come as changes of their own; the phone keeps them with their producer.

const GOING_ON = ["open", "sealed"]; // lots whose diary is still written

const SHOWN = {
  product: ["products", (id, { name, state, unit }) => ({ id, name, state, unit })],
  lot: ["open_lots", (id, { household_id: _, updated_at: __, ...lot }) => (GOING_ON.includes(lot.state) ? { ...lot, id } : null)],
};

/** The producer's row after a change of a product or lot; null where nothing is to be changed. */
export function withGoods(row, { kind, id, gone, data }) {
  const [list, make] = SHOWN[kind] || [];
  if (!list || !row) return null;
  const others = (row.data[list] || []).filter((one) => one.id !== id);
  const mine = gone ? null : make(id, data);
  return { ...row, data: { ...row.data, [list]: mine ? [...others, mine] : others } };
}

/** True where this row holds the product or lot. */
export const holds = (row, { kind, id }) =>
  Boolean(SHOWN[kind] && row.data[SHOWN[kind][0]]?.some((one) => one.id === id));
