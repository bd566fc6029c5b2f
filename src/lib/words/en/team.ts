import type { nl } from '../nl';

export const team: (typeof nl)['team'] = {};
