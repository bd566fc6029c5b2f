import type { Party, Protocol, Round, Speaking, Unit, Who } from '$lib/engine/pack';

/** docs/rounds.md, from the pack: per round who speaks, who writes and who holds the remote, beside its pictures. */
export function pageOf(method: string, protocols: readonly Protocol[], isThere: (picture: string) => boolean): string {
	const head = [
		'# Every round',
		'',
		`The rounds of ${method} as a colleague sees them, in Dutch and in English, with what the pack says about each.`,
		'Generated with `npm run docs:rounds`: renew it when a pack or the session room changes.'
	];
	return [...head, ...protocols.flatMap((protocol) => protocolPart(protocol, isThere)), ''].join('\n');
}

export const pictureOf = (protocol: Protocol, round: Round, locale: 'nl' | 'en'): string =>
	`${protocol.id}-${String(protocol.rounds.indexOf(round) + 1).padStart(2, '0')}-${round.id}-${locale}.jpg`;

function protocolPart(protocol: Protocol, isThere: (picture: string) => boolean): string[] {
	const minutes = protocol.rounds.filter((it) => !it.optional).reduce((sum, it) => sum + it.minutes, 0);
	const prepare = (protocol.prepare ?? []).map((it) => `Before: ${who[it.by]} prepares alone (${it.minutes} min).`);
	return [
		'',
		`## ${protocol.title.en} (${protocol.title.nl}), ${minutes} minutes`,
		...(prepare.length > 0 ? ['', ...prepare] : []),
		...(protocol.parking ? ['', 'Everyone may park what drifts away, except while the group only looks.'] : []),
		...protocol.rounds.flatMap((round, i) => roundPart(protocol, round, i, isThere))
	];
}

function roundPart(protocol: Protocol, round: Round, index: number, isThere: (picture: string) => boolean): string[] {
	const drawn = (['nl', 'en'] as const).every((locale) => isThere(pictureOf(protocol, round, locale)));
	const picture = (locale: 'nl' | 'en') =>
		`[![${round.title[locale]}](rounds/${pictureOf(protocol, round, locale)})](rounds/${pictureOf(protocol, round, locale)})`;
	return [
		'',
		`### ${index + 1}. ${round.title.en} (${round.title.nl}), ${round.minutes} min`,
		'',
		...(round.optional ? [`- Only when asked for, by ${round.optional === 'anyone' ? 'anyone' : who.presenter}`] : []),
		`- Speaks: ${speaks[round.speaks]}${round.answers ? `; ${who[round.answers]} answers` : ''}`,
		`- Writes: ${writes(round)}`,
		`- Holds the remote: ${remotes[round.picture.remote]}; the picture ${modes[round.picture.mode]}`,
		...(round.guard === 'moments-chosen' ? ['- Goes on when both moments are chosen, or with a reason'] : []),
		...(drawn ? ['', '| Nederlands | English |', '| --- | --- |', `| ${picture('nl')} | ${picture('en')} |`] : [])
	];
}

function writes(round: Round): string {
	const open = Object.entries(round.write) as [Unit, Who][];
	const parts = open.map(([unit, whom]) => `${unit} (${who[whom]})`);
	if (round.tips && !('tips' in round.write)) parts.push('tips (everyone)');
	const own = round.jottings ? 'jottings of one’s own' : 'nobody at the table';
	if (parts.length === 0) return own;
	return `${round.notes === 'sealed' ? 'sealed until a later round: ' : ''}${parts.join(', ')}`;
}

const who: Record<Party | Who, string> = {
	presenter: 'the presenter',
	colleagues: 'colleagues',
	guide: 'the guide',
	everyone: 'everyone',
	nobody: 'nobody'
};
const speaks: Record<Speaking, string> = {
	presenter: 'the presenter',
	guide: 'the guide',
	nobody: 'nobody',
	'in-turn': 'colleagues, in turn',
	everyone: 'everyone',
	'presenter-first': 'everyone, the presenter first',
	'guide-first': 'everyone, the guide first'
};
const remotes: Record<Round['picture']['remote'], string> = {
	nobody: 'nobody',
	presenter: 'the presenter',
	guide: 'the guide',
	leader: 'whoever leads (everyone when nobody does)',
	speaker: 'whose turn it is, and whoever leads',
	everyone: 'everyone'
};
const modes: Record<Round['picture']['mode'], string> = {
	still: 'rests',
	'through-once': 'plays through once',
	moments: 'is searched for moments',
	'loop-fragment': 'repeats the fragment',
	marks: 'jumps to what was noted'
};
