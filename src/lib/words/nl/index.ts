import { account } from './account';
import { accounts } from './accounts';
import { audit } from './audit';
import { calendar } from './calendar';
import { child } from './child';
import { clip } from './clip';
import { consent } from './consent';
import { cycle } from './cycle';
import { eyes } from './eyes';
import { families } from './families';
import { film } from './film';
import { groups } from './groups';
import { guarding } from './guarding';
import { help } from './help';
import { interview } from './interview';
import { kept } from './kept';
import { letters } from './letters';
import { living } from './living';
import { nature } from './nature';
import { news } from './news';
import { people } from './people';
import { plan } from './plan';
import { planning } from './planning';
import { player } from './player';
import { practice } from './practice';
import { prepare } from './prepare';
import { proof } from './proof';
import { push } from './push';
import { record } from './record';
import { refusals } from './refusals';
import { reminding } from './reminding';
import { school } from './school';
import { search } from './search';
import { second } from './second';
import { session } from './session';
import { shell } from './shell';
import { team } from './team';
import { texts } from './texts';
import { today } from './today';
import { together } from './together';
import { writing } from './writing';

export const nl = {
	account,
	accounts,
	audit,
	calendar,
	child,
	clip,
	consent,
	cycle,
	eyes,
	families,
	film,
	groups,
	guarding,
	help,
	interview,
	kept,
	letters,
	living,
	nature,
	news,
	people,
	plan,
	planning,
	player,
	practice,
	prepare,
	proof,
	push,
	record,
	refusals,
	reminding,
	school,
	search,
	second,
	session,
	shell,
	team,
	texts,
	today,
	together,
	writing
};
