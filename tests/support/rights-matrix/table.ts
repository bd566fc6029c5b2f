// Longer than the house likes: a row for every door there is, read from top to bottom.
import type { RuleName } from './rules';
import { secrets, textPlace } from './world';

/** What an action or a method is sent: the smallest form that it accepts. `SELF` is whoever asks. */
export type Body = Record<string, string | string[]> | { json: unknown };
/** The rule, and what is sent. */
export type Row = [rule: RuleName, body?: Body];
/** What is asked of one route: its page with its data, named actions (`?/…`) and the methods of an endpoint. */
type Table = Record<string, Record<string, Row>>;

const day = { date: ['2026-10-01', '2026-10-22', '2026-11-12', '2026-12-03', '2027-01-14'] };
const planning = {
	...day,
	time: Array.from({ length: 5 }, () => '15:30'),
	minutes: Array.from({ length: 5 }, () => '60'),
	place: Array.from({ length: 5 }, () => 'aula')
};
const newcomer = { name: 'Nieuw', about: '', email: 'iemand@delinde.test', password: 'vier losse woorden hier' };
/** So many of them, as a browser writes them down. */
const bytes = (length: number) => Buffer.alloc(length, 4).toString('base64url');
const text = { pack: 'p2g-plg/2', place: textPlace, locale: 'nl' };

