import type { Pack } from '$lib/engine/pack';
import { beeldcoach } from './beeldcoach';
import { irisSelf } from './iris-self';
import { kVht } from './k-vht';
import { key2teach } from './key2teach';
import { vippSchool } from './vipp-school';

/**
 * Methods written down in the vocabulary, to see that it carries them. Nobody can begin a cycle with one: their texts
 * wait for an expert, and some of them for a licence (R4).
 */
export const drafts: readonly Pack[] = [vippSchool, kVht, key2teach, beeldcoach, irisSelf];
