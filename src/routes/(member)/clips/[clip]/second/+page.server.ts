import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { no, type Outcome } from '$lib/domain/outcome';
import { fieldsOf, orError, orFail, signedIn } from '$lib/server/door';
import { recheckClip } from '$lib/server/use-cases/clip/check-clip';
import { removeSecond } from '$lib/server/use-cases/clip/erase-clip';
import { alignSecond, viewSecond } from '$lib/server/use-cases/clip/second-source';
import { noteWipeShown, wipedElsewhere } from '$lib/server/use-cases/clip/wipe-elsewhere';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('clip:status');
	const { needs } = locals.house;
	const viewed = orError(await viewSecond(needs, signedIn(locals).id, params.clip));
	const { second } = viewed;
	if (second?.mayLieElsewhere) orError(await noteWipeShown(needs, signedIn(locals).id, second.id));
	return viewed;
};

const fields = {
	align: v.object({
		offset: v.pipe(v.string(), v.regex(/^-?\d{1,8}$/), v.transform(Number)),
		by: v.picklist(['sound', 'hand'])
	}),
	elsewhere: v.object({ answer: v.picklist(['done', 'later']) })
};

async function read<S extends v.GenericSchema>({ request }: RequestEvent, schema: S) {
	const parsed = v.safeParse(schema, Object.fromEntries(await fieldsOf(request)));
	return parsed.success ? parsed.output : null;
}

/** A refusal together with the form it belongs to, so that it is shown there. */
const answer = (outcome: Outcome<unknown>, about: string) => {
	const refused = orFail(outcome);
	return refused ? fail(refused.status, { ...refused.data, about }) : { done: about };
};

/** Does something to the recording itself, whichever stands beside the clip. */
async function withSecond(
	{ locals, params }: RequestEvent,
	about: string,
	act: (id: string) => Promise<Outcome<null>>
) {
	const viewed = await viewSecond(locals.house.needs, signedIn(locals).id, params.clip);
	if (!viewed.ok) return answer(viewed, about);
	const { second } = viewed.value;
	return answer(second ? await act(second.id) : no('not-found'), about);
}

export const actions: Actions = {
	align: async (event) => {
		const { locals, params } = event;
		const input = await read(event, fields.align);
		if (!input) return answer(no('bad-input'), 'align');
		const { offset: offsetMs, by } = input;
		return answer(await alignSecond(locals.house.needs, signedIn(locals).id, params.clip, { offsetMs, by }), 'align');
	},
	check: (event) =>
		withSecond(event, 'check', (id) => recheckClip(event.locals.house.needs, signedIn(event.locals).id, id)),
	elsewhere: async (event) => {
		const input = await read(event, fields.elsewhere);
		if (!input) return answer(no('bad-input'), 'elsewhere');
		if (input.answer === 'later') return { done: 'later' };
		return withSecond(event, 'elsewhere', (id) =>
			wipedElsewhere(event.locals.house.needs, signedIn(event.locals).id, id)
		);
	},
	remove: async ({ locals, params }) =>
		answer(await removeSecond(locals.house.needs, signedIn(locals).id, params.clip), 'remove')
};
