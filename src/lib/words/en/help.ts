import type { nl } from '../nl';

export const help: (typeof nl)['help'] = {};
