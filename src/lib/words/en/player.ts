import type { nl } from '../nl';

export const player: (typeof nl)['player'] = {};
