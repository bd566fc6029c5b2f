import type { nl } from '../nl';

export const session: (typeof nl)['session'] = {};
