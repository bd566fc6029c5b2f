/**
 * What somebody sees to around every meeting, in the order in which it comes up (R13). Whoever leads does, until a
 * colleague takes something over [RD8].
 */
export const duties = ['date', 'cover', 'room', 'bringing', 'agenda', 'yields', 'next'] as const;
export type Duty = (typeof duties)[number];
