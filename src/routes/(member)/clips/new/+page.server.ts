import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { orFail, signedIn } from '$lib/server/door';
import { placesWithRoom, startClip } from '$lib/server/use-cases/clip/start-clip';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const places = await placesWithRoom(locals.house.needs, signedIn(locals).id);
	const asked = url.searchParams.get('trajectory');
	return {
		places,
		chosen: places.find((place) => place.id === asked)?.id ?? (places.length === 1 ? places[0]?.id : undefined) ?? null,
		canConvert: locals.house.needs.files.canConvert
	};
};

const whole = v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number));
const announced = v.object({
	trajectory: v.pipe(v.string(), v.maxLength(64)),
	...{ bytes: whole, durationMs: whole },
	filmed: v.optional(v.literal('yes'))
});

export const actions: Actions = {
	/** Makes room for a clip; the page then sends the bytes in pieces. */
	start: async ({ locals, request }) => {
		const user = signedIn(locals);
		const read = v.safeParse(announced, Object.fromEntries(await request.formData()));
		if (!read.success) return fail(400, { code: 'bad-input' });
		const { trajectory: trajectoryId, bytes, durationMs, filmed } = read.output;
		const started = await startClip(locals.house.needs, user.id, {
			...{ trajectoryId, bytes, durationMs },
			filmed: filmed === 'yes'
		});
		return started.ok ? { id: started.value.id } : orFail(started);
	}
};
