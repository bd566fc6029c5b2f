/** How somebody wants to be reminded [RD3]. */
export const remindings = ['mail', 'push', 'none'] as const;
export type Reminding = (typeof remindings)[number];
