import type { nl } from '../nl';

export const account: (typeof nl)['account'] = {};
