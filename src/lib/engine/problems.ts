import { blockKinds, groupKinds, type MeetingPlan, type Pack, type Text } from './pack';
import { isUnit, protocolProblems, unknownWord } from './protocol-problems';

/**
 * Everything that is wrong with a pack, in sentences for its author. The server refuses to start while this is not
 * empty. Rules: docs/rules/packs.md.
 */
export function problems(pack: Pack): string[] {
	return [
		...twice(
			'protocol',
			pack.protocols.map((p) => p.id)
		),
		...twice(
			'code',
			pack.codes.map((c) => c.id)
		),
		...twice(
			'need',
			pack.needs.map((n) => n.id)
		),
		...twice(
			'meeting',
			everyMeeting(pack).map((m) => m.id)
		),
		...twice(
			'term',
			pack.terms.map((t) => t.id)
		),
		...twice(
			'phase',
			(pack.phases ?? []).map((p) => p.id)
		),
		...twice(
			'group of codes',
			pack.codeGroups.map((g) => g.id)
		),
		...pack.codeGroups.flatMap((g) => (g.kind ? unknownWord(`group ${g.id}`, groupKinds, g.kind) : [])),
		...pack.codes
			.filter((c) => !pack.codeGroups.some((g) => g.id === c.group))
			.map((c) => `code ${c.id} stands in group ${c.group}, which does not exist`),
		...(pack.protocols.some((p) => p.id === pack.defaultProtocol)
			? []
			: [`default protocol ${pack.defaultProtocol} does not exist`]),
		...(pack.meetings.length === 0 ? ['a cycle needs at least one meeting'] : []),
		...pack.protocols.flatMap((protocol) => [
			...twice(
				`round of ${protocol.id}`,
				protocol.rounds.map((r) => r.id)
			),
			...protocolProblems(pack, protocol)
		]),
		...meetingProblems(pack),
		...rhythmProblems(pack),
		...everyMeeting(pack).flatMap(blockProblems),
		...sheetProblems(pack),
		...emptyTexts(pack, pack.id),
		...(isPlain(pack) ? [] : ['the pack is not plain JSON'])
	];
}

/** [P13] What a meeting names must exist, and a trajectory has something that is always held. */
function meetingProblems({ meetings, phases = [], protocols, codeGroups, dose }: Pack): string[] {
	const wrong: string[] = [];
	for (const [index, meeting] of meetings.entries()) {
		const { id, protocol, phase, groups = [], carries = [] } = meeting;
		if (protocol !== undefined && !protocols.some((p) => p.id === protocol))
			wrong.push(`meeting ${id} follows protocol ${protocol}, which does not exist`);
		if (phase !== undefined && !phases.some((p) => p.id === phase))
			wrong.push(`meeting ${id} stands in phase ${phase}, which does not exist`);
		for (const group of groups)
			if (!codeGroups.some((g) => g.id === group)) wrong.push(`meeting ${id}: unknown group of codes ${group}`);
		for (const unit of carries) if (!isUnit(unit)) wrong.push(`meeting ${id}: unknown part ${unit}`);
		if (index === 0 && carries.length > 0) wrong.push(`meeting ${id} is the first: there is nothing to carry over`);
	}
	if (meetings.length > 0 && meetings.every((m) => m.ifNeeded)) wrong.push('at least one meeting is always held');
	if (dose && !(dose.least <= dose.usual && dose.usual <= dose.most))
		wrong.push('the dose runs from least over usual to most');
	return wrong;
}

/** The meetings of the method, and those that only some way to hold it has. */
const everyMeeting = ({ meetings, rhythms = [], again }: Pack): MeetingPlan[] => [
	...meetings,
	...rhythms.flatMap((rhythm) => rhythm.meetings.flatMap((it) => (typeof it === 'string' ? [] : it))),
	...(again ? [again] : [])
];

