import type { Asked } from '$lib/domain/consent';
import type { NamedExpert, ParentView } from '$lib/domain/parent-view';

/** Whom a question is about; null where it is about nobody in particular. */
export const expertOf = (view: Pick<ParentView, 'more'>, asked: Asked): NamedExpert | null =>
	view.more.find((one) => one.scope === asked.scope && one.expertId === asked.expertId)?.expert ?? null;
