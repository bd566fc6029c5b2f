import type { ChildFile, FileText } from '$lib/domain/child-file';
import { loadWords, type Locale } from '$lib/words';
import { longDay } from '$lib/words/dates';

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Every text in it was typed by somebody. */
const plain = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? '');

/** [ER8] The file as one page without a script, a picture or an address: to read, print and give away. */
export async function childPage(file: ChildFile, locale: Locale): Promise<string> {
	const t = await loadWords(locale);
	const words = t.kept.inFile;
	const day = (at: Date) => longDay(at, locale);
	const section = (title: string, lines: (string | false | null)[][]): string => {
		const rows = lines.map((parts) => {
			const [first = '', ...rest] = parts.filter((part): part is string => typeof part === 'string' && part !== '');
			return `<li><b>${plain(first)}</b>${rest.map((part) => `<br>${plain(part)}`).join('')}</li>`;
		});
		return `<h2>${plain(title)}</h2>${rows.length ? `<ul>${rows.join('\n')}</ul>` : `<p>${plain(words.nothing)}</p>`}`;
	};
	const texts = (all: readonly FileText[]) => all.map(({ at, by, text }) => [`${day(at)}, ${t.kept.role[by]}`, text]);
	const title = plain(words.title(file.alias, file.school));
	const parts = [
		section(
			words.beginnings,
			file.beginnings.map(({ begunAt, team, reason }) => [`${day(begunAt)}, ${team}`, reason])
		),
		section(
			words.answers,
			file.answers.map(({ at, scope, state }) => [day(at), `${t.consent.scope[scope]}: ${t.child.short[state]}`])
		),
		section(
			words.clips,
			file.clips.map(({ at, title: name, keptUntil, card, said }) => [
				`${day(at)}, ${name}`,
				keptUntil ? words.until(day(keptUntil)) : words.erased,
				...card,
				...said.map(({ text }) => `“${text}”`)
			])
		),
		section(
			words.views,
			file.views.map(({ at, by, clip }) => [`${day(at)}, ${t.kept.role[by]}`, clip])
		),
		section(
			words.sessions,
			file.sessions.map(({ at, clip, people }) => [day(at), clip, words.people(people)])
		),
		section(words.notes, texts(file.notes)),
		section(
			words.help,
			file.help.map(({ at, question, answer }) => [day(at), question, answer])
		),
		section(
			words.practice,
			file.practice.moments
				? [[words.moments(file.practice.moments), file.practice.last ? day(file.practice.last) : '']]
				: []
		),
		section(words.plan, texts(file.plan)),
		`<h2>${plain(words.withheld)}</h2><p>${plain(words.withheldBody)}</p>` +
			`<ul>${(['own', 'interviews', 'marks'] as const)
				.filter((kind) => file.withheld[kind] > 0)
				.map((kind) => `<li>${plain(t.kept.count[kind](file.withheld[kind]))}</li>`)
				.join('')}</ul>`
	];
	return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}li{margin:.5rem 0}h2{margin-top:2rem}</style>
<h1>${title}</h1>
<p>${plain(words.made(day(file.madeAt)))} ${plain(words.rights)}</p>
${parts.join('\n')}
</html>
`;
}