/** Every door of the house: a row for each page, action and method that stands in src/routes. */
export const table: Table = {
	'/': {
		page: ['everybody']
	},
	'/consent': {
		page: ['parentsDoor'],
		'?/open': ['wrongSecret', { secret: 'no-secret-of-any-letter' }],
		'?/answer': ['parentsDoor', { scope: 'team', answer: 'no' }],
		'?/mail': ['parentsDoor', { to: 'moeder@thuis.test' }],
		'?/leave': ['parentsDoor', {}]
	},
	'/consent/receipt': {
		GET: ['receipt']
	},
	'/language': {
		POST: ['everybody', { locale: 'en' }]
	},
	'/logout': {
		POST: ['everybody', {}]
	},
	'/[x+2e]well-known/security.txt': {
		GET: ['everybody']
	},
	'/manifest.webmanifest': {
		GET: ['everybody']
	},
	'/passkey': {
		'POST in': ['everybody', { json: { asked: 'in' } }],
		'POST second': ['takesSecondStep', { json: { asked: 'second' } }],
		'POST make': ['makesKey', { json: { asked: 'make' } }],
		'POST prove': ['usesKey', { json: { asked: 'prove' } }]
	},
	'/screen': {
		page: ['everybody'],
		'?/ask': ['everybody', {}],
		'?/off': ['everybody', {}]
	},
	'/(public)/calendar/[file]': {
		GET: ['feed']
	},
	'/(public)/demo/enter/[token]': {
		page: ['nobody'],
		'?/default': ['nobody', {}]
	},
	'/(public)/forgot': {
		page: ['everybody'],
		'?/default': ['everybody', { email: 'marit@delinde.test' }]
	},
	'/(public)/guest/[secret]': {
		page: ['link'],
		'?/new': ['link', newcomer],
		'?/join': ['guestLink', {}]
	},
	'/(public)/invite/[secret]': {
		page: ['link'],
		'?/new': ['link', newcomer],
		'?/join': ['linkAndAccount', {}]
	},
	'/(public)/login': {
		page: ['everybody'],
		'?/default': ['wrongPassword', { email: 'nieuw@delinde.test', password: 'niet het goede' }]
	},
	'/(public)/login/school': { GET: ['nobody'] },
	'/(public)/login/school/back': { GET: ['nobody'] },
	'/(public)/login/school/out': { GET: ['nobody'] },
	'/(public)/login/second': {
		page: ['secondStep'],
		'?/key': ['takesSecondStep', { key: 'KEY-USED' }],
		'?/code': ['takesSecondStep', { code: secrets.paper }],
		'?/add': ['setsUpSecondStep', { key: 'KEY-MADE', name: 'Telefoon' }],
		'?/app': ['setsUpSecondStep', {}],
		'?/confirm': ['setsUpSecondStep', { code: 'APP-CODE' }],
		'?/done': ['setsUpSecondStep', {}]
	},
	'/(public)/new-password/[secret]': {
		page: ['link'],
		'?/default': ['link', { password: 'vier losse woorden hier' }]
	},
	'/(public)/setup/[secret]': {
		page: ['usedLink'],
		'?/default': [
			'usedLink',
			{ school: 'De Eik', name: 'Nieuw', email: 'iemand@delinde.test', password: 'vier losse woorden hier' }
		]
	},
	'/(member)/account': {
		page: ['herself'],
		'?/profile': ['herself', { name: 'Anders', about: '' }],
		'?/reminders': ['herself', { reminders: 'none' }],
		'?/password': ['herOwnPassword', { current: 'niet het goede', password: 'vier losse woorden hier' }],
		'?/device': ['noPushHere', { endpoint: 'https://push.example/x', p256dh: bytes(65), auth: bytes(16) }],
		'?/forget': ['owner', { device: 'device-1' }],
		'?/end': ['owner', { signIn: 'SIGN-IN' }],
		'?/others': ['herself', {}],
		'?/everywhere': ['herself', {}]
	},
	'/(member)/account/prove': {
		page: ['herself'],
		'?/default': ['herself', { code: secrets.paper }]
	},
	'/(member)/account/school': {
		page: ['noSchoolDoorHere'],
		'?/connect': ['waitsForNoSchool', {}]
	},
	'/(member)/account/security': {
		'?/connect': ['noSchoolDoorToHere', {}],
		'?/disconnect': ['noSchoolDoorToHere', {}],
		page: ['herself'],
		'?/add': ['herselfProven', { key: 'KEY-MADE', name: 'Telefoon' }],
		'?/rename': ['owner', { id: 'KEY-OF-OWNER', name: 'Werk' }],
		'?/remove': ['takesKeyAway', { id: 'KEY-OF-OWNER' }],
		'?/app': ['beginsApp', {}],
		'?/confirm': ['confirmsApp', { code: 'APP-CODE' }],
		'?/removeApp': ['takesAppAway', {}],
		'?/keep': ['saysNoToFreshStart', { id: 'reset-1' }],
		'?/codes': ['herselfProven', {}]
	},
	'/(member)/accounts': {
		page: ['seesAccounts'],
		'?/hold': ['managesAccounts', { id: 'sofie' }],
		'?/restore': ['managesAccounts', { id: 'opzij' }],
		'?/close': ['managesAccounts', { id: 'sofie' }],
		'?/admin': ['managesAccounts', { id: 'sofie' }],
		'?/noAdmin': ['managesAccounts', { id: 'ada' }],
		'?/fresh': ['asksFreshStart', { id: 'sofie' }],
		'?/agree': ['agreesToFreshStart', { id: 'reset-1' }],
		'?/withdraw': ['takesFreshStartBack', { id: 'reset-1' }],
		'?/grace': ['managesAccounts', { days: '7' }]
	},
	'/(member)/calendar': {
		page: ['herself'],
		'?/make': ['comesToMeetings', { team: 'onderbouw' }],
		'?/end': ['herself', { team: '' }],
		'?/letters': ['herself', {}]
	},
	'/(member)/clips': {
		page: ['herself']
	},
	'/(member)/clips/new': {
		page: ['herself'],
		'?/start': ['addsClip', { trajectory: 'marit-j', bytes: '1000', durationMs: '60000' }]
	},
	'/(member)/clips/[clip]': {
		page: ['ownersClip'],
		'?/name': ['ownersClip', { title: 'anders' }],
		'?/fragment': ['ownersClip', { from: '0:02', to: '0:50' }],
		'?/card': ['ownersClip', { context: 'bouwhoek', reason: '', goal: '', question: '' }],
		'?/mark': ['ownersClip', { at: '0:03', note: '' }],
		'?/changeMark': ['ownersClip', { mark: 'mark-1', note: 'kijk' }],
		'?/removeMark': ['ownersClip', { mark: 'mark-1' }],
		'?/caption': ['ownersClip', { from: '0:03', to: '0:04', text: 'ja' }],
		'?/changeCaption': ['ownersClip', { line: 'cap-1', from: '0:01', to: '0:02', text: 'nee' }],
		'?/removeCaption': ['ownersClip', { line: 'cap-1' }],
		'?/pasteCaptions': ['ownersClip', { text: 'WEBVTT\n\n00:00:05.000 --> 00:00:06.000\nkijk\n' }],
		'?/bring': ['brings', { meeting: 'm4', protocol: 'short', show: 'whole' }],
		'?/takeOff': ['ownersThing', { session: 's-open' }],
		'?/elsewhere': ['ownersClip', { answer: 'done' }],
		'?/longer': ['ownersClipIfAllowed', { agree: 'yes' }],
		'?/check': ['ownersClip', {}],
		'?/erase': ['ownersClip', {}]
	},
	'/(member)/clips/[clip]/keep-key': {
		GET: ['sends']
	},
	'/(member)/clips/[clip]/media/[file]': {
		GET: ['watches'],
		HEAD: ['watches']
	},
	'/(member)/clips/[clip]/second': {
		page: ['ownersClip'],
		'?/align': ['ownersClip', { offset: '200', by: 'hand' }],
		'?/check': ['ownersClip', {}],
		'?/elsewhere': ['ownersClip', { answer: 'done' }],
		'?/remove': ['ownersClip', {}]
	},
	'/(member)/clips/[clip]/upload': {
		POST: ['sends', {}],
		HEAD: ['sends'],
		PATCH: ['sends', {}],
		DELETE: ['sends', {}],
		OPTIONS: ['sends', {}]
	},
	'/(member)/cover': {
		page: ['herself'],
		'?/ask': ['asksCover', { of: 'onderbouw kees', date: '2026-11-20', time: '10:00', minutes: '10' }],
		'?/answer': ['askedForCover', { id: 'cov-1', answer: 'yes' }],
		'?/withdraw': ['coverOfHers', { id: 'cov-1' }]
	},
	'/(member)/cycles/[cycle]': {
		page: ['comesToMeetings'],
		'?/dates': ['leadFor', planning],
		'?/region': ['setsSchoolDays', { region: 'north' }],
		'?/close': ['leadFor', {}]
	},
	'/(member)/cycles/[cycle]/review': {
		page: ['home'],
		'?/agree': [
			'agrees',
			{
				...{
					rhythm: 'standard',
					meetings: '5',
					minutes: '60',
					form: 'together',
					order: 'same',
					leads: 'lead',
					expert: 'none'
				},
				note: ''
			}
		]
	},
	'/(member)/help': {
		page: ['herself']
	},
	'/(member)/help/new': {
		page: ['herself'],
		'?/default': [
			'asksExpert',
			{
				...{ about: 'clip clip-free', expert: 'anke', question: 'Wat zie jij?', date: '2026-11-15', time: '15:30' },
				until: ''
			}
		]
	},
	'/(member)/help/[request]': {
		page: ['help'],
		'?/accept': ['answersHelp', { words: 'ja' }],
		'?/decline': ['answersHelp', { words: 'nee' }],
		'?/propose': ['answersHelp', { words: 'later', date: '2026-11-16', time: '15:30' }],
		'?/agree': ['helpOfOwner', {}],
		'?/withdraw': ['helpOfOwner', {}],
		'?/more': ['helpOfOwner', { until: '2026-11-25' }]
	},
	'/(member)/help/[request]/watch': {
		page: ['watchesHelping']
	},
	'/(member)/holidays': {
		page: ['schoolDays'],
		'?/region': ['setsSchoolDays', { region: 'north' }],
		'?/add': ['setsSchoolDays', { name: 'studiedag', from: '2026-12-04', to: '' }],
		'?/keep': ['saysHowLongKept', { weeks: '8' }],
		'?/remove': ['setsSchoolDays', { name: 'studiedag', from: '2026-12-01', to: '2026-12-01' }]
	},
	'/(member)/interviews': {
		page: ['herself']
	},
	'/(member)/interviews/[interview]': {
		page: ['interview'],
		'?/save': ['holdsInterview', { question: 'words', text: 'open', base: '' }],
		'?/go': ['holdsInterview', { question: 'words' }],
		'?/end': ['holdsInterview', {}]
	},
	'/(member)/interviews/[interview]/now': {
		GET: ['interview']
	},
	'/(member)/log': {
		page: ['herself'],
		'?/default': ['ownersThing', { child: 'marit-j', kind: 'brief', context: 'deur' }]
	},
	'/(member)/log/kept': {
		POST: ['ownersThing', { json: { who: 'SELF', plain: { trajectory: 'marit-j', moment: 'MOMENT' } } }]
	},
	'/(member)/meetings': {
		page: ['herself']
	},
	'/(member)/meetings/[meeting]': {
		page: ['comesToMeetings'],
		'?/agenda': ['arranges', { do: 'add', kind: 'input', minutes: '5', seen: '0' }],
		'?/divide': ['arranges', { person: ['sofie', 'noor', 'fred'], size: '2' }],
		'?/dissolve': ['arranges', {}],
		'?/person': ['arranges', { what: 'sofie', to: 'g-1' }],
		'?/clip': ['arranges', { what: 's-new', to: 'g-1' }],
		'?/yield': ['yields', { group: 'g-1', text: 'samen' }],
		'?/success': ['home', { text: 'blij' }],
		'?/successAway': ['comesToMeetings', {}],
		'?/mode': ['leadFor', { mode: 'online', talkLink: 'https://praat.delinde.test/x' }]
	},
	'/(member)/meetings/[meeting]/event.ics': {
		GET: ['comesToMeetings']
	},
	'/(member)/meetings/[meeting]/prepare': {
		page: ['home'],
		'?/tick': ['leadAmongHome', { duty: 'room', done: 'on' }],
		'?/hand': ['handsOver', { duty: 'room', to: 'kees' }],
		'?/facilitators': ['leadFor', { person: ['kees'] }],
		'?/guest': ['leadFor', { email: 'gast@delinde.test' }],
		'?/unlink': ['leadFor', { invitation: 'inv-2' }],
		'?/home': ['leadFor', { guest: 'bert' }],
		'?/look': ['presents', { session: 's-open', open: '' }]
	},
	'/(member)/meetings/[meeting]/stamp': {
		GET: ['comesToMeetings']
	},
	'/(member)/news': {
		page: ['herself'],
		'?/seen': ['herself', { until: '2026-11-12T14:00:00Z' }]
	},
	'/(member)/outbox': {
		page: ['demoOnly']
	},
	'/(member)/school': {
		page: ['admin']
	},
	'/(member)/school/access': {
		page: ['admin']
	},
	'/(member)/school/access/report.csv': {
		GET: ['adminOnceMore']
	},
	'/(member)/school/contact': {
		page: ['admin'],
		'?/default': ['adminOnceMore', { who: 'Els', phone: '030 123 45 67', email: '', privacy: '' }]
	},
	'/(member)/school/emergency': {
		page: ['admin'],
		'?/ask': ['asksGlass', { clip: 'clip-free', reason: 'parents-ask', words: 'De ouders vragen erom.' }]
	},
	'/(member)/school/emergency/[request]': {
		page: ['glass'],
		'?/answer': ['answersGlass', { agreed: 'yes' }],
		'?/end': ['admin', {}]
	},
	'/(member)/school/left': {
		page: ['admin']
	},
	'/(member)/school/left/[left]': {
		page: ['admin'],
		'?/ask': ['adminOnceMore', { sure: 'yes', why: 'parents-ask' }],
		'?/erase': ['adminOnceMore', { sure: 'yes', why: 'parents-ask', again: 'yes' }]
	},
	'/(member)/school/log': {
		page: ['admin']
	},
	'/(member)/search': {
		page: ['emptyPage'],
		'?/default': ['herself', { words: 'keek' }]
	},
	'/(member)/sessions/[session]': {
		page: ['room'],
		'?/act': ['stopsPicture', { do: 'stop-picture' }],
		'?/screenOn': ['screens', { code: 'CDFHJK' }],
		'?/screenOff': ['screens', { screen: 'screen-1' }]
	},
	'/(member)/sessions/[session]/keep-key': {
		GET: ['joins']
	},
	'/(member)/sessions/[session]/record': {
		page: ['record'],
		'?/leaveOut': ['leavesOut', { unit: 'observations', id: 'n-1' }],
		'?/putBack': ['leavesOut', { unit: 'observations', id: 'n-1' }]
	},
	'/(member)/sessions/[session]/removals': {
		GET: ['removals'],
		POST: ['bringsBack', { removal: 'rem-1' }]
	},
	'/(member)/sessions/[session]/table-address': {
		GET: ['seat']
	},
	'/(member)/teams': {
		page: ['herself'],
		'?/default': ['opensTeams', { name: 'Middenbouw' }]
	},
	'/(member)/teams/[team]': {
		page: ['team'],
		'?/invite': ['bringsExpert', { email: 'iemand@delinde.test', roles: 'expert' }],
		'?/renew': ['leadOrAdmin', { invitation: 'inv-1' }],
		'?/withdraw': ['leadOrAdmin', { invitation: 'inv-1' }],
		'?/roles': ['bringsExpert', { member: 'kees', roles: ['teacher', 'expert'] }],
		'?/remove': ['leadOrAdmin', { member: 'kees' }],
		'?/rename': ['leadOrAdmin', { name: 'Kleuters' }],
		'?/pause': ['memberHerself', { member: 'SELF' }],
		'?/back': ['memberHerself', { member: 'SELF' }],
		'?/path': ['worksWithChild', { path: 'looks-along' }]
	},
	'/(member)/teams/[team]/cycle/new': {
		page: ['beginsCycle'],
		'?/start': ['beginsCycle', planning],
		'?/region': ['setsSchoolDays', { region: 'north' }]
	},
	'/(member)/teams/[team]/leave': {
		page: ['member'],
		'?/default': ['leaves', {}]
	},
	'/(member)/texts': {
		page: ['readsTexts'],
		'?/save': ['changesTexts', { ...text, words: 'Anders' }],
		'?/reset': ['changesTexts', text]
	},
	'/(member)/tips': {
		page: ['herself'],
		'?/add': ['homeToo', { team: 'onderbouw', text: 'Kijk samen.', years: 'lower' }],
		'?/remove': ['owner', { id: 'tip-1' }]
	},
	'/(member)/today': {
		page: ['herself']
	},
	'/(member)/trajectories': {
		page: ['herself']
	},
	'/(member)/trajectories/new': {
		page: ['herself'],
		'?/default': ['choosesChild', { alias: 'B.', reason: 'contact', team: 'onderbouw' }]
	},
	'/(member)/trajectories/[trajectory]': {
		page: ['sharedPlan'],
		'?/save': ['ownersThing', { id: 'e-2', kind: 'note', text: 'anders' }],
		'?/share': ['ownersThing', { id: 'e-2' }],
		'?/unshare': ['ownersThing', { id: 'e-1' }],
		'?/remove': ['ownersThing', { id: 'e-2' }],
		'?/restore': ['ownersThing', { parcel: 'PARCEL' }],
		'?/nature': ['ownersThing', { nature: 'inward' }],
		'?/finish': ['ownersThing', {}]
	},
	'/(member)/trajectories/[trajectory]/consent': {
		page: ['owner'],
		'?/add': ['ownersThing', { kind: 'foster', language: 'nl' }],
		'?/language': ['ownersThing', { guardian: 'mother', language: 'en' }],
		'?/remove': ['ownersThing', { guardian: 'mother' }],
		'?/asked': ['ownersThing', {}],
		'?/paper': ['ownersThing', { guardian: 'mother', day: '2026-11-11', team: 'yes' }],
		'?/no': ['ownersThing', { about: 'team' }],
		'?/expert': ['ownersThingProven', { expert: 'anke', organisation: 'De Begeleiders' }]
	},
	'/(member)/trajectories/[trajectory]/consent/[form]': {
		GET: ['owner']
	},
	'/(member)/trajectories/[trajectory]/consent/letter': {
		page: ['owner'],
		'?/make': ['ownersThing', { guardian: 'mother', language: 'nl' }],
		'?/revoke': ['ownersThing', { guardian: 'mother' }]
	},
	'/(member)/trajectories/[trajectory]/kept': {
		page: ['owner'],
		'?/erase': ['ownersThingProven', { sure: 'yes' }]
	},
	'/(member)/trajectories/[trajectory]/kept/file': {
		GET: ['ownersProven']
	},
	'/(member)/trajectories/[trajectory]/film-key': {
		GET: ['ownersThing']
	},
	'/(member)/trajectories/[trajectory]/history/[entry]': {
		page: ['owner'],
		'?/restore': ['ownersThing', { number: '1' }]
	},
	'/(member)/trajectories/[trajectory]/interview': {
		page: ['ownersThing'],
		'?/default': ['ownersThing', { moment: 'end', who: 'kees' }]
	},
	'/(member)/trajectories/[trajectory]/paper': {
		page: ['sharedPlan']
	},
	'/(member)/trajectories/[trajectory]/plan-key': {
		GET: ['ownersThing']
	},
	'/(member)/trajectories/[trajectory]/together/[entry]': {
		page: ['together'],
		'?/ask': ['ownersThing', { writer: 'kees' }],
		'?/stop': ['ownersThing', {}]
	},
	'/(member)/trajectories/[trajectory]/together/[entry]/key': {
		GET: ['writesTogether']
	},
	'/(member)/trajectories/[trajectory]/together/[entry]/table-address': {
		GET: ['writesTogether']
	},
	'/(member)/trajectories/[trajectory]/views': {
		page: ['owner']
	},
	'/(member)/trajectories/[trajectory]/week': {
		page: ['owner'],
		'?/default': ['ownersThing', { slot: '1 morning' }]
	},
	'/(member)/visits/[meeting]': {
		page: ['visits']
	}
};

/** The secret or other name that stands in an address, by route; `?` is what is asked in it. */
export const namesIn: Record<string, Record<string, string>> = {
	'/(public)/calendar/[file]': { file: `${secrets.feed}.ics` },
	// there is something to be sent, and to be kept, of a clip that has not arrived yet
	'/(member)/clips/[clip]/upload': { clip: 'clip-sent' },
	'/(member)/clips/[clip]/keep-key': { clip: 'clip-sent' },
	'/(member)/school/access/report.csv': { '?': '?account=kees&from=2026-11-01&to=2026-11-12' },
	'/(member)/school/emergency/[request]': { request: 'glass-1' },
	'/(member)/school/left/[left]': { left: 'left-1' },
	'/(member)/trajectories/[trajectory]/consent/[form]': { form: 'form-1' },
	'/(public)/guest/[secret]': { secret: secrets.guest },
	'/(public)/invite/[secret]': { secret: secrets.invite },
	'/(public)/new-password/[secret]': { secret: secrets.password },
	'/(public)/setup/[secret]': { secret: secrets.setup }
};
