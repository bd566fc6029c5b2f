import type { nl } from '../nl';

export const cycle: (typeof nl)['cycle'] = {};
