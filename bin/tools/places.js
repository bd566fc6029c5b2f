import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** Where the project stands, whatever folder a command is typed in. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A path inside the project. */
export const at = (/** @type {string[]} */ ...parts) => path.join(root, ...parts);

/** What the tools make for themselves and may lose at any time; an `npm ci` empties it. */
export const cache = (/** @type {string[]} */ ...parts) => at('node_modules', '.cache', 'kijkkring', ...parts);
