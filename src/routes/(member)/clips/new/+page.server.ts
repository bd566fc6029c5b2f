import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { atPace, fieldsOf, orError, orFail, signedIn } from '$lib/server/door';
import { viewSecond } from '$lib/server/use-cases/clip/second-source';
import { placesWithRoom, startClip } from '$lib/server/use-cases/clip/start-clip';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const places = await placesWithRoom(locals.house.needs, signedIn(locals).id);
	const main = url.searchParams.get('beside');
	const beside = main ? await placeBeside(locals, main) : null;
	const asked = beside?.trajectoryId ?? url.searchParams.get('trajectory');
	return {
		places: beside ? places.filter(({ id }) => id === asked) : places,
		beside,
		chosen: places.find((place) => place.id === asked)?.id ?? (places.length === 1 ? places[0]?.id : undefined) ?? null,
		canConvert: locals.house.needs.files.canConvert
	};
};

/** [T1] The clip that a second source is added to. */
async function placeBeside(locals: App.Locals, mainId: string) {
	const { main, mayAdd, second } = orError(await viewSecond(locals.house.needs, signedIn(locals).id, mainId));
	if (!mayAdd || (second && second.status !== 'failed')) redirect(303, `/clips/${main.id}/second`);
	return { id: main.id, title: main.title, trajectoryId: main.trajectoryId };
}

const whole = v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number));
const announced = v.object({
	trajectory: v.pipe(v.string(), v.maxLength(64)),
	...{ bytes: whole, durationMs: whole },
	filmed: v.optional(v.literal('yes')),
	beside: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64)))
});

export const actions: Actions = {
	/** Makes room for a clip; the page then sends the bytes in pieces. */
	start: async ({ locals, request }) => {
		const user = signedIn(locals);
		const read = v.safeParse(announced, Object.fromEntries(await fieldsOf(request)));
		if (!read.success) return fail(400, { code: 'bad-input' });
		const slowly = atPace(locals, 'upload');
		if (!slowly.ok) return orFail(slowly);
		const { trajectory: trajectoryId, bytes, durationMs, filmed, beside } = read.output;
		const started = await startClip(locals.house.needs, user.id, {
			...{ trajectoryId, bytes, durationMs },
			filmed: filmed === 'yes',
			...(beside ? { beside } : {})
		});
		return started.ok ? { id: started.value.id } : orFail(started);
	}
};
