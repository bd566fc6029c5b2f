import { units, type Pack, type Protocol, type Text } from './pack';

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
			pack.meetings.map((m) => m.id)
		),
		...twice(
			'term',
			pack.terms.map((t) => t.id)
		),
		...pack.codes
			.filter((c) => !pack.codeGroups.some((g) => g.id === c.group))
			.map((c) => `code ${c.id} stands in group ${c.group}, which does not exist`),
		...(pack.protocols.some((p) => p.id === pack.defaultProtocol)
			? []
			: [`default protocol ${pack.defaultProtocol} does not exist`]),
		...(pack.meetings.length === 0 ? ['a cycle needs at least one meeting'] : []),
		...pack.protocols.flatMap(protocolProblems),
		...emptyTexts(pack, pack.id),
		...(isPlain(pack) ? [] : ['the pack is not plain JSON'])
	];
}

function protocolProblems(protocol: Protocol): string[] {
	const { id, rounds } = protocol;
	const first = rounds[0];
	const firstTips = rounds.findIndex((r) => r.tips);
	const firstStrengths = rounds.findIndex((r) => r.write.strengths);
	const firstPicture = rounds.find((r) => r.picture.mode !== 'still');
	const wrong: string[] = twice(
		`round of ${id}`,
		rounds.map((r) => r.id)
	);
	if (!first) return [`protocol ${id} has no rounds`];
	if (first.speaks !== 'presenter') wrong.push(`protocol ${id}: the presenter opens (first round)`);
	if (firstPicture && firstPicture.picture.mode !== 'through-once')
		wrong.push(`protocol ${id}: the first time the picture moves it plays through once`);
	if (firstPicture && Object.keys(firstPicture.write).length > 0)
		wrong.push(`protocol ${id}: nobody writes at the table during the first viewing (R64)`);
	if (firstTips >= 0 && (firstStrengths < 0 || firstStrengths >= firstTips))
		wrong.push(`protocol ${id}: strengths come before tips (R67)`);
	for (const round of rounds) {
		if (round.write.tips && !round.tips) wrong.push(`round ${round.id}: tips can be written but are not open (R63)`);
		if (round.minutes <= 0) wrong.push(`round ${round.id}: minutes must be more than nothing`);
		for (const unit of Object.keys(round.write))
			if (!units.some((u) => u === unit)) wrong.push(`round ${round.id}: unknown part ${unit}`);
	}
	return wrong;
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
