import type { Early } from '$lib/client/before-awake';
import type { House } from '$lib/server/house';
import type { Locale } from '$lib/words';

declare global {
	/** What somebody did before the page was awake, told once: set by the script in app.html. */
	var doneBeforeAwake: (() => Early[]) | undefined;
	namespace App {
		interface Locals {
			house: House;
			locale: Locale;
			/** On a page in a language of its own (the parents' page): which one, and which way it runs. */
			readIn?: { language: string; direction: 'ltr' | 'rtl' };
			/** Whoever is signed in, or null. */
			user: { id: string; name: string; about: string; email: string; admin: boolean } | null;
			/** Names this sign-in (a hash), for "sign out everywhere else". */
			authSessionId: string | null;
			/** When whoever is signed in last proved here that it is she [A7]. */
			provenAt: Date | null;
			/** [A1] Whoever is half in: for the page of the second step, and of no meaning to any other. */
			half: { userId: string; stage: 'second' | 'setup' } | null;
		}
		interface Error {
			message: string;
			/** Stable refusal code, when the error is an expected "no". */
			code?: string;
		}
		interface PageState {
			/** Where somebody is who adds a clip, so that "back" goes one step back and not away. */
			step?: 'film' | 'prepare' | 'others';
		}
	}
}

export {};
