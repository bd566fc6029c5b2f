import { account } from './account';
import { child } from './child';
import { clip } from './clip';
import { cycle } from './cycle';
import { film } from './film';
import { help } from './help';
import { plan } from './plan';
import { player } from './player';
import { prepare } from './prepare';
import { refusals } from './refusals';
import { second } from './second';
import { session } from './session';
import { shell } from './shell';
import { team } from './team';
import { today } from './today';
import { together } from './together';

export const nl = {
	account,
	child,
	clip,
	cycle,
	film,
	help,
	plan,
	player,
	prepare,
	refusals,
	second,
	session,
	shell,
	team,
	today,
	together
};
