import type { nl } from '../nl';

export const plan: (typeof nl)['plan'] = {};
