import type { nl } from '../nl';

export const clip: (typeof nl)['clip'] = {};
