// Where a screen about a producer's goods leads back to.

/** [label, hash]: the first screen on a producer's own phone, else the producer's page. */
export const wayBack = (engine, record) =>
  engine.state().account?.household_id === record.id ? ["Trang đầu", "#/"] : [record.name, `#/ho/${record.id}`];
