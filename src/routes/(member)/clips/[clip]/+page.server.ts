import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { no } from '$lib/domain/outcome';
import { parseTimeCode } from '$lib/domain/time-code';
import { fieldsOf, orError, orFail, signedIn } from '$lib/server/door';
import { captionLimits } from '$lib/domain/captions';
import { addCaption, changeCaption, pasteCaptions, removeCaption } from '$lib/server/use-cases/clip/captions';
import { recheckClip } from '$lib/server/use-cases/clip/check-clip';
import { chooseFragment, fillCard, nameClip } from '$lib/server/use-cases/clip/describe-clip';
import { eraseClip } from '$lib/server/use-cases/clip/erase-clip';
import { keepLonger } from '$lib/server/use-cases/clip/keep-longer';
import { addMark, changeMark, removeMark } from '$lib/server/use-cases/clip/marks';
import { mainOfSecond } from '$lib/server/use-cases/clip/second-source';
import { viewClip } from '$lib/server/use-cases/clip/view-clip';
import { noteWipeShown, wipedElsewhere } from '$lib/server/use-cases/clip/wipe-elsewhere';
import { bringClip } from '$lib/server/use-cases/session/bring-clip';
import { takeOffTable } from '$lib/server/use-cases/session/take-off-table';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('clip:status');
	const viewed = await viewClip(locals.house.needs, signedIn(locals).id, params.clip);
	// a second source has no page of its own
	const main = viewed.ok ? null : await mainOfSecond(locals.house.needs, signedIn(locals).id, params.clip);
	if (main) redirect(307, `/clips/${main}/second`);
	const clip = orError(viewed);
	if (clip.mayLieElsewhere) orError(await noteWipeShown(locals.house.needs, signedIn(locals).id, params.clip));
	return { clip, canConvert: locals.house.needs.files.canConvert };
};

const line = (most: number) => v.pipe(v.string(), v.maxLength(most));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const moment = v.pipe(
	v.string(),
	v.maxLength(16),
	v.transform(parseTimeCode),
	v.number() // what is no time code became null
);

const fields = {
	name: v.object({ title: line(120) }),
	fragment: v.object({ from: moment, to: moment }),
	card: v.object({
		...{ context: line(2_000), reason: line(2_000), goal: line(2_000), question: line(2_000) },
		skills: v.pipe(v.array(id), v.maxLength(30))
	}),
	mark: v.object({ at: moment, note: line(500) }),
	changeMark: v.object({ mark: id, note: line(500) }),
	removeMark: v.object({ mark: id }),
	caption: v.object({ from: moment, to: moment, text: line(1_000) }),
	changeCaption: v.object({ line: id, from: moment, to: moment, text: line(1_000) }),
	removeCaption: v.object({ line: id }),
	pasteCaptions: v.object({ text: line(captionLimits.pasted) }),
	bring: v.object({ meeting: line(64), protocol: id, show: v.picklist(['whole', 'fragment']) }),
	takeOff: v.object({ session: id }),
	elsewhere: v.object({ answer: v.picklist(['done', 'later']) }),
	longer: v.object({ agree: v.optional(v.literal('yes')) })
};

/** Everything an action begins with: who, which clip, and the form as it is meant to be. Null when it is not. */
async function read<S extends v.GenericSchema>({ locals, params, request }: RequestEvent, schema: S) {
	const user = signedIn(locals);
	const form = await fieldsOf(request);
	const given = { ...Object.fromEntries(form), skills: form.getAll('skills') };
	const parsed = v.safeParse(schema, given);
	return {
		needs: locals.house.needs,
		userId: user.id,
		clipId: params.clip,
		input: parsed.success ? parsed.output : null
	};
}

const unreadable = (about: string) => fail(400, { code: no('bad-input').code, about });
/** A refusal together with the form it belongs to, so that it is shown there. */
const answer = (outcome: Parameters<typeof orFail>[0], about: string) => {
	const refused = orFail(outcome);
	return refused ? fail(refused.status, { ...refused.data, about }) : { done: about };
};

export const actions: Actions = {
	name: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.name);
		if (!input) return unreadable('name');
		return answer(await nameClip(needs, userId, clipId, input.title), 'name');
	},
	fragment: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.fragment);
		if (!input) return unreadable('fragment');
		return answer(await chooseFragment(needs, userId, clipId, input), 'fragment');
	},
	card: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.card);
		if (!input) return unreadable('card');
		return answer(await fillCard(needs, userId, clipId, input), 'card');
	},
	mark: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.mark);
		if (!input) return unreadable('mark');
		return answer(await addMark(needs, userId, clipId, input), 'mark');
	},
	changeMark: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.changeMark);
		if (!input) return unreadable('mark');
		return answer(await changeMark(needs, userId, clipId, input.mark, input.note), 'mark');
	},
	removeMark: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.removeMark);
		if (!input) return unreadable('mark');
		return answer(await removeMark(needs, userId, clipId, input.mark), 'mark');
	},
	caption: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.caption);
		if (!input) return unreadable('captions');
		return answer(await addCaption(needs, userId, clipId, input), 'captions');
	},
	changeCaption: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.changeCaption);
		if (!input) return unreadable('captions');
		return answer(await changeCaption(needs, userId, clipId, input.line, input), 'captions');
	},
	removeCaption: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.removeCaption);
		if (!input) return unreadable('captions');
		return answer(await removeCaption(needs, userId, clipId, input.line), 'captions');
	},
	pasteCaptions: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.pasteCaptions);
		if (!input) return unreadable('captions');
		const pasted = await pasteCaptions(needs, userId, clipId, input.text);
		return pasted.ok ? { done: 'pasted', ...pasted.value } : answer(pasted, 'captions');
	},
	bring: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.bring);
		if (!input) return unreadable('bring');
		const { meeting, protocol, show } = input;
		const how = { meetingId: meeting || null, protocolId: protocol, show };
		return answer(await bringClip(needs, userId, clipId, how), 'bring');
	},
	takeOff: async (event) => {
		const { needs, userId, input } = await read(event, fields.takeOff);
		if (!input) return unreadable('takeOff');
		return answer(await takeOffTable(needs, userId, input.session), 'takeOff');
	},
	elsewhere: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.elsewhere);
		if (!input) return unreadable('elsewhere');
		if (input.answer === 'later') return { done: 'later' };
		return answer(await wipedElsewhere(needs, userId, clipId), 'elsewhere');
	},
	longer: async (event) => {
		const { needs, userId, clipId, input } = await read(event, fields.longer);
		if (!input) return unreadable('longer');
		return answer(await keepLonger(needs, userId, clipId, { parentsAgree: input.agree === 'yes' }), 'longer');
	},
	check: async (event) => {
		return answer(await recheckClip(event.locals.house.needs, signedIn(event.locals).id, event.params.clip), 'check');
	},
	erase: async (event) => {
		const erased = await eraseClip(event.locals.house.needs, signedIn(event.locals).id, event.params.clip);
		if (!erased.ok) return answer(erased, 'erase');
		redirect(303, '/clips');
	}
};
