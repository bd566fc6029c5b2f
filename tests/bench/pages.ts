import { report, type Figure } from './figures';

/**
 * What a page costs: the script a browser fetches for it, and what its server asks of the database and takes.
 *
 *   npm run bench:pages -- --only weight|server --asks 20
 */
const option = (name: string): string | undefined => {
	const at = process.argv.indexOf(`--${name}`);
	return at < 0 ? undefined : process.argv[at + 1];
};
const only = option('only');
const figures: Figure[] = [];
let met = true;
if (only !== 'server') {
	const { weighPages } = await import('./pages/weight');
	const weighed = await weighPages();
	met = report('Compressed script per page', weighed, []) && met;
	figures.push(...weighed);
}
if (only !== 'weight') {
	const { askPages } = await import('./pages/asking');
	const asked = await askPages(Number(option('asks')) || 20);
	met =
		report('Pages of a school of 500 PLGs, 10,000 trajectories and 100,000 entries, on PostgreSQL', asked, []) && met;
	figures.push(...asked);
}
const { writeJson } = await import('./figures');
writeJson(figures);
process.exitCode = met ? 0 : 1;
