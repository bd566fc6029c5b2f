import { createHash } from 'node:crypto';

/** Only this is stored of a link's secret: a copy of the database opens no door. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const day = 24 * 3_600_000;
/** How long links can be used, in ms. */
export const linkLasts = { setup: 7 * day, team: 14 * day, password: 30 * 60_000 } as const;

const doors = { setup: 'setup', team: 'invite', password: 'new-password', meeting: 'guest' } as const;

/** The address a link of this kind has. The secret is shown or sent once and never kept. */
export const linkTo = (origin: string, kind: keyof typeof doors, secret: string): string =>
	`${origin}/${doors[kind]}/${secret}`;
