import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { childNatures } from '$lib/domain/child-nature';
import { onceOnly, ownKinds, type OwnKind } from '$lib/domain/plan';
import { fieldsOf, formOf, orError, orFail, signedIn } from '$lib/server/door';
import { changeNature } from '$lib/server/use-cases/child/child-nature';
import { finishTrajectory } from '$lib/server/use-cases/plan/finish-trajectory';
import { readEntryForm } from '$lib/server/use-cases/plan/plan-input';
import { readPlan } from '$lib/server/use-cases/plan/read-plan';
import { removePlanEntry, restorePlanEntry } from '$lib/server/use-cases/plan/remove-entry';
import { savePlanEntry } from '$lib/server/use-cases/plan/save-entry';
import { sharePlanEntry } from '$lib/server/use-cases/plan/share-entry';
import { weekOf } from '$lib/server/use-cases/practice/week-plan';
import { fieldDate, fromFields } from '$lib/words/dates';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The page of one child; `?edit=` and `?add=` open one form in its place in the story. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { needs } = locals.house;
	const story = orError(await readPlan(needs, signedIn(locals).id, params.trajectory, locals.locale));
	const kind = ownKinds.find((one) => one === url.searchParams.get('add'));
	const now = needs.clock();
	// there is one start and one end: adding it again is going on with it
	const begun = kind && onceOnly(kind) ? story.items.find((item) => item.kind === kind) : undefined;
	return {
		story,
		week: story.mine && !story.closed ? await weekOf(needs, params.trajectory) : null,
		versionIsBack: url.searchParams.has('restored'),
		editing: begun?.id ?? url.searchParams.get('edit'),
		// a name for the entry that is not there yet, so that saving it twice makes one
		adding: kind && story.choices && !begun ? { kind, id: needs.newId(), at: startOf(kind, now) } : null
	};
};

/** A play moment is planned for tomorrow morning until somebody says otherwise; the rest is about today. */
const startOf = (kind: OwnKind, now: Date): Date =>
	kind === 'play-moment' ? (fromFields(fieldDate(new Date(now.getTime() + 86_400_000)), '10:00') ?? now) : now;

const natureForm = v.object({ nature: v.optional(v.picklist(['', ...childNatures]), '') });

export const actions: Actions = {
	save: async (event) => {
		const form = await fieldsOf(event.request);
		const autosave = form.has('autosave');
		form.delete('autosave');
		const input = readEntryForm(form);
		const { needs, userId, trajectory } = about(event);
		const saved = input.ok ? await savePlanEntry(needs, userId, trajectory, input.value) : input;
		if (!saved.ok) return orFail(saved);
		if (autosave) return { saved: true, texts: saved.value.texts };
		redirect(303, `/trajectories/${trajectory}#e-${saved.value.id}`);
	},
	share: (event) => share(event, true),
	unshare: (event) => share(event, false),
	remove: async (event) => {
		const { needs, userId, trajectory } = about(event);
		const removed = await removePlanEntry(needs, userId, trajectory, await entryIn(event));
		return removed.ok ? { parcel: removed.value.parcel } : orFail(removed);
	},
	restore: async (event) => {
		const { needs, userId, trajectory } = about(event);
		const parcel = String((await fieldsOf(event.request)).get('parcel'));
		const restored = await restorePlanEntry(needs, userId, trajectory, parcel);
		return restored.ok ? { restored: true } : orFail(restored);
	},
	nature: async (event) => {
		const form = await formOf(event.request, natureForm);
		if (!form.ok) return orFail(form);
		const { needs, userId, trajectory } = about(event);
		return orFail(await changeNature(needs, userId, trajectory, form.value.nature || null)) ?? undefined;
	},
	finish: async (event) => {
		const { needs, userId, trajectory } = about(event);
		return orFail(await finishTrajectory(needs, userId, trajectory)) ?? undefined;
	}
};

const about = ({ locals, params }: RequestEvent) => ({
	needs: locals.house.needs,
	userId: signedIn(locals).id,
	trajectory: params.trajectory
});
const entryIn = async (event: RequestEvent): Promise<string> => String((await fieldsOf(event.request)).get('id'));

async function share(event: RequestEvent, shared: boolean) {
	const { needs, userId, trajectory } = about(event);
	return orFail(await sharePlanEntry(needs, userId, trajectory, await entryIn(event), shared)) ?? undefined;
}
