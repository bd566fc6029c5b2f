import { csvOf } from '$lib/domain/csv';
import type { Words } from '$lib/words';
import type { AccessReport } from './access-report';

/** A row for every time a clip was opened or watched, and one for every clip that was not. */
export function accessTable({ clips }: AccessReport, words: Words['audit']['access']): string {
	const rows = clips.flatMap(({ clipId, owner, reach, opened, watched }) => {
		const front = [clipId, owner, reach.map((one) => words.reach[one]).join('; ')];
		const looks = [
			...opened.map((at) => [...front, at.toISOString(), '', '', '']),
			...watched.map(({ at, fromS, toS }) => [...front, '', at.toISOString(), fromS, toS])
		];
		return looks.length > 0 ? looks : [[...front, words.notOpened, '', '', '']];
	});
	return csvOf([words.columns, ...rows]);
}