/** [PL1] A way to hold a cycle names meetings that exist, each once, and there is one when any is named. */
function rhythmProblems({ meetings, rhythms, again }: Pack): string[] {
	if (!rhythms) return [];
	return [
		...(rhythms.length === 0 ? ['a pack with rhythms has at least one'] : []),
		...twice(
			'rhythm',
			rhythms.map((it) => it.id)
		),
		...rhythms.flatMap(({ id, meetings: held, weeksToNext }) => [
			...(held.length === 0 ? [`rhythm ${id} has no meeting`] : []),
			...(weeksToNext > 0 ? [] : [`rhythm ${id} leaves no time before the next cycle`]),
			...twice(
				`meeting of rhythm ${id}`,
				held.map((it) => (typeof it === 'string' ? it : it.id))
			),
			...held.flatMap((it) =>
				typeof it !== 'string' || meetings.some((meeting) => meeting.id === it)
					? []
					: [`rhythm ${id} names meeting ${it}, which does not exist`]
			)
		]),
		...(again?.watching ? ['nobody has a clip yet at the first meeting of a cycle'] : [])
	];
}

/** [P19] The blocks of a meeting are words the engine knows, fit in its time, and ask for clips only where there are some. */
function blockProblems({ id, minutes, watching, blocks = [] }: MeetingPlan): string[] {
	const at = `meeting ${id}`;
	const wrong = [
		...twice(
			`block of ${at}`,
			blocks.map((b) => b.id)
		),
		...unknownWord(at, blockKinds, ...blocks.map((b) => b.kind)),
		...blocks.filter((b) => !(b.minutes > 0)).map((b) => `${at}: block ${b.id} takes more than no time`)
	];
	if (blocks.reduce((sum, b) => sum + b.minutes, 0) > minutes) wrong.push(`${at}: its blocks take longer than it does`);
	if (!watching && blocks.some((b) => b.kind === 'plenary' || b.kind === 'groups'))
		wrong.push(`${at}: a block watches clips, but none are brought`);
	if (blocks.some((b, i) => b.kind === 'closing' && i < blocks.length - 1)) wrong.push(`${at}: the closing comes last`);
	return wrong;
}

/** [P14] A box is an existing code, in a part that some round opens. */
function sheetProblems({ sheets = [], codes, protocols }: Pack): string[] {
	const opened = new Set(protocols.flatMap((p) => p.rounds.flatMap((r) => Object.keys(r.write))));
	return sheets.flatMap((sheet) =>
		sheet.boxes.flatMap((box) => [
			...(codes.some((c) => c.id === box.code) ? [] : [`sheet ${sheet.id}: unknown code ${box.code}`]),
			...(opened.has(box.unit) ? [] : [`sheet ${sheet.id}: no round opens ${box.unit}`])
		])
	);
}

function twice(what: string, ids: string[]): string[] {
	return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map((id) => `${what} ${id} stands there twice`);
}

function emptyTexts(value: unknown, path: string): string[] {
	if (Array.isArray(value)) return value.flatMap((v, i) => emptyTexts(v, `${path}[${i}]`));
	if (!value || typeof value !== 'object') return [];
	if ('nl' in value && 'en' in value) {
		const { nl, en } = value as Text;
		// both empty is a deliberate silence (no practice after the last meeting); one empty is a forgotten translation
		return Boolean(nl.trim()) === Boolean(en.trim()) ? [] : [`${path}: a text is missing in one language`];
	}
	return Object.entries(value).flatMap(([key, v]) => emptyTexts(v, `${path}.${key}`));
}

/** True for what JSON gives back unchanged: no functions, dates, maps, undefined or numbers without end. */
function isPlain(value: unknown): boolean {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
	if (typeof value === 'number') return Number.isFinite(value);
	if (Array.isArray(value)) return value.every(isPlain);
	return (
		typeof value === 'object' &&
		Object.getPrototypeOf(value) === Object.prototype &&
		Object.values(value).every(isPlain)
	);
}
