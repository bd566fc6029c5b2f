import type { nl } from '../nl';

export const child: (typeof nl)['child'] = {};
