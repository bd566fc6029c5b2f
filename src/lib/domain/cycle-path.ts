/**
 * How somebody takes part in a cycle, where that is not the usual way [PC5]. `shortened`: she joined half-way and still
 * works with a child. `looks-along`: no target child this cycle, which is as good a way to take part (R7).
 */
export const cyclePaths = ['shortened', 'looks-along'] as const;
export type CyclePath = (typeof cyclePaths)[number];
