import { account } from './account';
import { clip } from './clip';
import { help } from './help';
import { plan } from './plan';
import { player } from './player';
import { refusals } from './refusals';
import { session } from './session';
import { shell } from './shell';
import { team } from './team';

import type { nl } from '../nl';

export const en: typeof nl = { account, clip, help, plan, player, refusals, session, shell, team };
