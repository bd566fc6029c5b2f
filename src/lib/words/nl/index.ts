import { account } from './account';
import { calendar } from './calendar';
import { child } from './child';
import { clip } from './clip';
import { cycle } from './cycle';
import { eyes } from './eyes';
import { film } from './film';
import { groups } from './groups';
import { help } from './help';
import { interview } from './interview';
import { people } from './people';
import { plan } from './plan';
import { player } from './player';
import { prepare } from './prepare';
import { record } from './record';
import { refusals } from './refusals';
import { reminding } from './reminding';
import { second } from './second';
import { session } from './session';
import { shell } from './shell';
import { team } from './team';
import { today } from './today';
import { together } from './together';

export const nl = {
	account,
	calendar,
	child,
	clip,
	cycle,
	eyes,
	film,
	groups,
	help,
	interview,
	people,
	plan,
	player,
	prepare,
	record,
	refusals,
	reminding,
	second,
	session,
	shell,
	team,
	today,
	together
};
