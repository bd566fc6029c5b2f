import type { nl } from '../nl';

export const today: (typeof nl)['today'] = {};
