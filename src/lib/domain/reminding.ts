/** How somebody wants to be reminded [RD3]. */
export const remindings = ['mail', 'none'] as const;
export type Reminding = (typeof remindings)[number];
